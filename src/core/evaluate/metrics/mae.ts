// The mean absolute error.
import { mean } from '../moments';
import { medianOf } from '../rank';
import { meanOf } from '../statistic';
import { eachRow, type NumberMetric } from './metric';

export const mae: NumberMetric = {
  label: 'MAE',
  isLoss: true,
  bounds: [0, Infinity],
  restsOn: 'rows',
  isMeanLoss: true,
  statistic: (rows) => meanOf(eachRow(rows, (predicted, actual) => Math.abs(actual - predicted))),
  constant: (actual, known) => {
    const median = known?.median ?? medianOf(actual);
    return mean(actual.map((value) => Math.abs(value - median)));
  },
};
