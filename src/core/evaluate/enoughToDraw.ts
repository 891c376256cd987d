// How many rows are enough to draw the interval of a mean over rows, e.g. of log loss, RMSE or money: what drawing fewer cannot know, as rows of great weight may be missing.
import { tooFew, type Bounds, type Interval } from './interval';
import { enoughOfClass } from './rocAucInterval';

/**
 * Fewest rows, or groups where rows come in groups. Measured, how often a 95% BCa interval holds the truth (200 to 400 draws
 * a cell): log loss of a calibrated model with 8% positives 57% from 10 rows, 81% from 20, 85% from 50 (four of them
 * positive), nearly all misses on the hopeful side; with 30% positives 90, 90 and 97%, 85% from 50 where it tells them well
 * apart (ROC AUC 0.92). RMSE of normal errors 84% from 10 rows, 90% from 20, 91% from 50, 95% from 100. No floor holds
 * errors of a very long tail (lognormal): RMSE 46% from 10, 70% from 50, 80% from 200.
 */
export const enoughRows = 50;

export interface RowsDrawn {
  readonly rows: number;
  /** Where rows come in groups: how many there are. */
  readonly groups?: number | undefined;
  /** Rows of each class; undefined for metrics of numbers. */
  readonly classes?: { readonly positives: number; readonly negatives: number } | undefined;
}

/** Why they are too few, a clause for a person; undefined where they are enough. */
export function tooFewToDraw({ rows, groups, classes }: RowsDrawn): string | undefined {
  const units = groups ?? rows;
  if (units < enoughRows)
    return `${units} ${groups === undefined ? 'rows' : 'groups'}: under ${enoughRows} are too few to resample`;
  const fewest = classes && Math.min(classes.positives, classes.negatives);
  return fewest !== undefined && fewest < enoughOfClass
    ? `one class has ${fewest} rows: under ${enoughOfClass} are too few to resample`
    : undefined;
}

/** An interval drawn of so many rows, which keeps its figure alone where they are too few. */
export function heldToRows(drawn: Interval, bounds: Bounds, from: RowsDrawn): Interval {
  const reason = tooFewToDraw(from);
  if (reason === undefined || drawn.tooFew !== undefined) return drawn;
  const { value, n, level } = drawn;
  return tooFew({ value, n, level, bounds, reason });
}
