// The profile of anything that can be selected from. Which columns are looked at together is decided here, by what queries elsewhere.
import type { Problem } from '../../core/errors';
import { assembleColumn } from '../../core/profile/assemble';
import { withPlaces } from '../../core/profile/geo';
import { isNumeric } from '../../core/profile/kind';
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { columnsOf, type TableColumn } from './columns';
import { measureNumbers, type MeasuredColumn } from './numbers';
import { measureOthers } from './others';

/** Up to so many rows every value is counted; beyond, only where it is cheap or says something. */
const smallTable = 50_000;
/** So many columns are looked at together: a plan of thousands of aggregates grows slow. */
const wide = 100;

export interface ProfileOptions {
  /** What was told when it was read from a file. */
  readonly warnings?: readonly Problem[] | undefined;
  /** Told how many columns of how many are done, where there are so many that it takes a while. */
  readonly onColumns?: ((done: number, total: number) => void) | undefined;
}

/**
 * `table`: a table's quoted name, or a table function's call such as read_parquet('...'); any connection to the database must see
 * it. It is read once a pass; one of many columns is copied instead, a hundred columns at a time.
 */
export async function profileTable(
  db: Database,
  table: string,
  { warnings = [], onColumns }: ProfileOptions = {},
): Promise<Profile> {
  const [columns, rows] = [await columnsOf(db, table), await countRows(db, table)];
  const profiles: ColumnProfile[] = [];
  for (let from = 0; from < columns.length; from += wide) {
    const some = columns.slice(from, from + wide);
    if (columns.length > wide) onColumns?.(from, columns.length);
    const source = columns.length > wide ? await narrowed(db, table, some) : table;
    profiles.push(...(await db.beside((second) => profileColumns([db, second], source, some, rows))));
  }
  if (columns.length > wide) await db.run(`DROP TABLE ${narrow}`);
  return { schema: 1, rows, ...(warnings.length > 0 ? { warnings } : {}), columns: withPlaces(profiles) };
}

/** No table of a person has this name. */
const narrow = identifier('\u0001narrow');

/** Each part of a query binds all columns of the table that it reads, so that a wide table is read as narrow ones. */
async function narrowed(db: Database, table: string, columns: readonly TableColumn[]): Promise<string> {
  const names = columns.map(({ name }) => identifier(name)).join(', ');
  await db.run(`CREATE OR REPLACE TABLE ${narrow} AS SELECT ${names} FROM ${table}`);
  return narrow;
}

/** Numbers are counted here while the engine works on all others. */
async function profileColumns(
  [first, second]: readonly [Database, Database],
  table: string,
  columns: readonly TableColumn[],
  rows: number,
): Promise<ColumnProfile[]> {
  const options = { rows, countsAll: rows <= smallTable };
  const [numbers, others] = [
    columns.filter(({ kind }) => isNumeric(kind)),
    columns.filter(({ kind }) => !isNumeric(kind)),
  ];
  const found = await bothOf(
    measureNumbers(first, table, numbers, options),
    measureOthers(second, table, others, options),
  );
  const byName = new Map(found.flatMap((part) => [...part]));
  return columns.map(({ name }) => {
    const { measured, counted } = byName.get(name) as MeasuredColumn;
    return assembleColumn(measured, counted);
  });
}

/** As Promise.all, but nothing of either goes on when it is over. */
async function bothOf<T>(one: Promise<T>, other: Promise<T>): Promise<T[]> {
  const ended = await Promise.allSettled([one, other]);
  return ended.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}

export async function countRows(db: Database, table: string): Promise<number> {
  const [row] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
  return row?.n ?? 0;
}
