// The harmonic mean of precision and recall.
import { eachRow, type ClassMetric } from './metric';

export const f1: ClassMetric = {
  label: 'F1',
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
        eachRow(rows, (score, label) => Number(score >= threshold) + label),
      ],
      of: (sums) => (2 * (sums[0] as number)) / (sums[1] as number),
    };
  },
  constant: (share) => (2 * share) / (1 + share),
};
