// Tables of Delta Lake and Iceberg in a folder, made by their own writers, with what their own readers see of them.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { cachedExtension } from '../../../scripts/extensions.mjs';
import { pythonWith } from '../pythonPackages';

const packages = [
  'deltalake==1.6.6',
  'pyiceberg==0.12.0',
  'pyarrow==26.0.1',
  'SQLAlchemy==2.1.9',
  'pyroaring==1.2.0',
];

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Writes them below `folder` by that script beside this file, and gives what it prints. */
export async function written<T>(script: 'deltaTables.py' | 'icebergTables.py', folder: string): Promise<T> {
  for (const name of ['avro', 'delta', 'iceberg']) await cachedExtension(name);
  await mkdir(folder, { recursive: true });
  const python = await pythonWith('lake', packages);
  const { stdout } = await promisify(execFile)(python, [join(__dirname, script), folder], {
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as T;
}

/** The rows of a Parquet file by id, their cells as JSON has them, by the names of columns. */
export const collectedRows = (file: string): Promise<Rows> =>
  withDatabase(async (database) => {
    const rows = await database.rows<{ row: string }>(
      `SELECT to_json(t)::VARCHAR AS row FROM read_parquet(${literal(file)}) t ORDER BY id`,
    );
    return rows.map(({ row }) => JSON.parse(row) as Readonly<Record<string, unknown>>);
  });
