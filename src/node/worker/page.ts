// A page of rows: numbered as they lie in the file, those that meet a condition, in the order of a column.
import type { Column } from '../../core/dataset/version';
import { wrongInput } from '../../core/errors';
import { withDatabase, type Database } from '../duckdb/engine';
import { guardExpression } from '../duckdb/guard';
import { lock } from '../duckdb/locked';
import { identifier } from '../duckdb/quote';
import { parquet } from '../duckdb/read';
import type { Cell } from '../duckdb/values';

export interface PageQuery {
  /** A Parquet file. */
  readonly file: string;
  /** A SQL condition over its columns; whoever wrote it sees nothing but them. */
  readonly where?: string;
  readonly sort?: { readonly column: string; readonly isDescending: boolean };
  readonly offset: number;
  /** The most rows wanted; of a wide table a page holds fewer. */
  readonly limit: number;
}

/** A page takes seconds to draw beyond some ten thousand cells. */
const cellsAtMost = 20_000;

type PlainCell = string | number | boolean | null;

export interface Page {
  readonly columns: readonly Column[];
  /** Each row's number in the file, from 1. */
  readonly numbers: readonly number[];
  readonly rows: readonly (readonly PlainCell[])[];
  /** Rows that meet the condition. */
  readonly total: number;
  /** The most rows that a page of this table holds: the limit asked for, or what its columns leave room for. */
  readonly limit: number;
}

/** Throws `input` where the condition is refused, or there is no column to sort by. */
export async function readPage(query: PageQuery, signal: AbortSignal): Promise<Page> {
  return withDatabase(
    async (database) => {
      const table = parquet([query.file]);
      const columns = await database.rows<Column>(
        `SELECT column_name AS name, column_type AS type FROM (DESCRIBE FROM ${table})`,
      );
      const names = columns.map(({ name }) => name);
      const where = query.where === undefined ? undefined : await guarded(database, query.where, names);
      await lock(database, { readable: [query.file] });
      const number = freeName(names);
      const numbered = `(SELECT *, row_number() OVER () AS ${identifier(number)} FROM ${table})`;
      const matching = `FROM ${numbered}${where === undefined ? '' : ` WHERE (\n${where}\n)`}`;
      const [counted] =
        where === undefined
          ? await database.rows<{ total: number }>(`SELECT count(*) AS total FROM ${table}`)
          : await database.rows<{ total: number }>(`SELECT count(*) AS total ${matching}`);
      const limit = Math.min(query.limit, Math.max(1, Math.floor(cellsAtMost / names.length)));
      const found = await database.rows(
        `SELECT * ${matching} ${orderOf(query.sort, { names, number })} LIMIT ${limit} OFFSET ${query.offset}`,
      );
      return {
        columns,
        numbers: found.map((row) => Number(row[number])),
        rows: found.map((row) => names.map((name) => plainCell(row[name] ?? null))),
        total: counted?.total ?? 0,
        limit,
      };
    },
    { signal },
  );
}

async function guarded(database: Database, where: string, columns: readonly string[]): Promise<string> {
  const judged = await guardExpression(database, where, { what: 'The condition of the rows', columns });
  if (judged.kind === 'allowed') return judged.sql;
  const { message, hint } = judged.problem;
  throw wrongInput(message, hint === undefined ? {} : { hint });
}

/** As they lie in the file where nothing is asked for, and among equals. */
function orderOf(
  sort: PageQuery['sort'],
  { names, number }: { names: readonly string[]; number: string },
): string {
  if (!sort) return `ORDER BY ${identifier(number)}`;
  if (!names.includes(sort.column)) throw wrongInput(`There is no column ${sort.column} to sort by.`);
  const direction = sort.isDescending ? 'DESC' : 'ASC';
  return `ORDER BY ${identifier(sort.column)} ${direction} NULLS LAST, ${identifier(number)}`;
}

/** A name that no column has, whatever their case. */
function freeName(names: readonly string[]): string {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  let name = 'row';
  while (taken.has(name)) name += '_';
  return name;
}

/** JSON has no NaN and no infinity, and a table cell shows a list or a struct as text. */
function plainCell(cell: Cell): PlainCell {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : String(cell);
  if (cell === null || typeof cell === 'string' || typeof cell === 'boolean') return cell;
  return JSON.stringify(cell);
}
