// Drawing whole rows from a table: always the same ones, whatever the threads, in an order that says nothing.
import type { Sample, SampleColumn, SampleValue } from '../../core/quality/sample';
import { isNumeric, isTime } from '../../core/profile/kind';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { numberValue, textValue, type TableColumn } from '../profile/columns';

export interface SampleOptions {
  readonly table: string;
  readonly rows: number;
  /** Nested columns are left out. */
  readonly columns: readonly TableColumn[];
  /** Rows without it are not drawn; undefined draws from all. */
  readonly target?: string;
}

const mostRows = 20_000;
/** Beyond so many cells fewer rows are drawn. */
const mostCells = 4_000_000;
const textLimit = 100;

export async function sampleRows(
  db: Database,
  { table, rows, columns, target }: SampleOptions,
): Promise<Sample> {
  const drawn = columns.filter(({ kind }) => kind !== 'other');
  const most = Math.max(1_000, Math.min(mostRows, Math.floor(mostCells / Math.max(1, drawn.length))));
  const ordered = ({ kind }: TableColumn) => isNumeric(kind) || isTime(kind);
  const values = drawn.map(
    (column, at) =>
      `${ordered(column) ? numberValue(column) : `left(${textValue(column)}, ${textLimit})`} AS v${at}`,
  );
  const found = await db.rows<Record<string, SampleValue>>(
    `SELECT ${values.join(', ')} FROM (SELECT *, hash(row_number() OVER ()) AS "${drawnBy}" FROM ${table})
     WHERE ${target === undefined ? '' : `${identifier(target)} IS NOT NULL AND `}"${drawnBy}" % ${Math.max(1, Math.floor(rows / most))} = 0
     ORDER BY "${drawnBy}" LIMIT ${most}`,
  );
  return {
    columns: drawn.map((column, at): SampleColumn => ({
      name: column.name,
      kind: ordered(column) ? 'ordered' : 'named',
      values: found.map((row) => row[`v${at}`] ?? null),
    })),
  };
}

/** No column of a person has this name. */
const drawnBy = '\u0001drawn by';
