// Precision times the recall gained, summed threshold by threshold; no interpolation.
import type { Draws } from '../statistic';
import { byOrder, type Places } from './byOrder';
import type { ClassMetric } from './metric';

export const averagePrecision: ClassMetric = {
  label: 'average precision',
  isLoss: false,
  bounds: [0, 1],
  restsOn: 'positives',
  closedForm: 'Wilson',
  statistic: (rows) => byOrder(rows, averagePrecisionOfPlaces),
  constant: (share) => share,
};

function averagePrecisionOfPlaces({ units, labels, ends }: Places, draws: Draws): number {
  let [place, positives, called, sum] = [0, 0, 0, 0];
  for (let run = 0; run < ends.length; run++) {
    const end = ends[run] as number;
    let [all, gained] = [0, 0];
    for (; place < end; place++) {
      const times = draws[units[place] as number] as number;
      all += times;
      gained += times * (labels[place] as number);
    }
    positives += gained;
    called += all;
    if (gained > 0) sum += gained * (positives / called);
  }
  return sum / positives;
}
