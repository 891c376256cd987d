// The manifest `lifecycle.yaml` as one schema: the reader, the editor's JSON schema and every type come from it.
import * as z from 'zod';
import { datasetEntry } from './dataset';
import { deploymentSchema, monitorSchema } from './deployment';
import { goalSchema } from './goal';
import { modelSchema } from './model';
import { insidePath, like, name } from './scalars';
import { places } from '../places';

/** The manifest version this program writes; a newer one is opened read-only. */
export const manifestVersion = 1;

export const manifestSchema = z.strictObject({
  lifecycle: z
    .literal(manifestVersion)
    .default(manifestVersion)
    .describe('Version of this file’s format: 1.'),
  goals: z.record(like(name, 'uptake'), goalSchema).optional().describe('What the models are for, by name.'),
  roles: z
    .strictObject({
      owner: like(z.string(), 'ana@example.org')
        .optional()
        .describe('Who answers for the models, as in git’s user.email.'),
      approvers: z
        .array(z.string())
        .meta({ examples: [['ben@example.org']] })
        .optional()
        .describe('Whose approvals count, as in git’s user.email; without, everybody’s do.'),
      signers: like(insidePath, `${places.state}/allowed_signers`)
        .optional()
        .describe('File with the ssh keys that may sign, as git’s allowed signers.'),
    })
    .optional()
    .describe('Who owns and who approves.'),
  python: z
    .strictObject({
      requirements: like(insidePath, 'requirements.txt')
        .optional()
        .describe('File with the packages that training needs.'),
      interpreter: like(z.string().min(1), '/usr/bin/python3.11')
        .optional()
        .describe('The Python to use instead of the one found.'),
    })
    .optional()
    .describe('The Python that training commands run in; found if there is one.'),
  datasets: z
    .record(like(name, 'bank', 'customers'), datasetEntry)
    .optional()
    .describe('Data by name; a path is enough.'),
  models: z.record(like(name, 'uptake'), modelSchema).optional().describe('Models by name.'),
  deployments: z
    .record(like(name, 'uptake-local'), deploymentSchema)
    .optional()
    .describe('Where versions answer, by name.'),
  monitors: z
    .record(like(name, 'uptake-local'), monitorSchema)
    .optional()
    .describe('How deployments are watched, by the deployment’s name.'),
});

/** A manifest as read: defaults filled in, short forms written out. */
export type Manifest = z.output<typeof manifestSchema>;

/** The parts of a manifest that hold entries by name. */
export const sectionNames = ['goals', 'datasets', 'models', 'deployments', 'monitors'] as const;
export type SectionName = (typeof sectionNames)[number];

export { boundText, durationText, type ParamValue } from './scalars';
export type { MetricName } from '../evaluate/metrics';
export type { Goal } from './goal';
export type { Dataset, Expect, Split } from './dataset';
export type { Gates, Model, Tune } from './model';
export type { Deployment, MonitorSettings } from './deployment';
