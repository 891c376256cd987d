// ROC AUC of one score and its interval; comparing two scores is in `pairedDeLong`.
import { expit, logit, zOf } from '../distribution';
import { aucComponents, componentsVariance, type AucComponents } from './aucComponents';
import { aucScoreBound } from './aucScoreBound';
import { tooFew, type Bounds, type Interval } from './interval';
import { variance } from './moments';
import { wilsonBounds } from './proportion';
import { completeRows, type Numbers } from './rows';

/** From this many rows in each class on, DeLong's variance is used alone. */
export const enoughOfClass = 10;
/** At least this many rows of the smaller class must be misplaced (or rightly placed) for the plain variance to hold. */
const enoughErrors = 5;

/** The probability that a positive row outscores a negative one, ties half; NaN where a class is absent. Rows with a missing label or score are left out. */
export function rocAuc(labels: Numbers, scores: Numbers): number {
  const rows = completeRows(labels, scores);
  if (rows.positives === 0 || rows.negatives === 0) return NaN;
  return aucComponents(rows.labels, rows.scores[0] as Float64Array).auc;
}

/**
 * ROC AUC with its interval:
 * - usually DeLong's variance on the logit scale;
 * - where under five rows' worth of the smaller class is wrongly (or rightly) placed, the same with one row of placement
 *   one half added to each class ("smoothed"): the plain variance then covers as little as 0.87 for a promised 0.95. It is
 *   cut to Wilson's interval with the smaller class as its rows, which holds for any distribution of the scores, as AUC's
 *   variance is at most auc (1 - auc) / min(positives, negatives) (Birnbaum and Klose 1957, Annals of Mathematical
 *   Statistics 28:1025): near 0 and 1 the logit scale alone would let one wrong pair widen it to everything;
 * - an AUC of 0 or 1: Newcombe's score bound;
 * - a class under ten rows: the outer of score bound and smoothed; under two rows too few to say.
 */
export function rocAucInterval(options: {
  readonly labels: Numbers;
  readonly scores: Numbers;
  readonly level?: number;
}): Interval {
  const level = options.level ?? 0.95;
  const rows = completeRows(options.labels, options.scores);
  const n = rows.labels.length;
  const smaller = Math.min(rows.positives, rows.negatives);
  if (smaller === 0) {
    const reason =
      n === 0 ? 'no row has a label and a score' : 'all rows are of one class; ROC AUC needs both';
    return tooFew({ value: NaN, n, level, bounds: [0, 1], reason });
  }
  const components = aucComponents(rows.labels, rows.scores[0] as Float64Array);
  if (smaller < 2) {
    const reason = 'one class has a single row: too few to say';
    return tooFew({ value: components.auc, n, level, bounds: [0, 1], reason });
  }
  return { value: components.auc, ...aucBounds(components, zOf(level)), level, n };
}

/** The rules of `rocAucInterval` for given components; both classes have two rows or more. */
export function aucBounds(
  components: AucComponents,
  z: number,
): { readonly low: number; readonly high: number; readonly method: string } {
  const { auc } = components;
  const [positives, negatives] = [components.positives.length, components.negatives.length];
  const smaller = Math.min(positives, negatives);
  const score = aucScoreBound({ auc, positives, negatives, z });
  if (auc === 0 || auc === 1) return named(score, 'score');
  const smoothed = () => smoothedBounds(components, z);
  if (smaller < enoughOfClass) {
    const other = smoothed();
    const outer: Bounds = [Math.min(score[0], other[0]), Math.max(score[1], other[1])];
    return named(outer, 'score and DeLong, outer');
  }
  if (smaller * Math.min(auc, 1 - auc) < enoughErrors) return named(smoothed(), 'DeLong, logit, smoothed');
  return named(logitBounds(auc, Math.sqrt(componentsVariance(components)), z), 'DeLong, logit');
}

const named = ([low, high]: Bounds, method: string) => ({ low, high, method });

function logitBounds(auc: number, se: number, z: number): Bounds {
  const reach = (z * se) / (auc * (1 - auc));
  return [expit(logit(auc) - reach), expit(logit(auc) + reach)];
}

function smoothedBounds({ auc, positives, negatives }: AucComponents, z: number): Bounds {
  const smoothed = (placed: Float64Array) => variance([...placed, 0.5]) / (placed.length + 1);
  const [low, high] = logitBounds(auc, Math.sqrt(smoothed(positives) + smoothed(negatives)), z);
  const [least, most] = wilsonBounds(auc, Math.min(positives.length, negatives.length), z);
  return [Math.max(low, least), Math.min(high, most)];
}
