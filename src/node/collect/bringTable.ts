// Bringing a table that something else keeps to a dataset's path, as one Parquet file.
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Column, SourceFile } from '../../core/dataset/version';
import { wrongInput } from '../../core/errors';
import { tableName, tableUri, type TableSource } from '../../core/manifest/tableSource';
import { contentIdentity, contentQuery, type ContentSums } from '../../core/prepare/fingerprint';
import { literal } from '../../core/quote';
import { withDatabase } from '../duckdb/engine';
import { syncFile } from '../files/atomic';
import { digestFile, digestJson } from '../files/digest';
import { readPostgres } from '../postgres/readPostgres';
import { readSqlite } from '../tables/readSqlite';
import type { TableRead, TableReading } from '../tables/tableRead';
import { isThere, putInPlace, removeStale, type Place } from './place';
import { countBytes } from './progress';
import type { Source } from './source';

/** `folder`: where it is made; removed before, where a kill left it, and behind. */
export function bringTable(
  { table, path }: Extract<Source, { kind: 'table' }>,
  folder: string,
  place: Place,
): Promise<readonly SourceFile[]> {
  const read = (making: Making) => readTable(table, making, place);
  return bringRows({ uri: tableUri(table), name: tableName(table), path, read }, folder, place);
}

export interface RowsToBring {
  readonly uri: string;
  /** For messages. */
  readonly name: string;
  readonly path: string;
  /** Makes the Parquet file; undefined where it would be what was brought last. */
  readonly read: (making: Making) => Promise<TableRead | undefined>;
}

interface Making extends Pick<TableReading, 'folder' | 'parquet' | 'known'> {
  /** What was brought last, where it still lies there. */
  readonly last: SourceFile | undefined;
}

/** `folder`: as bringTable says. Throws as `read` does, and `input` where there are no rows. */
export async function bringRows(
  { uri, name, path, read }: RowsToBring,
  folder: string,
  place: Place,
): Promise<readonly SourceFile[]> {
  const before = place.before?.sources.find((source) => source.uri === uri && source.path === path);
  const last = before && (await isThere(path, before.digest, place)) ? before : undefined;
  if (!before) await isThere(path, '', place);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    const parquet = join(folder, 'rows.parquet');
    const known = last?.content;
    const made = await read({ folder, parquet, known, last });
    if (last && (!made || (made.content !== undefined && made.content === known))) return [last];
    if (!made) throw wrongInput(`${name} gave nothing.`);
    const { snapshot, modified, asText } = made;
    const state = { snapshot, ...(modified === undefined ? {} : { modified }) };
    await syncFile(parquet);
    const { columns, rows, content } = await lookAt(parquet, made.content, place.signal);
    if (rows === 0)
      throw wrongInput(`${name} gave no rows.`, {
        hint: 'What was collected before is kept; look at the table, or mend the query.',
      });
    if (last && known !== undefined && content === known) return [{ ...last, ...state }];
    const digest = await digestFile(parquet, place.signal);
    const { size: bytes } = await stat(parquet);
    if (!(await isThere(path, digest, place))) await putInPlace(parquet, path, place);
    await removeStale([path], place);
    const file = { uri, path, digest, bytes, rows, columns, content, ...state };
    return [{ ...file, ...(asText.length > 0 ? { asText } : {}) }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readTable(
  table: TableSource,
  making: Making,
  { root, report, signal }: Place,
): Promise<TableRead> {
  const counter = countBytes(report, `Reading ${tableName(table)}`, undefined);
  const { folder, parquet, known } = making;
  const reading = { folder, parquet, known, root, onBytes: (bytes: number) => counter.add(bytes), signal };
  const read = await (table.kind === 'postgres' ? readPostgres : readSqlite)(table, reading);
  counter.flush();
  return read;
}

interface Looked {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** `sha256:` and hex over columns and rows. */
  readonly content: string;
}

/** `known`: the content, where whoever read the table told it. */
function lookAt(parquet: string, known: string | undefined, signal: AbortSignal): Promise<Looked> {
  const file = literal(parquet);
  return withDatabase(
    async (database) => {
      const columns = await database.rows<Column & object>(
        `SELECT column_name AS name, column_type AS type FROM (DESCRIBE FROM read_parquet(${file}))`,
      );
      const query =
        known === undefined
          ? contentQuery(columns, `read_parquet(${file}, file_row_number = true)`, 'file_row_number')
          : `SELECT count(*) AS rows, NULL AS low, NULL AS high FROM read_parquet(${file})`;
      const [sums] = await database.rows<ContentSums & object>(query);
      const { rows, low, high } = sums ?? { rows: 0, low: null, high: null };
      const content = known ?? digestJson(contentIdentity(columns, { rows, low, high }));
      return { columns, rows, content };
    },
    { signal },
  );
}
