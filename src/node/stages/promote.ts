// The verb `promote`: points an alias at a version if every gate lets it, and says why where one does not.
import * as z from 'zod';
import { comparisonFigure } from '../../core/evaluate/compare';
import { leadingAlias } from '../../core/manifest/served';
import { beyondLimits } from '../../core/monitor/beyond';
import { places } from '../../core/places';
import { gateLine } from '../../core/registry/gateResult';
import { promoteVersion } from '../promote/promote';
import { tellingIn, type Stage } from '../stage';

const request = z.strictObject({
  model: z.string(),
  version: z.number().int().positive(),
  /** Undefined: the one that the model's deployments follow. */
  alias: z.string().optional(),
});

export const promote: Stage<z.infer<typeof request>> = {
  name: 'promote',
  request,
  isDetached: false,
  async perform(asked, context) {
    const { project, clock, signal } = context;
    const alias = asked.alias ?? leadingAlias(project.manifest, asked.model);
    const { version, isPromoted, gates, comparison } = await promoteVersion(
      { project, clock, ...asked, alias, tell: tellingIn(context) },
      signal,
    );
    const name = `${version.model}@${version.version}`;
    const reasons = gates.map((gate) => `  ${gateLine(gate)}`);
    const warnings = isPromoted ? beyondLimits(project.manifest, version, alias) : [];
    const said = isPromoted ? `${name} is ${alias}.` : `${name} was refused as ${alias}.`;
    return {
      kind: 'done',
      passed: isPromoted,
      summary: [said, ...reasons, ...warnings.map((warning) => `  ! ${warning}`)].join('\n'),
      ...(comparison && { figure: comparisonFigure(comparison) }),
      where: places.card(version.model, version.version),
      document: {
        model: version.model,
        version: version.version,
        alias,
        isPromoted,
        warnings,
        gates: gates.map(({ gate, passed, reason }) => ({ gate, passed, reason })),
      },
    };
  },
};
