// Of predicted numbers: how much of what a model makes of a column is still so, whatever else has changed, and by how much it is off throughout.
import { deleteGroupsError, type Deleted } from './deleteGroups';
import { keptRows, take, type Numbers } from './rows';

export interface Meaning {
  /** True effect over the model's: 1 where the column means what the model takes it to mean, 0 where it says nothing, below where it turned. */
  readonly slope: number;
  /** Of the slope; NaN where it is not known. */
  readonly error: number;
  /** Variance that the model makes of the column here. */
  readonly variance: number;
}

/** The mean error, actual less predicted, its standard error, and the variance of errors about it. */
export interface Level {
  readonly value: number;
  readonly error: number;
  readonly variance: number;
}

export function levelOf(labels: Numbers, scores: Numbers, deleted: Deleted): Level {
  const of = (places: Uint32Array | undefined) => {
    const [known, answers] = [take(labels, places), take(scores, places)];
    return errorsOf(known, answers, keptRows([known, answers]));
  };
  const errors = of(undefined);
  const value = average(errors);
  const variance = average(errors.map((error) => (error - value) ** 2));
  const without = deleted.parts.map((places) => average(of(places)));
  return { value, error: deleteGroupsError(without, deleted.share), variance };
}

/**
 * The regression of the errors, each less their mean, on what the answers change by when the column is shuffled: with a model's
 * effect b and a true one b', errors hold (b' - b) x and changes b (x - x'), so that it is b' / b, whatever level, noise or spread of
 * the column have done, and other columns that do not go together with it: of two that do, of which one has changed its meaning, the
 * errors follow either, and both seem to have.
 */
export function meaningOf({
  labels,
  scores,
  shuffled,
  deleted,
}: {
  readonly labels: Numbers;
  readonly scores: Numbers;
  /** The scores with the column shuffled, once or more often. */
  readonly shuffled: readonly Numbers[];
  readonly deleted: Deleted;
}): Meaning {
  const of = (places: Uint32Array | undefined) => slopeOf({ labels, scores, shuffled }, places);
  const without = deleted.parts.map((places) => of(places).slope);
  return { ...of(undefined), error: deleteGroupsError(without, deleted.share) };
}

function slopeOf(
  rows: { readonly labels: Numbers; readonly scores: Numbers; readonly shuffled: readonly Numbers[] },
  places: Uint32Array | undefined,
): { readonly slope: number; readonly variance: number } {
  const [labels, scores] = [take(rows.labels, places), take(rows.scores, places)];
  const kept = keptRows([labels, scores]);
  const errors = errorsOf(labels, scores, kept);
  const level = average(errors);
  let [together, squares] = [0, 0];
  for (const one of rows.shuffled) {
    const changed = take(take(one, places), kept);
    const own = take(scores, kept);
    errors.forEach((error, row) => {
      const change = (own[row] as number) - (changed[row] as number);
      together += (error - level) * change;
      squares += change ** 2;
    });
  }
  return {
    slope: 1 + (2 * together) / squares,
    variance: squares / (2 * errors.length * rows.shuffled.length),
  };
}

function errorsOf(labels: Numbers, scores: Numbers, kept: Uint32Array | undefined): Float64Array {
  const predicted = take(scores, kept);
  return take(labels, kept).map((actual, row) => actual - (predicted[row] as number));
}

const average = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
