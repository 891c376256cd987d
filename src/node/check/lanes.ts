// How the columns of a row are compared with another's: each as a few bits, dealt into blocks in which copies agree.
import type { ColumnProfile } from '../../core/profile/profile';
import { isTime } from '../../core/profile/kind';
import { farthest } from '../../core/quality/copies';
import { identifier } from '../duckdb/quote';
import { textValue } from '../profile/columns';

/** One column, or several where there are very many: they differ where any does. */
export interface Lane {
  readonly columns: readonly string[];
  /** 32 bits of the cells. */
  readonly sql: string;
  /** As how many columns a difference counts: rows of another time are no copies, whatever else they have. */
  readonly weight: number;
}

const mostLanes = 48;
/** With fewer columns, rows are alike by nature. */
const leastLanes = 3;
/** From so many columns on there are three blocks. */
const forThree = 8;

/** The most different columns first. A column with one value tells nothing. */
export function lanesOf(
  columns: readonly ColumnProfile[],
  { time, rows }: { readonly time: string | undefined; readonly rows: number },
): Lane[] {
  const varied = columns.filter(({ distinct, missing }) => distinct > 1 || (missing > 0 && missing < rows));
  const sorted = [...varied].sort((a, b) => b.distinct - a.distinct);
  const each = Math.ceil(sorted.length / mostLanes);
  return Array.from({ length: Math.ceil(sorted.length / Math.max(1, each)) }, (_none, at) => {
    const own = sorted.slice(at * each, (at + 1) * each);
    return {
      columns: own.map(({ name }) => name),
      sql: `(hash(${own.map(likeness).join(', ')}) & 4294967295)::UINTEGER`,
      weight: own.some(({ name }) => name === time) ? farthest + 1 : 1,
    };
  });
}

/** Lanes by block, dealt in turn so that each block has some of the most different ones; [] where there are too few. */
export function blocksOf(lanes: number): number[][] {
  if (lanes < leastLanes) return [];
  const blocks = lanes < forThree ? 2 : 3;
  return Array.from({ length: blocks }, (_none, block) =>
    Array.from({ length: lanes }, (_lane, lane) => lane).filter((lane) => lane % blocks === block),
  );
}

/** The share of pairs that differ in so many lanes, any of them, that agree in a whole block: by inclusion and exclusion of the blocks without a difference. */
export function seenShare(blocks: readonly (readonly number[])[], differing: number): number {
  const sizes = blocks.map(({ length }) => length);
  const lanes = sizes.reduce((sum, size) => sum + size, 0);
  if (lanes === 0) return 0;
  let inEach = 0;
  for (let chosen = 0; chosen < 2 ** sizes.length; chosen++) {
    const without = sizes.filter((_size, at) => (chosen >> at) & 1);
    const left = lanes - without.reduce((sum, size) => sum + size, 0);
    inEach += (-1) ** without.length * choose(left, differing);
  }
  return 1 - inEach / choose(lanes, differing);
}

function choose(of: number, some: number): number {
  let ways = 1;
  for (let at = 0; at < some; at++) ways *= Math.max(0, of - at) / (at + 1);
  return ways;
}

function likeness({ name, type, kind }: ColumnProfile): string {
  const column = identifier(name);
  if (kind === 'string')
    return `lower(regexp_replace(${textValue({ name, type, kind })}, '[^\\p{L}\\p{N}]+', '', 'g'))`;
  if (kind === 'number') return `coalesce(try_cast(${column} AS FLOAT), ${column}::DOUBLE)`;
  return isTime(kind) ? `${column}::VARCHAR` : column;
}
