// All detectors, and the findings of some facts in the order in which a person should read them.
import type { Detector } from './detector';
import type { Facts } from './facts';
import type { Finding, FindingSeverity } from './finding';
import { absentClasses } from './findings/absentClasses';
import { blockedRows } from './findings/blockedRows';
import { conflictingLabels } from './findings/conflictingLabels';
import { constant } from './findings/constant';
import { damagedText } from './findings/damagedText';
import { duplicateRows } from './findings/duplicateRows';
import { emptyInTraining } from './findings/emptyInTraining';
import { fewRows } from './findings/fewRows';
import { futureTimes } from './findings/futureTimes';
import { grownRows } from './findings/grownRows';
import { hiddenMissing } from './findings/hiddenMissing';
import { imbalance } from './findings/imbalance';
import { keptAsText } from './findings/keptAsText';
import { keyLike } from './findings/keyLike';
import { leak } from './findings/leak';
import { looksAhead } from './findings/looksAhead';
import { missing } from './findings/missing';
import { mixedTypes } from './findings/mixedTypes';
import { mixedUnits } from './findings/mixedUnits';
import { nearDuplicateRows } from './findings/nearDuplicateRows';
import { nested } from './findings/nested';
import { noPositive } from './findings/noPositive';
import { noRows } from './findings/noRows';
import { nothingNewer } from './findings/nothingNewer';
import { oddFile } from './findings/oddFile';
import { outliers } from './findings/outliers';
import { personalData } from './findings/personalData';
import { placeholderTimes } from './findings/placeholderTimes';
import { proxy } from './findings/proxy';
import { randomSplit } from './findings/randomSplit';
import { rareClasses } from './findings/rareClasses';
import { redundant } from './findings/redundant';
import { repeatedKey } from './findings/repeatedKey';
import { schemaChange } from './findings/schemaChange';
import { sharedRows } from './findings/sharedRows';
import { spellingVariants } from './findings/spellingVariants';
import { targetDrift } from './findings/targetDrift';
import { timeGaps } from './findings/timeGaps';
import { valueChange } from './findings/valueChange';
import { volumeChange } from './findings/volumeChange';

/** In the order in which findings of one severity are shown. */
export const detectors: readonly Detector[] = [
  noRows,
  oddFile,
  noPositive,
  nested,
  leak,
  schemaChange,
  volumeChange,
  nothingNewer,
  fewRows,
  sharedRows,
  conflictingLabels,
  looksAhead,
  randomSplit,
  targetDrift,
  personalData,
  rareClasses,
  absentClasses,
  emptyInTraining,
  constant,
  hiddenMissing,
  damagedText,
  keptAsText,
  mixedUnits,
  mixedTypes,
  spellingVariants,
  placeholderTimes,
  futureTimes,
  timeGaps,
  grownRows,
  duplicateRows,
  nearDuplicateRows,
  valueChange,
  outliers,
  redundant,
  proxy,
  keyLike,
  repeatedKey,
  blockedRows,
  imbalance,
  missing,
];

const order: Readonly<Record<FindingSeverity, number>> = { error: 0, warning: 1, info: 2 };

export const findAll = (facts: Facts): Finding[] => bySeverity(detectors.flatMap((one) => one.detect(facts)));

/** The severest first; equally severe ones stay in order. */
export const bySeverity = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
