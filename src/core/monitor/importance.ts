// What each column was worth to a version on labelled rows: kept where it was evaluated, measured anew where it answers worse.
import type { Level, Meaning } from '../evaluate/meaning';
import type { MetricName } from '../manifest/manifest';

export interface Importance {
  readonly metric: MetricName;
  /** Column to loss; above 0: the model gains by the column. */
  readonly losses: Readonly<Record<string, number>>;
  /**
   * The metric itself with its standard error, and of each column the covariance of its loss with the metric, its sign turned where less
   * is better; undefined where they were not kept.
   */
  readonly reached?: {
    readonly value: number;
    readonly error: number;
    readonly covariances: Readonly<Record<string, number>>;
  };
  /** Column to the loss's standard error; a column without one is not known well enough to be compared. */
  readonly errors?: Readonly<Record<string, number>>;
  /** Of predicted numbers: what each column still means, and by how much the answers are off; undefined where it was not kept. */
  readonly meanings?: Readonly<Record<string, Meaning>>;
  readonly level?: Level;
}
