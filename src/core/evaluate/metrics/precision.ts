// The share of rows called positive that are; no value where none is called.
import { eachRow, type ClassMetric } from './metric';

export const precision: ClassMetric = {
  label: 'precision',
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
        eachRow(rows, (score) => Number(score >= threshold)),
      ],
      of: (sums) => (sums[0] as number) / (sums[1] as number),
    };
  },
  constant: (share) => share,
};
