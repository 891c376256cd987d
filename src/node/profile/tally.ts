// Columns of numbers, read once and together: the engine decodes them, core counts them.
import { NumberTally, type Tallied } from '../../core/profile/numberTally';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import type { TableColumn } from './columns';

export interface TallyWanted {
  readonly column: Pick<TableColumn, 'name' | 'type'>;
  /** What buckets are counted from; undefined: 0. */
  readonly origin?: number;
}

/** By column name. */
export async function tallyNumbers(
  db: Database,
  table: string,
  wanted: readonly TallyWanted[],
): Promise<Map<string, Tallied>> {
  if (wanted.length === 0) return new Map();
  const tallies = wanted.map(({ origin }) => new NumberTally(origin));
  await db.numbers(`SELECT ${wanted.map(({ column }) => raw(column)).join(', ')} FROM ${table}`, (chunks) =>
    chunks.forEach((chunk, at) => tallies[at]?.add(chunk)),
  );
  return new Map(wanted.map(({ column }, at) => [column.name, (tallies[at] as NumberTally).result()]));
}

const raw = ({ name, type }: Pick<TableColumn, 'name' | 'type'>) =>
  type === 'DOUBLE' || type === 'BIGINT' ? identifier(name) : `${identifier(name)}::DOUBLE`;
