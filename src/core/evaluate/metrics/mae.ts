// The mean absolute error.
import { mean } from '../moments';
import { ascending } from '../rank';
import { meanOf } from '../statistic';
import { eachRow, type NumberMetric } from './metric';

export const mae: NumberMetric = {
  label: 'MAE',
  isLoss: true,
  bounds: [0, Infinity],
  restsOn: 'rows',
  isMeanLoss: true,
  statistic: (rows) => meanOf(eachRow(rows, (predicted, actual) => Math.abs(actual - predicted))),
  constant: (actual) => {
    const sorted = ascending(actual);
    const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
    return mean(actual.map((value) => Math.abs(value - median)));
  },
};
