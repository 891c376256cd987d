// Why a version answers worse than it did: which columns have lost of their worth, and how much of the fall goes with them.
import { tQuantile } from '../distribution';
import { deletedGroups } from '../evaluate/deleteGroups';
import type { Level, Meaning } from '../evaluate/meaning';
import { isOfNumbers } from '../evaluate/metrics';
import { counted, figure, fixed } from '../figures';
import type { Importance } from './importance';
import { shareOfFall, type ShareOfFall } from './shareOfFall';

/** A smaller fall of a metric of classes is nothing to tell a person, however sure it is. */
const least = 0.005;
/** Of numbers: a smaller share of the squared error, its level taken out. */
const leastShare = 0.05;
/** How often an unchanged world names any column at most. */
const level = 0.05;

/** A column is called a cause where at least so much of the fall surely goes with it. */
const leastOfFall = 0.25;

/** Why a version answers worse on rows than it did where it was evaluated. */
export interface Cause {
  /** Columns that have lost of their worth or meaning, or go together with one that has, the strongest first. None need be the cause. */
  readonly columns: readonly string[];
  /** For a person: how much of the fall goes with a column, that the level has shifted, that no column explains it or not each need have changed; undefined where nothing is to be said. */
  readonly told?: string;
}

/** Of numbers by what each column still means, as all that is off throughout is the same without it; else by what it is worth. */
export function causeOfFall(before: Importance, now: Importance): Cause {
  if (!isOfNumbers(before.metric)) {
    const columns = lostWorth(before, now);
    return causeOf(columns, [shareText(before, now, columns)]);
  }
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

/** The columns that surely take a quarter of the fall with them; else the one that may take most, if it may take that much. */
function shareText(before: Importance, now: Importance, lost: readonly string[]): string {
  if (before.reached === undefined || now.reached === undefined) return '';
  const shares = Object.keys(before.losses).flatMap((column) => {
    const found = shareOfFall(before, now, column);
    return found ? [{ column, ...found }] : [];
  });
  const causes = shares.filter(({ column, low }) => lost.includes(column) && low >= leastOfFall);
  const [most] = [...shares].sort((a, b) => b.share - a.share);
  const part = ({ share, low, high }: ShareOfFall, more = '') =>
    `${whole(share)} (${whole(low)} to ${whole(high)}${more}) of the fall of ${before.metric} from ${figure(before.reached?.value ?? NaN)}`;
  if (causes.length > 0)
    return [...causes]
      .sort((a, b) => b.share - a.share)
      .map(
        (one) =>
          `Cause: ${one.column} no longer means what it meant; with it shuffled, ${part(one)} is gone.`,
      )
      .join(' ');
  const none = `Of ${counted(Object.keys(before.losses).length, 'column')} none surely explains a quarter of the fall`;
  return most && most.share >= leastOfFall
    ? `${none}; most may go with ${most.column}: with it shuffled, ${part(most, ', were it alone asked about')} is gone.`
    : `${none}.`;
}

const whole = (share: number) => `${fixed(100 * share, 0)}%`;

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
