// All pairs of columns on an even sample of rows, to find those worth measuring over all rows where there are many.
import {
  associationOf,
  groupAndNumbers,
  type Found,
  type Pair,
  type Role,
} from '../../core/profile/associations';
import { orderedOf, spearman, type Ordered } from '../../core/profile/correlation';
import { correlationRatio, type GroupSum } from '../../core/profile/correlationRatio';
import { cramersV } from '../../core/profile/cramersV';
import type { ColumnProfile } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { turn } from '../paced';
import { centredValue, textValue } from './columns';

const mostRows = 20_000;
const leastRows = 2_000;
/** So many rows are gone through for all pairs together. */
const mostVisits = 4e8;
const pairsATurn = 500;

export interface ScreenOptions {
  readonly rows: number;
  readonly roles: readonly Role[];
  readonly pairs: readonly Pair[];
}

/** How strong each pair is in the sample, in their order. */
export async function screenPairs(
  db: Database,
  table: string,
  { rows, roles, pairs }: ScreenOptions,
): Promise<number[]> {
  const most = Math.max(leastRows, Math.min(mostRows, Math.floor(mostVisits / Math.max(1, pairs.length))));
  const { ordered, named, drawn } = await draw(db, table, { rows, most, roles });
  const strengths: number[] = [];
  for (const [at, pair] of pairs.entries()) {
    if (at % pairsATurn === pairsATurn - 1) await turn(db.signal);
    const [x, y] = [ordered.get(pair.a.column), ordered.get(pair.b.column)];
    const ranks = pair.measures.includes('spearman') && x && y ? spearman(x, y) : undefined;
    const found = {
      rows: drawn,
      ...(ranks?.value === undefined ? {} : { spearman: { value: ranks.value, rows: ranks.rows } }),
      ...byGroups(pair, ordered, named),
    };
    strengths.push(associationOf(pair, found).strength);
  }
  return strengths;
}

/** By row: which of its column's values, from 0; -1 where it is missing. */
interface Codes {
  readonly codes: Int32Array;
  readonly values: number;
}

function byGroups(
  pair: Pair,
  ordered: ReadonlyMap<ColumnProfile, Ordered>,
  named: ReadonlyMap<ColumnProfile, Codes>,
): Pick<Found, 'correlationRatio' | 'cramersV'> {
  if (pair.measures.includes('correlationRatio')) {
    const { group, numbers } = groupAndNumbers(pair);
    const [codes, values] = [named.get(group), ordered.get(numbers)?.values];
    return codes && values ? { correlationRatio: ratioOf(codes, values) } : {};
  }
  if (!pair.measures.includes('cramersV')) return {};
  const [a, b] = [named.get(pair.a.column), named.get(pair.b.column)];
  if (!a || !b) return {};
  const table = Array.from({ length: a.values }, () => new Array<number>(b.values).fill(0));
  a.codes.forEach((i, row) => {
    const line = table[i];
    const j = b.codes[row] as number;
    if (line && j >= 0) line[j] = (line[j] as number) + 1;
  });
  return { cramersV: cramersV(table) };
}

function ratioOf({ codes, values: groups }: Codes, values: Float64Array) {
  const [n, sums] = [new Float64Array(groups), new Float64Array(groups)];
  let squares = 0;
  codes.forEach((group, row) => {
    const value = values[row] as number;
    if (group < 0 || Number.isNaN(value)) return;
    n[group] = (n[group] as number) + 1;
    sums[group] = (sums[group] as number) + value;
    squares += value * value;
  });
  return correlationRatio(
    Array.from(n, (count, at): GroupSum => ({ n: count, sum: sums[at] as number })),
    squares,
  );
}

interface DrawOptions {
  readonly rows: number;
  readonly most: number;
  readonly roles: readonly Role[];
}

/** Always the same rows of the same table, whatever the threads: chosen by a hash of their place. */
async function draw(db: Database, table: string, { rows, most, roles }: DrawOptions) {
  const numbers = roles.filter(({ isOrdered }) => isOrdered);
  const names = roles.filter(({ isNamed }) => isNamed);
  const values = [
    ...numbers.map(({ column }) => centredValue(column)),
    ...names.map(({ column }) => textValue({ ...column, type: column.kind === 'string' ? column.type : '' })),
  ];
  if (values.length === 0)
    return {
      ordered: new Map<ColumnProfile, Ordered>(),
      named: new Map<ColumnProfile, Codes>(),
      drawn: rows,
    };
  const every = Math.max(1, Math.floor(rows / most));
  const cells = await db.columns(
    `SELECT ${values.map((value, at) => `${value} AS v${at}`).join(', ')}
     FROM ${every === 1 ? table : `(SELECT *, row_number() OVER () AS "${place}" FROM ${table}) WHERE hash("${place}") % ${every} = 0`}`,
  );
  const ordered = new Map(
    numbers.map(({ column }, at) => [
      column,
      orderedOf(Float64Array.from(cells[at] ?? [], (cell) => (typeof cell === 'number' ? cell : NaN))),
    ]),
  );
  const named = new Map(names.map(({ column }, at) => [column, codesOf(cells[numbers.length + at] ?? [])]));
  return { ordered, named, drawn: cells[0]?.length ?? 0 };
}

/** No column of a person has this name. */
const place = '\u0001place';

function codesOf(cells: readonly unknown[]): Codes {
  const known = new Map<unknown, number>();
  const codes = Int32Array.from(cells, (cell) => {
    if (cell === null) return -1;
    const code = known.get(cell) ?? known.size;
    known.set(cell, code);
    return code;
  });
  return { codes, values: known.size };
}
