// What each input is worth to a model on labelled rows, by the model file alone.
import type { Importance } from '../../core/monitor/importance';
import type { MetricName } from '../../core/manifest/manifest';
import { deleteGroupsCovariance, deleteGroupsError, withoutGroups } from '../../core/evaluate/deleteGroups';
import { take } from '../../core/evaluate/rows';
import { shuffleColumn } from '../../core/evaluate/shuffle';
import { levelOf, meaningOf, type Meaning } from '../../core/evaluate/meaning';
import { isOfNumbers, metrics } from '../../core/evaluate/metrics';
import { seededRandom } from '../../core/random';

/** Shuffles averaged over, so that the figure does not hang on one order of the rows. */
const repeats = 3;

export interface ImportanceOptions<Row> {
  readonly rows: readonly Row[];
  /** In the order of the rows; NaN where one is missing. */
  readonly labels: Float64Array;
  readonly columns: readonly string[];
  /** Which rows belong together; undefined where each stands for itself. */
  readonly groups?: ArrayLike<unknown>;
  readonly metric: MetricName;
  /** The model's scores of prepared rows. */
  readonly score: (rows: readonly Row[]) => Promise<Float64Array>;
  /** The metric of scores against labels. */
  readonly measure: (labels: Float64Array, scores: Float64Array) => number;
}

export async function importanceOf<Row extends Readonly<Record<string, unknown>>>(
  options: ImportanceOptions<Row>,
): Promise<Importance> {
  const { rows, labels, columns, groups, metric, score } = options;
  const direction = metrics[metric].isLoss ? -1 : 1;
  const deleted = withoutGroups(rows.length, seededRandom(8), groups);
  const parts = deleted.parts.map((places) => {
    const known = take(labels, places);
    return (scores: Float64Array) => options.measure(known, take(scores, places));
  });
  const whole = await score(rows);
  const measures = [(scores: Float64Array) => options.measure(labels, scores), ...parts];
  const reached = measures.map((measure) => measure(whole));
  const losses: Record<string, number> = {};
  const errors: Record<string, number> = {};
  const covariances: Record<string, number> = {};
  const [value = NaN, ...without] = reached;
  const meanings: Record<string, Meaning> = {};
  for (const column of columns) {
    const random = seededRandom(7);
    const shuffled: Float64Array[] = [];
    for (let time = 0; time < repeats; time++)
      shuffled.push(await score(shuffleColumn(rows, column, random)));
    const [loss = NaN, ...others] = measures.map((measure, index) => {
      const left = shuffled.reduce((sum, scores) => sum + measure(scores), 0) / repeats;
      return direction * ((reached[index] ?? NaN) - left);
    });
    losses[column] = loss;
    const error = deleteGroupsError(others, deleted.share);
    if (Number.isFinite(error)) {
      errors[column] = error;
      covariances[column] = direction * deleteGroupsCovariance(others, without, deleted.share);
    }
    if (!isOfNumbers(metric)) continue;
    const meaning = meaningOf({ labels, scores: whole, shuffled, deleted });
    if (Number.isFinite(meaning.slope) && Number.isFinite(meaning.error)) meanings[column] = meaning;
  }
  const error = deleteGroupsError(without, deleted.share);
  const known = Number.isFinite(error) ? { reached: { value, error, covariances } } : {};
  if (!isOfNumbers(metric)) return { metric, ...known, losses, errors };
  const level = levelOf(labels, whole, deleted);
  return { metric, ...known, losses, errors, meanings, ...(Number.isFinite(level.error) ? { level } : {}) };
}
