// Pairs of columns over all rows, read once: the engine decodes them, core adds up.
import { groupAndNumbers, type Pair } from '../../core/profile/associations';
import { isTime } from '../../core/profile/kind';
import { PairTally } from '../../core/profile/pairTally';
import type { ColumnProfile } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';
import { centredValue, textValue } from './columns';

export interface StreamOptions {
  readonly pearson: readonly Pair[];
  readonly ratios: readonly Pair[];
  /** Columns of numbers and times of which a sample of rows is kept. */
  readonly sampled: readonly ColumnProfile[];
  /** About one of so many rows is kept. */
  readonly every: number;
}

export interface StreamedPairs {
  /** In the order of the pairs. */
  readonly pearson: readonly { readonly value: number | undefined; readonly rows: number }[];
  readonly ratios: readonly { readonly value: number; readonly corrected: number; readonly rows: number }[];
  /** NaN where missing. */
  readonly samples: ReadonlyMap<ColumnProfile, Float64Array>;
}

export async function streamPairs(
  db: Database,
  table: string,
  { pearson, ratios, sampled, every }: StreamOptions,
): Promise<StreamedPairs> {
  const numbers = [
    ...new Set([
      ...pearson.flatMap(({ a, b }) => [a.column, b.column]),
      ...ratios.map((pair) => groupAndNumbers(pair).numbers),
      ...sampled,
    ]),
  ];
  const groups = [...new Set(ratios.map((pair) => groupAndNumbers(pair).group))];
  const codes = await withCodes(db, table, groups);
  try {
    const tally = new PairTally({
      centres: numbers.map(({ kind, type, mean = 0 }) => (isPlain(type) && !isTime(kind) ? mean : 0)),
      groups: codes.map(({ size }) => size),
      pearson: pearson.map(({ a, b }) => [numbers.indexOf(a.column), numbers.indexOf(b.column)]),
      ratios: ratios.map((pair) => {
        const { group, numbers: own } = groupAndNumbers(pair);
        return [groups.indexOf(group), numbers.indexOf(own)];
      }),
      every,
    });
    const values = [
      ...numbers.map((column) =>
        isPlain(column.type) ? `${identifier(column.name)}::DOUBLE` : centredValue(column),
      ),
      ...codes.map(({ sql }) => sql),
    ];
    if (values.length > 0)
      await db.numbers(`SELECT ${values.join(', ')} FROM ${table}`, (chunks) => tally.add(chunks));
    const samples = tally.samples();
    return {
      pearson: tally.pearson(),
      ratios: tally.ratios(),
      samples: new Map(numbers.map((column, at) => [column, samples[at] ?? new Float64Array(0)])),
    };
  } finally {
    for (const { type } of codes) await db.run(`DROP TYPE IF EXISTS ${type}`);
  }
}

/** Doubles hold all of them, and what they are taken from can be left to core. */
const isPlain = (type: string) => /^(DOUBLE|FLOAT|U?(TINYINT|SMALLINT|INTEGER))$/.test(type);

/** Each group's number by an enumeration of the column's values, which the engine looks up by hash. */
async function withCodes(db: Database, table: string, groups: readonly ColumnProfile[]) {
  const codes: { readonly type: string; readonly size: number; readonly sql: string }[] = [];
  for (const [at, column] of groups.entries()) {
    const type = identifier(`\u0001groups${String(at)}`);
    const text = column.kind === 'string' ? textValue(column) : `${identifier(column.name)}::VARCHAR`;
    const found = await db.rows<{ v: string }>(
      `SELECT DISTINCT ${text} AS v FROM ${table} WHERE ${identifier(column.name)} IS NOT NULL ORDER BY 1`,
    );
    if (found.length > 0)
      await db.run(`CREATE OR REPLACE TYPE ${type} AS ENUM (${found.map(({ v }) => literal(v)).join(', ')})`);
    const sql = found.length > 0 ? `enum_code((${text})::${type})::DOUBLE` : 'NULL::DOUBLE';
    codes.push({ type, size: found.length, sql });
  }
  return codes;
}
