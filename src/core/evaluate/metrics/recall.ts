// The share of positive rows that are called so; no value where none is positive.
import { positivesAtThreshold } from './positivesAtThreshold';

export const recall = positivesAtThreshold({
  label: 'recall',
  among: (_isCalled, isPositive) => isPositive,
  constant: () => 1,
});
