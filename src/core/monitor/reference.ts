// What a version remembers of the data it was made on, so that any clone can judge what comes later without that data.
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
}

/** Columns whose worth has fallen the most between two importances, the strongest first; only those that fell by `least` or more. */
export function lostWorth(before: Importance, now: Importance, least = 0.005): readonly string[] {
  return Object.entries(before.losses)
    .map(([column, loss]) => ({ column, fallen: loss - (now.losses[column] ?? 0) }))
    .filter(({ fallen }) => fallen >= least)
    .sort((a, b) => b.fallen - a.fallen)
    .map(({ column }) => column);
}
