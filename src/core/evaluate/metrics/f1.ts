// The harmonic mean of precision and recall.
import { positivesAtThreshold } from './positivesAtThreshold';

export const f1 = positivesAtThreshold({
  label: 'F1',
  weight: 2,
  among: (isCalled, isPositive) => isCalled + isPositive,
  constant: (share) => (2 * share) / (1 + share),
});
