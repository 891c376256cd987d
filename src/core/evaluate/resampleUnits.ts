// What a bootstrap draws: rows, whole groups, or random blocks of rows where there are very many.
import { shuffled, type Random } from '../random';

/** Above so many rows, they are drawn in this many random blocks: the spread stays the same, the work does not grow. */
export const mostUnits = 10_000;

export interface Units {
  readonly count: number;
  /** Unit of each row; undefined where every row is its own. */
  readonly unitOf: Uint32Array | undefined;
  /** Half-open ranges of units; each stratum is drawn for itself. */
  readonly strata: readonly (readonly [start: number, end: number])[];
}

export interface UnitOptions {
  readonly rows: number;
  readonly random: Random;
  /** Rows of equal value are drawn together; for rows that are not independent. */
  readonly groups?: ArrayLike<unknown>;
  /** Each stratum keeps its number of rows (or groups). */
  readonly strata?: ArrayLike<unknown>;
}

/** Cuts rows into units. A group in two strata is a RangeError. */
export function makeUnits({ rows, random, groups, strata }: UnitOptions): Units {
  if (groups === undefined && strata === undefined && rows <= mostUnits)
    return { count: rows, unitOf: undefined, strata: [[0, rows]] };
  const members = new Map<unknown, number[]>();
  for (let row = 0; row < rows; row++) {
    const stratum = strata?.[row];
    const list = members.get(stratum);
    if (list === undefined) members.set(stratum, [row]);
    else list.push(row);
  }
  const unitOf = new Uint32Array(rows);
  const ranges: [number, number][] = [];
  const seen = new Set<unknown>();
  let count = 0;
  for (const list of members.values()) {
    const start = count;
    if (groups === undefined) {
      const blocks = rows <= mostUnits ? list.length : blocksOf(list.length, rows);
      const order = blocks === list.length ? list : shuffled(list, random);
      order.forEach((row, place) => (unitOf[row] = start + (place % blocks)));
      count += blocks;
    } else {
      count += numberGroups({ list, groups, unitOf, start, seen });
    }
    ranges.push([start, count]);
  }
  return { count, unitOf, strata: ranges };
}

const blocksOf = (size: number, rows: number) =>
  Math.min(size, Math.max(200, Math.round((mostUnits * size) / rows)));

function numberGroups(options: {
  readonly list: readonly number[];
  readonly groups: ArrayLike<unknown>;
  readonly unitOf: Uint32Array;
  readonly start: number;
  readonly seen: Set<unknown>;
}): number {
  const { list, groups, unitOf, start, seen } = options;
  const units = new Map<unknown, number>();
  for (const row of list) {
    const group = groups[row];
    let unit = units.get(group);
    if (unit === undefined) {
      if (seen.has(group)) throw new RangeError(`Group ${String(group)} lies in two strata.`);
      seen.add(group);
      unit = start + units.size;
      units.set(group, unit);
    }
    unitOf[row] = unit;
  }
  return units.size;
}
