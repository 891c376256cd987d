// Rows without a usable time of their own, though their dataset has one: they count by the time of their answer, and that is told.
import { count } from '../figures';
import type { Window } from './window';

/** What a row brought instead. */
export interface Brought {
  /** The time column that is lacking. */
  readonly column: string;
  /** The raw columns that it is read from. */
  readonly from: readonly string[];
  /** What stood in them, as text; undefined where the row brought nothing. */
  readonly brought?: string;
}

/** `of`: rows that were looked at. Undefined where none lacks its time. */
export function timelessOf(lacking: readonly Brought[], of: number): Window['timeless'] {
  const [first] = lacking;
  if (!first) return undefined;
  const { column, from, brought } = lacking.find((one) => one.brought !== undefined) ?? first;
  const named = from.map((name) => `"${name}"`).join(', ');
  const why =
    brought === undefined ? `bring no ${named}` : `bring no usable "${column}", e.g. ${brought} as ${named}`;
  return {
    count: lacking.length,
    message: `${count(lacking.length)} of ${count(of)} rows ${why}: they count by the time of their answer.`,
  };
}
