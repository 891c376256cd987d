// The share of positive rows that are called so; no value where none is positive.
import { eachRow, type ClassMetric } from './metric';

export const recall: ClassMetric = {
  label: 'recall',
  isLoss: false,
  bounds: [0, 1],
  restsOn: 'positives',
  needs: 'threshold',
  statistic: (rows) => {
    const { threshold = 0.5 } = rows;
    return {
      kind: 'sums',
      parts: [
        eachRow(rows, (score, label) => (score >= threshold && label === 1 ? 1 : 0)),
        eachRow(rows, (_score, label) => label),
      ],
      of: (sums) => (sums[0] as number) / (sums[1] as number),
    };
  },
  constant: () => 1,
};
