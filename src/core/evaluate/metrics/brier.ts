// The mean squared distance of the probability from what came true; NaN where a score is no probability.
import { meanOf } from '../statistic';
import { eachRow, isProbability, type ClassMetric } from './metric';

export const brier: ClassMetric = {
  label: 'Brier score',
  isLoss: true,
  bounds: [0, 1],
  restsOn: 'rows',
  isMeanLoss: true,
  needs: 'probability',
  statistic: (rows) =>
    meanOf(eachRow(rows, (score, label) => (isProbability(score) ? (score - label) ** 2 : NaN))),
  constant: (share, known = share) => share * (1 - known) ** 2 + (1 - share) * known ** 2,
};
