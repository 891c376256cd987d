// The verb `check`: problems of the data and what is expected of it, for each dataset.
import { z } from 'zod';
import type { Json } from '../../core/json';
import { describeCheck, failuresOf } from '../../core/quality/describe';
import { checkDataset } from '../check/checkDataset';
import type { StoredCheck } from '../check/result';
import { datasetsOf } from '../dataset/named';
import type { Stage } from '../stage';

const request = z.strictObject({ names: z.array(z.string()).optional() });

export const check: Stage<z.infer<typeof request>> = {
  name: 'check',
  request,
  isDetached: false,
  async perform({ names }, { project, clock, report, signal }) {
    const done = [];
    for (const { name, dataset } of datasetsOf(project, names))
      done.push(await checkDataset({ project, name, dataset, asOf: clock.judged(), report, signal }));
    const checks = done.map((one) => one.check);
    const passed = checks.every((one) => one.passed);
    const [only] = checks;
    return {
      kind: done.some(({ isNew }) => isNew) ? 'done' : 'skipped',
      passed,
      summary: [
        `${checks.map((one) => `${one.dataset}: ${describeCheck(one)}`).join('; ')}.`,
        ...checks.flatMap((one) =>
          failuresOf(one).map((why) => `✗ ${checks.length > 1 ? `${one.dataset}: ` : ''}${why}`),
        ),
      ].join('\n'),
      ...(only && checks.length === 1
        ? { where: `.lifecycle/datasets/${only.dataset}/${only.prepared.replace(/^sha256:/, '')}/check.json` }
        : {}),
      document: documentOf(checks, passed) as unknown as Json,
    };
  },
};

/** All datasets' findings and expectations in one list each, every one naming its dataset. */
function documentOf(checks: readonly StoredCheck[], passed: boolean) {
  return {
    ...(checks.length === 1 ? { dataset: checks[0]?.dataset } : {}),
    passed,
    findings: checks.flatMap(({ dataset, findings }) => findings.map((finding) => ({ ...finding, dataset }))),
    expectations: checks.flatMap(({ dataset, expectations }) =>
      expectations.map((one) => ({ ...one, dataset })),
    ),
    datasets: checks.map(({ dataset, passed: ownPassed, prepared, asOf }) => ({
      dataset,
      passed: ownPassed,
      prepared,
      asOf,
    })),
  };
}
