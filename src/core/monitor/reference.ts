// What a version remembers of the data it was made on, so that any clone can judge what comes later without that data.
import { tQuantile } from '../distribution';
import { deletedGroups } from '../evaluate/deleteGroups';
import type { Level, Meaning } from '../evaluate/meaning';
import { isOfNumbers } from '../evaluate/metrics';
import { figure } from '../figures';
import type { MetricName } from '../manifest/manifest';
import { finestBuckets } from '../profile/origin';
import type { Buckets, Profile } from '../profile/profile';

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

export interface Importance {
  readonly metric: MetricName;
  /** Column to loss; above 0: the model gains by the column. */
  readonly losses: Readonly<Record<string, number>>;
  /** Column to the loss's standard error; a column without one is not known well enough to be compared. */
  readonly errors?: Readonly<Record<string, number>>;
  /** Of predicted numbers: what each column still means, and by how much the answers are off; undefined where it was not kept. */
  readonly meanings?: Readonly<Record<string, Meaning>>;
  readonly level?: Level;
}

export function scoreBuckets(scores: Iterable<number>): Buckets {
  const counts = new Map<number, number>();
  for (const value of scores) if (Number.isFinite(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return finestBuckets(
    [...counts].map(([value, count]) => ({ value, count })),
    false,
  );
}

/** A smaller fall of a metric of classes is nothing to tell a person, however sure it is. */
const least = 0.005;
/** Of numbers: a smaller share of the squared error, its level taken out. */
const leastShare = 0.05;
/** How often an unchanged world names any column at most. */
const level = 0.05;

/** Why a version answers worse on rows than it did where it was evaluated. */
export interface Cause {
  /** Columns that no longer mean what they meant, or go together with one that does not, the strongest first. */
  readonly columns: readonly string[];
  /** For a person: that the level has shifted, that no column explains it or not each need have changed; undefined where nothing is to be said. */
  readonly told?: string;
}

/** Of numbers by what each column still means, as all that is off throughout is the same without it; else by what it is worth. */
export function causeOfFall(before: Importance, now: Importance): Cause {
  if (!isOfNumbers(before.metric)) return causeOf(lostWorth(before, now), []);
  if (!before.meanings || !now.meanings || !before.level || !now.level) return { columns: [] };
  const columns = otherMeaning(before.meanings, now.meanings, now.level);
  return causeOf(columns, [
    shiftText(before.level, now.level),
    columns.length > 0 ? '' : 'No column explains it as a whole; values of one may have changed places.',
  ]);
}

function causeOf(columns: readonly string[], about: readonly string[]): Cause {
  const told = [...about, columns.length > 1 ? goTogether : ''].filter((part) => part !== '');
  return { columns, ...(told.length > 0 ? { told: told.join(' ') } : {}) };
}

/** What neither test can tell apart. */
const goTogether = 'Of columns that go together, one alone may have changed.';

/** Columns whose meaning is another by more than chance explains, at a level shared among them, and so that it matters. */
function otherMeaning(
  before: NonNullable<Importance['meanings']>,
  now: NonNullable<Importance['meanings']>,
  { variance }: Level,
): readonly string[] {
  const shared = Object.keys(before).filter((column) => now[column] !== undefined);
  const reach = tQuantile(1 - level / (2 * shared.length), deletedGroups - 1);
  return shared
    .map((column) => {
      const [was, is] = [before[column], now[column]] as [Meaning, Meaning];
      const change = Math.abs(is.slope - was.slope);
      const isSure = change > reach * Math.hypot(was.error, is.error);
      return { column, isSure, share: (change ** 2 * is.variance) / variance };
    })
    .filter(({ isSure, share }) => isSure && share >= leastShare)
    .sort((a, b) => b.share - a.share)
    .map(({ column }) => column);
}

/** Empty where the level has not shifted by more than chance explains, or hardly. */
function shiftText(before: Level, now: Level): string {
  const shift = now.value - before.value;
  const reach = tQuantile(1 - level / 2, deletedGroups - 1);
  const isSure = Math.abs(shift) > reach * Math.hypot(before.error, now.error);
  if (!isSure || shift ** 2 < leastShare * now.variance) return '';
  return `The level has shifted: answers are ${figure(Math.abs(now.value))} too ${now.value > 0 ? 'low' : 'high'} on average, whatever the row.`;
}

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
