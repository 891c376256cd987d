// What each input is worth to a model on labelled rows, by the model file alone.
import type { Importance } from '../../core/monitor/reference';
import type { MetricName } from '../../core/manifest/manifest';
import { shuffleColumn } from '../../core/evaluate/shuffle';
import { isHigherBetter } from '../../core/evaluate/metric';
import { seededRandom } from '../../core/random';

/** Shuffles averaged over, so that the figure does not hang on one order of the rows. */
const repeats = 3;

/** `measure`: the metric of scores against the rows' labels. `score`: the model's scores of prepared rows. */
export async function importanceOf<Row extends Readonly<Record<string, unknown>>>(parts: {
  readonly rows: readonly Row[];
  readonly columns: readonly string[];
  readonly metric: MetricName;
  readonly score: (rows: readonly Row[]) => Promise<Float64Array>;
  readonly measure: (scores: Float64Array) => number;
}): Promise<Importance> {
  const { rows, columns, metric, score, measure } = parts;
  const direction = isHigherBetter(metric) ? 1 : -1;
  const whole = measure(await score(rows));
  const losses: Record<string, number> = {};
  for (const column of columns) {
    const random = seededRandom(7);
    let sum = 0;
    for (let time = 0; time < repeats; time++)
      sum += direction * (whole - measure(await score(shuffleColumn(rows, column, random))));
    losses[column] = sum / repeats;
  }
  return { metric, losses };
}
