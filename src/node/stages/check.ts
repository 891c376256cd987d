// The verb `check`: problems of the data and what is expected of it, for each dataset.
import * as z from 'zod';
import { plain } from '../../core/json';
import { describeCheck, failuresOf } from '../../core/quality/describe';
import { places } from '../../core/places';
import { checkDataset, type Checked } from '../check/checkDataset';
import { datasetsOf } from '../dataset/named';
import { eachEntry } from '../each';
import type { Stage } from '../stage';

const request = z.strictObject({ names: z.array(z.string()).optional() });

export const check: Stage<z.infer<typeof request>> = {
  name: 'check',
  request,
  isDetached: false,
  async perform({ names }, { project, clock, report, signal }) {
    const done = await eachEntry(
      'dataset',
      datasetsOf(project, names),
      ({ name, dataset }) => checkDataset({ project, name, dataset, asOf: clock.judged(), report, signal }),
      signal,
    );
    const checks = done.map((one) => one.check);
    const passed = checks.every((one) => one.passed);
    const [only] = checks;
    return {
      kind: done.some(({ isNew }) => isNew) ? 'done' : 'skipped',
      passed,
      summary: [
        `${done.map(summaryOf).join('; ')}.`,
        ...checks.flatMap((one) =>
          failuresOf(one).map((why) => `${checks.length > 1 ? `${one.dataset}: ` : ''}${why}`),
        ),
      ].join('\n'),
      ...(only && checks.length === 1
        ? { where: `${places.datasetVersion(only.dataset, only.prepared)}/check.json` }
        : {}),
      document: plain(documentOf(done, passed)),
    };
  },
};

const summaryOf = ({ check: one, isOfEarlier }: Checked) =>
  `${one.dataset}: ${describeCheck(one)}${isOfEarlier ? `, of an earlier preparation: lifecycle.yaml has changed since, so prepare ${one.dataset} again` : ''}`;

/** All datasets' findings and expectations in one list each, every one naming its dataset. */
function documentOf(done: readonly Checked[], passed: boolean) {
  const checks = done.map(({ check: one }) => one);
  const [only] = checks;
  return {
    ...(only && checks.length === 1 ? { dataset: only.dataset } : {}),
    passed,
    findings: checks.flatMap(({ dataset, findings }) => findings.map((finding) => ({ ...finding, dataset }))),
    expectations: checks.flatMap(({ dataset, expectations }) =>
      expectations.map((one) => ({ ...one, dataset })),
    ),
    datasets: done.map(({ check: { dataset, passed: ownPassed, prepared, asOf }, isOfEarlier }) => ({
      dataset,
      passed: ownPassed,
      prepared,
      asOf,
      isOfEarlier,
    })),
  };
}
