// The mean of minus the logarithm of the probability given to what came true; NaN where a score is no probability.
import { meanOf } from '../statistic';
import { eachRow, isProbability, type ClassMetric } from './metric';

/** Probabilities are kept this far from 0 and 1, as scikit-learn does for doubles. */
const clip = Number.EPSILON;

export const logLoss: ClassMetric = {
  label: 'log loss',
  isLoss: true,
  bounds: [0, Infinity],
  restsOn: 'rows',
  isMeanLoss: true,
  needs: 'probability',
  statistic: (rows) => meanOf(eachRow(rows, rowLogLoss)),
  constant: (share, known = share) => {
    const loss = (part: number, label: number) =>
      part === 0 || known === label ? 0 : part * rowLogLoss(known, label);
    return loss(share, 1) + loss(1 - share, 0);
  },
};

function rowLogLoss(score: number, label: number): number {
  if (!isProbability(score)) return NaN;
  const right = label === 1 ? score : 1 - score;
  return -Math.log(Math.min(Math.max(right, clip), 1 - clip));
}
