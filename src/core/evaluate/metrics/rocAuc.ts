// The probability that a positive row outscores a negative one, ties half.
import type { Draws } from '../statistic';
import { byOrder, type Places } from './byOrder';
import type { ClassMetric } from './metric';

export const rocAuc: ClassMetric = {
  label: 'ROC AUC',
  isLoss: false,
  bounds: [0, 1],
  restsOn: 'pairs',
  closedForm: 'DeLong',
  statistic: (rows) => byOrder(rows, aucOfPlaces),
  constant: () => 0.5,
};

function aucOfPlaces({ units, labels, ends }: Places, draws: Draws): number {
  let [place, positives, negatives, won] = [0, 0, 0, 0];
  for (let run = 0; run < ends.length; run++) {
    const end = ends[run] as number;
    let [all, gained] = [0, 0];
    for (; place < end; place++) {
      const times = draws[units[place] as number] as number;
      all += times;
      gained += times * (labels[place] as number);
    }
    won += (all - gained) * (positives + gained / 2);
    positives += gained;
    negatives += all - gained;
  }
  return won / (positives * negatives);
}
