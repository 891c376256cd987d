// The root of the mean squared error.
import { mean } from '../moments';
import { eachRow, type NumberMetric } from './metric';

export const rmse: NumberMetric = {
  label: 'RMSE',
  isLoss: true,
  bounds: [0, Infinity],
  restsOn: 'rows',
  isMeanLoss: true,
  statistic: (rows) => ({
    kind: 'sums',
    parts: [eachRow(rows, (predicted, actual) => (actual - predicted) ** 2)],
    of: (sums, count) => Math.sqrt((sums[0] as number) / count),
  }),
  constant: (actual, known) => {
    const centre = known?.mean ?? mean(actual);
    return Math.sqrt(mean(actual.map((value) => (value - centre) ** 2)));
  },
};
