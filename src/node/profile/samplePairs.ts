// Pairs of columns measured on an even sample of rows: by ranks, which no single pass gives, and by all measures where there are too many pairs.
import { groupAndNumbers, type Found, type Pair, type Role } from '../../core/profile/associations';
import { orderedOf, spearman, type Ordered } from '../../core/profile/correlation';
import { correlationRatio, type GroupMoments } from '../../core/profile/correlationRatio';
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

export interface SampleOptions {
  readonly rows: number;
  readonly roles: readonly Role[];
  readonly pairs: readonly Pair[];
  /** Else only what takes ranks. */
  readonly measuresAll: boolean;
}

export interface SampledPairs {
  /** Rows that were drawn. */
  readonly rows: number;
  /** In the order of the pairs. */
  readonly found: readonly Found[];
}

export async function samplePairs(
  db: Database,
  table: string,
  { rows, roles, pairs, measuresAll }: SampleOptions,
): Promise<SampledPairs> {
  const most = Math.max(leastRows, Math.min(mostRows, Math.floor(mostVisits / Math.max(1, pairs.length))));
  const { ordered, named, drawn } = await draw(db, table, { rows, most, roles, withNames: measuresAll });
  const found: Found[] = [];
  for (const [at, pair] of pairs.entries()) {
    if (at % pairsATurn === pairsATurn - 1) await turn(db.signal);
    const [x, y] = [ordered.get(pair.a.column), ordered.get(pair.b.column)];
    const ranks = pair.measures.includes('spearman') && x && y ? spearman(x, y) : undefined;
    found.push({
      rows: ranks?.rows ?? drawn,
      ...(ranks?.value === undefined ? {} : { spearman: { value: ranks.value, rows: ranks.rows } }),
      ...(measuresAll ? byGroups(pair, ordered, named) : {}),
    });
  }
  return { rows: drawn, found };
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
    return codes && values ? { correlationRatio: correlationRatio(momentsBy(codes, values)) } : {};
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

function momentsBy({ codes, values: groups }: Codes, values: Float64Array): GroupMoments[] {
  const [n, mean, squares] = [0, 0, 0].map(() => new Float64Array(groups)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  codes.forEach((group, row) => {
    const value = values[row] as number;
    if (group < 0 || Number.isNaN(value)) return;
    n[group] = (n[group] as number) + 1;
    const distance = value - (mean[group] as number);
    mean[group] = (mean[group] as number) + distance / n[group];
    squares[group] = (squares[group] as number) + distance * (value - mean[group]);
  });
  return Array.from(n, (count, at) => ({
    n: count,
    mean: mean[at] as number,
    variance: count > 0 ? (squares[at] as number) / count : 0,
  }));
}

interface DrawOptions {
  readonly rows: number;
  readonly most: number;
  readonly roles: readonly Role[];
  readonly withNames: boolean;
}

/** Always the same rows of the same table, whatever the threads: chosen by a hash of their place. */
async function draw(db: Database, table: string, { rows, most, roles, withNames }: DrawOptions) {
  const numbers = roles.filter(({ isOrdered }) => isOrdered);
  const names = withNames ? roles.filter(({ isNamed }) => isNamed) : [];
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
