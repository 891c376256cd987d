// What a version remembers of the data it was made on, so that any clone can judge what comes later without that data.
import { finestBuckets } from '../profile/origin';
import type { Buckets, Profile } from '../profile/profile';
import type { Importance } from './importance';

export interface Reference {
  readonly schema: 1;
  /** Of the training split as prepared: the model's inputs and the target. */
  readonly profile: Profile;
  /**
   * The scores the version gives rows that it did not learn from, as a window's are: of validation; of a challenger, of the rows that
   * it was measured on. A model that fits its training rows closely answers those otherwise than any new ones. Undefined where the
   * run was evaluated before they were kept: then no drift of scores is told. Of a version registered before: of its training split.
   */
  readonly scores?: Buckets;
  /** Columns whose value follows from the row's time, and from what of it, e.g. `month of the year`. They raise no drift alarm. */
  readonly timeColumns: Readonly<Record<string, string>>;
  /** How much the metric loses when a column is shuffled, on validation; undefined where it was not measured. */
  readonly importance?: Importance;
}

export function scoreBuckets(scores: Iterable<number>): Buckets {
  const counts = new Map<number, number>();
  for (const value of scores) if (Number.isFinite(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return finestBuckets(
    [...counts].map(([value, count]) => ({ value, count })),
    false,
  );
}
