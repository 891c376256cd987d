// Predictions whose key comes again at another time while labels do not tell which of them they are the outcome of: none is guessed.
import { count } from '../figures';
import type { Window } from './window';

export interface Ambiguity {
  /** The column that joins labels. */
  readonly key: string;
  /** The dataset's time column. */
  readonly time: string;
}

/** `of`: rows that were looked at. Undefined where none is ambiguous. */
export function ambiguousOf(ambiguous: readonly Ambiguity[], of: number): Window['ambiguous'] {
  const [first] = ambiguous;
  if (!first) return undefined;
  const { key, time } = first;
  return {
    count: ambiguous.length,
    message: `${count(ambiguous.length)} of ${count(of)} rows have a "${key}" that comes again at another time, and labels do not tell which of its rows they belong to: these stay unlabelled. Bring "${time}" both with the rows that are asked about and in the label files, or join by the id that the server answered with.`,
  };
}
