// What is missing together, from the counts of rows by which of their columns are missing.
import type { JointMissing, MissingPair } from './full';

export interface MissingCounts {
  readonly rows: number;
  /** Those that were looked at. */
  readonly columns: readonly string[];
  /** Places in `columns`, and the rows in which just these are missing. */
  readonly patterns: readonly { readonly places: readonly number[]; readonly rows: number }[];
  readonly columnsLeftOut: number;
}

const patternLimit = 20;
const pairLimit = 50;
/** How many standard errors a phi must be from 0, so that of a thousand pairs none is told by chance; and how large it must be to matter. */
const clear = { errors: 5, phi: 0.02 };

export function jointMissing({ rows, columns, patterns, columnsLeftOut }: MissingCounts): JointMissing {
  const sorted = [...patterns].sort((a, b) => b.rows - a.rows || a.places.length - b.places.length);
  const listed = sorted.slice(0, patternLimit).map(({ places, rows: count }) => ({
    columns: places.map((place) => columns[place] ?? ''),
    rows: count,
  }));
  return {
    patterns: listed,
    otherRows: rows - listed.reduce((sum, pattern) => sum + pattern.rows, 0),
    columnsLeftOut,
    pairs: pairsOf(rows, columns, patterns),
  };
}

function pairsOf(
  rows: number,
  columns: readonly string[],
  patterns: MissingCounts['patterns'],
): MissingPair[] {
  const single = new Float64Array(columns.length);
  const joint = columns.map(() => new Float64Array(columns.length));
  for (const { places, rows: count } of patterns)
    places.forEach((a, at) => {
      single[a] = (single[a] as number) + count;
      for (const b of places.slice(at + 1)) (joint[a] as Float64Array)[b] = (joint[a]?.[b] ?? 0) + count;
    });
  const pairs = columns.flatMap((first, a) =>
    columns.slice(a + 1).map((second, after): MissingPair => {
      const b = a + 1 + after;
      const both = joint[a]?.[b] ?? 0;
      return {
        columns: [first, second],
        rows: both,
        phi: phiOf({ rows, both, a: single[a] as number, b: single[b] as number }),
      };
    }),
  );
  const least = Math.max(clear.errors / Math.sqrt(rows), clear.phi);
  return pairs
    .filter(({ phi }) => Math.abs(phi) >= least)
    .sort((a, b) => Math.abs(b.phi) - Math.abs(a.phi))
    .slice(0, pairLimit);
}

/** Pearson's correlation of two columns of "missing" and "not"; 0 where one of them is always or never. */
function phiOf({ rows, both, a, b }: { rows: number; both: number; a: number; b: number }): number {
  const spread = Math.sqrt(a * (rows - a)) * Math.sqrt(b * (rows - b));
  return spread > 0 ? Math.max(-1, Math.min(1, (both * rows - a * b) / spread)) : 0;
}
