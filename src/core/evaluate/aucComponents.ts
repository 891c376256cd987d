// The structural components of ROC AUC (DeLong 1988), one number a row, from which its variance and covariances follow.
import { mean, variance } from './moments';
import { ascending, placements } from './rank';

export interface AucComponents {
  readonly auc: number;
  /** For each positive row, in order: the share of negatives it beats, ties half. */
  readonly positives: Float64Array;
  /** For each negative row, in order: the share of positives that beat it, ties half. */
  readonly negatives: Float64Array;
}

/** Components by placement among the sorted other class, O(n log n) as Sun and Xu (2014). Complete rows with both classes only. */
export function aucComponents(labels: Uint8Array, scores: Float64Array): AucComponents {
  const ofPositives = scores.filter((_score, row) => labels[row] === 1);
  const ofNegatives = scores.filter((_score, row) => labels[row] === 0);
  const positives = placements(ofPositives, ascending(ofNegatives));
  const negatives = placements(ofNegatives, ascending(ofPositives)).map((share) => 1 - share);
  return { auc: mean(positives), positives, negatives };
}

/** DeLong's variance of an AUC, or of any linear combination of AUCs given its components. NaN where a class has one row. */
export const componentsVariance = (components: Omit<AucComponents, 'auc'>) =>
  variance(components.positives) / components.positives.length +
  variance(components.negatives) / components.negatives.length;

/**
 * Degrees of freedom of DeLong's variance by Welch (1947) and Satterthwaite (1946, Biometrics Bulletin 2:110): it is the sum of two
 * means' variances, one of each class, and a class of few rows knows its own badly. Infinity where nothing varies.
 */
export const componentsDegrees = ({ positives, negatives }: Omit<AucComponents, 'auc'>) =>
  degreesOfSum(
    [positives, negatives].map((placed) => ({
      variance: variance(placed) / placed.length,
      degrees: placed.length - 1,
    })),
  );

/** Satterthwaite's degrees of freedom of a sum of independent variances. */
export function degreesOfSum(
  parts: readonly { readonly variance: number; readonly degrees: number }[],
): number {
  const add = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((sum, part) => sum + of(part), 0);
  const whole = add((part) => part.variance);
  return whole === 0 ? Infinity : whole ** 2 / add((part) => part.variance ** 2 / part.degrees);
}

/** Components of the difference second - first on the same rows. */
export function differenceOf(first: AucComponents, second: AucComponents): AucComponents {
  const minus = (left: Float64Array, right: Float64Array) =>
    left.map((value, row) => value - (right[row] as number));
  return {
    auc: second.auc - first.auc,
    positives: minus(second.positives, first.positives),
    negatives: minus(second.negatives, first.negatives),
  };
}
