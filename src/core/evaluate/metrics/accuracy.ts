// The share of rows that are called what they are.
import { meanOf } from '../statistic';
import { eachRow, type ClassMetric } from './metric';

export const accuracy: ClassMetric = {
  label: 'accuracy',
  isLoss: false,
  bounds: [0, 1],
  restsOn: 'rows',
  closedForm: 'Wilson',
  needs: 'threshold',
  statistic: (rows) => {
    const { threshold = 0.5 } = rows;
    return meanOf(eachRow(rows, (score, label) => Number(score >= threshold === (label === 1))));
  },
  constant: (share) => Math.max(share, 1 - share),
};
