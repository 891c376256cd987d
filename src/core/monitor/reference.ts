// What a version remembers of the data it was made on, so that any clone can judge what comes later without that data.
import { tQuantile } from '../distribution';
import { deletedGroups } from '../evaluate/deleteGroups';
import type { MetricName } from '../manifest/manifest';
import type { Buckets, Profile } from '../profile/profile';

export interface Reference {
  readonly schema: 1;
  /** Of the training split as prepared: the model's inputs and the target. */
  readonly profile: Profile;
  /** The scores the version gives its training split. */
  readonly scores: Buckets;
  /** Columns whose value follows from the row's time, and from what of it, e.g. `month of the year`. They raise no drift alarm. */
  readonly timeColumns: Readonly<Record<string, string>>;
  /** How much the metric loses when a column is shuffled, on validation; undefined where it was not measured. */
  readonly importance?: Importance;
}

export interface Importance {
  readonly metric: MetricName;
  /** Column to loss; above 0: the model gains by the column. */
  readonly losses: Readonly<Record<string, number>>;
  /** Column to the loss's standard error; a column without one is not known well enough to be compared. */
  readonly errors?: Readonly<Record<string, number>>;
}

/** A smaller fall is nothing to tell a person, however sure it is. */
const least = 0.005;
/** How often an unchanged world names any column at most. */
const level = 0.05;

/**
 * Columns whose worth has fallen between two importances, on different rows, by more than their errors explain, the strongest
 * first: the lower bound of the fall lies above 0, at a level shared among the columns (Bonferroni).
 */
export function lostWorth(before: Importance, now: Importance): readonly string[] {
  const columns = Object.keys(before.losses);
  const reach = tQuantile(1 - level / columns.length, deletedGroups - 1);
  return columns
    .map((column) => ({
      column,
      fallen: difference(before.losses, now.losses, column),
      error: errorOf(before, now, column),
    }))
    .filter(({ fallen, error }) => fallen >= least && fallen - reach * error > 0)
    .sort((a, b) => b.fallen - a.fallen)
    .map(({ column }) => column);
}

const difference = (before: Importance['losses'], now: Importance['losses'], column: string) =>
  (before[column] ?? NaN) - (now[column] ?? NaN);

const errorOf = (before: Importance, now: Importance, column: string) =>
  Math.hypot(before.errors?.[column] ?? NaN, now.errors?.[column] ?? NaN);
