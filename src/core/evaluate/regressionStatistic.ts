// The formulas of the regression metrics, as statistics over complete rows.
import type { RegressionMetric } from './metric';
import { mean } from './moments';
import { meanOf, type Statistic } from './statistic';

export interface PredictedRows {
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
}

/** A regression metric of these rows. R2 is 1 - residual over total sum of squares, NaN where the actual values do not vary. */
export function regressionStatistic(metric: RegressionMetric, rows: PredictedRows): Statistic {
  const { actual, predicted } = rows;
  const errors = actual.map((value, row) => value - (predicted[row] as number));
  const squares = errors.map((error) => error ** 2);
  switch (metric) {
    case 'rmse':
      return {
        kind: 'sums',
        parts: [squares],
        of: (sums, count) => Math.sqrt((sums[0] as number) / count),
      };
    case 'mae':
      return meanOf(errors.map(Math.abs));
    case 'r2': {
      // Centred once, so that far-off values do not cancel in the sum of squares.
      const centre = mean(actual);
      const centred = actual.map((value) => value - centre);
      return {
        kind: 'sums',
        parts: [squares, centred, centred.map((value) => value ** 2)],
        of: (sums, count) => {
          const total = (sums[2] as number) - (sums[1] as number) ** 2 / count;
          return total > 0 ? 1 - (sums[0] as number) / total : NaN;
        },
      };
    }
  }
}
