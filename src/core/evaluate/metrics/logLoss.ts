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
  constant: (share) =>
    share === 0 || share === 1 ? 0 : -(share * Math.log(share) + (1 - share) * Math.log(1 - share)),
};

function rowLogLoss(score: number, label: number): number {
  if (!isProbability(score)) return NaN;
  const right = label === 1 ? score : 1 - score;
  return -Math.log(Math.min(Math.max(right, clip), 1 - clip));
}
