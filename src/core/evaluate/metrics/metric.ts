// What is known of a metric, told in one place: direction, bounds, formula, and what its interval rests on.
import type { Bounds } from '../interval';
import type { Statistic } from '../statistic';

/** Rows that are complete. */
export interface MeasuredRows {
  /** 1 or 0; the actual values for a metric of numbers. */
  readonly labels: Uint8Array | Float64Array;
  /** Scores, or predicted values. */
  readonly scores: Float64Array;
  /** A row is called positive where its score is at or above it; 0.5 unless told. */
  readonly threshold?: number;
}

export interface Metric {
  /** As a sentence names it. */
  readonly label: string;
  /** Less is better. */
  readonly isLoss: boolean;
  /** Least and greatest value. */
  readonly bounds: Bounds;
  /** It says how many are enough, and how periods weigh. */
  readonly restsOn: RestsOn;
  /** Its formula; NaN where it has no value. */
  readonly statistic: (rows: MeasuredRows) => Statistic;
  /** How the interval over single rows is known without drawing; undefined where it is drawn, or is that of a share. */
  readonly closedForm?: 'DeLong' | 'Wilson';
  /**
   * Of what follows from a share of the rows it rests on: its value by that share, ascending. Its statistic sums the rows of that
   * share, and the rows it rests on.
   */
  readonly valueOfShare?: (share: number) => number;
  /** Whether it follows from the mean of one loss a row, the first part of its statistic. */
  readonly isMeanLoss?: true;
}

/** What counts as one of a metric: a row, a positive row, a row called positive, a row that is either, or a pair of a positive and a negative row. */
export type RestsOn = 'rows' | 'positives' | 'called' | 'either' | 'pairs';

/** Of scores for one of two classes. */
export interface ClassMetric extends Metric {
  /** Scores that are probabilities from 0 to 1, or a threshold; undefined where their order is enough. */
  readonly needs?: 'probability' | 'threshold';
  /**
   * Of one answer for all rows, of which `share` are positive: for probabilities the share known beforehand, for decisions the class
   * that does best by it. Without `known`, the share of the rows themselves: the best constant in hindsight.
   */
  readonly constant: (share: number, known?: number) => number;
}

/** Of predicted numbers. */
export interface NumberMetric extends Metric {
  /** Of one answer for all rows: the mean known beforehand for squared errors, the median for absolute ones; without `known`, those of the rows. */
  readonly constant: (actual: Float64Array, known?: Centre) => number;
}

/** What numbers lie about. */
export interface Centre {
  readonly mean: number;
  readonly median: number;
}

/** The value that nothing can beat. */
export const bestOf = ({ isLoss, bounds }: Metric): number => bounds[isLoss ? 0 : 1];

/** How much of the way from the baseline to the best possible value; NaN where the baseline is the best. */
export function skillOf(metric: Metric, value: number, baseline: number): number {
  const best = bestOf(metric);
  return best === baseline ? NaN : (value - baseline) / (best - baseline);
}

/** One number a row, of its score and its label. */
export const eachRow = ({ labels, scores }: MeasuredRows, of: (score: number, label: number) => number) =>
  scores.map((score, row) => of(score, labels[row] as number));

export const isProbability = (score: number) => score >= 0 && score <= 1;
