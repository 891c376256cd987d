// Whether a version still says of its figures what its evaluation says, which is kept under its digest.
import type { Evaluation } from '../evaluate/evaluation';
import { formatInterval } from '../evaluate/interval';
import { canonicalJson } from '../json';
import type { Version } from './version';

/** The first part that differs, a clause with both where they are figures; undefined: all that was copied is as it was. */
export function editedPart(version: Version, evaluation: Evaluation): string | undefined {
  const { metrics, files } = version;
  const measured = evaluation.test.metrics;
  for (const name of new Set([...Object.keys(measured), ...Object.keys(metrics.values)])) {
    const [here, there] = [metrics.values[name], measured[name]];
    if (isSame(here, there)) continue;
    const figure = (one: typeof here) => (one === undefined ? 'none' : formatInterval(one));
    return here && there && figure(here) === figure(there)
      ? `${name} is not the one of its evaluation`
      : `${name} is ${figure(here)}, its evaluation has ${figure(there)}`;
  }
  const copied: readonly [string, unknown, unknown][] = [
    ['metrics.measuredOn', metrics.measuredOn, evaluation.measuredOn],
    ['the digest of its model', files.find(({ role }) => role === 'model')?.digest, evaluation.digest],
    ['task', version.task, evaluation.task],
    ['target', version.target, evaluation.target],
    ['classes', version.classes, evaluation.classes],
    ['positive', version.positive, evaluation.positive],
    ['threshold', version.threshold, evaluation.threshold?.value],
    ['calibration', version.calibration, evaluation.calibration],
    ['testReads', version.testReads, evaluation.testReads],
  ];
  const other = copied.find(([, here, there]) => !isSame(here, there));
  return other && `${other[0]} is not what its evaluation has`;
}

/** As JSON has them: the evaluation was written as such. */
const isSame = (here: unknown, there: unknown): boolean => canonicalJson([here]) === canonicalJson([there]);
