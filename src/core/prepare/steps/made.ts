// A step that makes columns of one column, which stays.
import type { Column } from '../../dataset/version';
import type { Problem } from '../../errors';
import { findColumns } from '../columns';
import type { Pipeline } from '../pipeline';
import { changeTo, kept, nameProblems, type Output } from './change';
import type { Compiling, StepPlace, StepServing } from './meaning';

/** The table with the new columns behind all others. */
export function withMade(
  before: Pipeline,
  from: string,
  make: (column: Column) => readonly Output[] | Problem,
  place: StepPlace,
): Compiling {
  const { found, problems } = findColumns([from], before.columns, place.what);
  const [column] = found;
  if (!column) return { problems };
  const made = make(column);
  if ('severity' in made) return { problems: [made] };
  const outputs = [...before.columns.map(kept), ...made];
  const clashes = nameProblems(outputs, place.what);
  const touched = [from, ...made.map((output) => output.column.name)];
  return changeTo(before, clashes.length > 0 ? { problems: clashes } : { outputs, touched }, place);
}

/** Kept whole where any of its columns is wanted. */
export const madeServing = <V extends { readonly column: string }>(
  namesOf: (written: V) => readonly string[],
): StepServing<V> => ({
  narrow: (written, wanted) => {
    const names = namesOf(written);
    if (!names.some((name) => wanted.has(name))) return { wanted };
    const before = new Set([...wanted].filter((name) => !names.includes(name)));
    return { written, wanted: before.add(written.column) };
  },
  after: (written, before) => new Set([...before, ...namesOf(written)]),
});
