// One table or query of PostgreSQL, brought as a Parquet file.
import { join } from 'node:path';
import { tableName, type TableSource } from '../../core/manifest/tableSource';
import { withDatabase } from '../duckdb/engine';
import type { TableRead, TableReading } from '../tables/tableRead';
import { withPostgres } from './connect';
import { copyOut } from './copyOut';
import { postgresError } from './errors';
import { postgresSettings } from './settings';
import { toParquet } from './toParquet';

/** Bytes: enough for DuckDB to write its row groups; rows are never held all at once. */
const memory = 256 << 20;

/** The snapshot is when the server looked, by its clock. Throws `input`, `unavailable` or `cancelled`. */
export async function readPostgres(
  source: TableSource,
  { folder, parquet, known, onBytes, signal }: TableReading,
): Promise<TableRead> {
  const text = join(folder, 'rows.txt');
  const settings = await postgresSettings(source.database);
  const copied = await withPostgres(settings, signal, (client) =>
    copyOut(client, source.asked, { file: text, onBytes, signal }),
  ).catch((error: unknown) => {
    throw postgresError(error, tableName(source));
  });
  const { content, at: snapshot } = copied;
  if (content === known) return { snapshot, content, asText: [] };
  const { asText } = await withDatabase((database) => toParquet(database, copied, { text, parquet }), {
    memory,
    temporary: folder,
    signal,
  });
  return { snapshot, content, asText };
}
