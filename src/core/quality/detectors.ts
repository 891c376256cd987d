// All detectors, and the findings of some facts in the order in which a person should read them.
import type { Detector } from './detector';
import type { Facts } from './facts';
import type { Finding, FindingSeverity } from './finding';
import { constant } from './findings/constant';
import { duplicateRows } from './findings/duplicateRows';
import { emptyInTraining } from './findings/emptyInTraining';
import { hiddenMissing } from './findings/hiddenMissing';
import { imbalance } from './findings/imbalance';
import { keptAsText } from './findings/keptAsText';
import { keyLike } from './findings/keyLike';
import { leak } from './findings/leak';
import { missing } from './findings/missing';
import { mixedTypes } from './findings/mixedTypes';
import { nested } from './findings/nested';
import { noPositive } from './findings/noPositive';
import { noRows } from './findings/noRows';
import { oddFile } from './findings/oddFile';
import { outliers } from './findings/outliers';
import { randomSplit } from './findings/randomSplit';
import { repeatedKey } from './findings/repeatedKey';
import { spellingVariants } from './findings/spellingVariants';
import { targetDrift } from './findings/targetDrift';

/** In the order in which findings of one severity are shown. */
export const detectors: readonly Detector[] = [
  noRows,
  oddFile,
  noPositive,
  nested,
  leak,
  randomSplit,
  targetDrift,
  emptyInTraining,
  constant,
  hiddenMissing,
  keptAsText,
  mixedTypes,
  spellingVariants,
  duplicateRows,
  outliers,
  keyLike,
  repeatedKey,
  imbalance,
  missing,
];

const order: Readonly<Record<FindingSeverity, number>> = { error: 0, warning: 1, info: 2 };

export const findAll = (facts: Facts): Finding[] => bySeverity(detectors.flatMap((one) => one.detect(facts)));

/** The severest first; equally severe ones stay in order. */
export const bySeverity = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
