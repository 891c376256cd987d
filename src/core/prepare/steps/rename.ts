// `rename`: new names for columns.
import type { Written } from '../../manifest/step';
import { findColumns } from '../columns';
import { changeTo, kept, nameProblems } from './change';
import type { StepMeaning } from './meaning';

export const rename: StepMeaning<Written<'rename'>> = {
  compile: (written, before, place) => {
    const { problems } = findColumns(Object.keys(written), before.columns, place.what);
    const outputs = before.columns.map((column) => ({
      ...kept(column),
      column: { ...column, name: written[column.name] ?? column.name },
    }));
    const all = [...problems, ...nameProblems(outputs, place.what)];
    return changeTo(
      before,
      all.length > 0 ? { problems: all } : { outputs, touched: Object.values(written) },
      place,
    );
  },
  serving: {
    narrow: (written, wanted) => {
      const pairs = Object.entries(written).filter(([, to]) => wanted.has(to));
      const before = new Set(wanted);
      for (const [, to] of pairs) before.delete(to);
      for (const [from] of pairs) before.add(from);
      const all = withRoom(pairs, written);
      return { ...(all.length > 0 && { written: Object.fromEntries(all) }), wanted: before };
    },
    after: (written, before) => {
      const after = new Set(before);
      for (const from of Object.keys(written)) after.delete(from);
      for (const to of Object.values(written)) after.add(to);
      return after;
    },
  },
};

type Pair = readonly [from: string, to: string];

/** With what moves a column out of the way of another's new name; it is idle where that column is not there. */
function withRoom(pairs: readonly Pair[], written: Written<'rename'>): readonly Pair[] {
  const all = new Map(pairs);
  for (const to of all.values()) {
    const next = written[to];
    if (next !== undefined) all.set(to, next);
  }
  return [...all];
}
