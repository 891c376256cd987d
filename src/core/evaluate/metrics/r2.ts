// 1 - residual over total sum of squares; NaN where the actual values do not vary.
import { mean } from '../moments';
import { eachRow, type NumberMetric } from './metric';

export const r2: NumberMetric = {
  label: 'R2',
  isLoss: false,
  bounds: [-Infinity, 1],
  restsOn: 'rows',
  isMeanLoss: true,
  statistic: (rows) => {
    // Centred once, so that far-off values do not cancel in the sum of squares.
    const centre = mean(rows.labels);
    const centred = eachRow(rows, (_predicted, actual) => actual - centre);
    return {
      kind: 'sums',
      parts: [
        eachRow(rows, (predicted, actual) => (actual - predicted) ** 2),
        centred,
        centred.map((value) => value ** 2),
      ],
      of: (sums, count) => {
        const total = (sums[2] as number) - (sums[1] as number) ** 2 / count;
        return total > 0 ? 1 - (sums[0] as number) / total : NaN;
      },
    };
  },
  constant: (actual, known) => {
    if (actual.length === 0) return NaN;
    const centre = mean(actual);
    const offset = (centre - (known?.mean ?? centre)) ** 2;
    return offset === 0 ? 0 : -offset / mean(actual.map((value) => (value - centre) ** 2));
  },
};
