// Several files, each loaded into a table of its own, put together by the names of their columns.
import type { Problem } from '../../core/errors';
import type { Column } from '../../core/dataset/version';
import type { Database } from './engine';
import type { SourceFile } from './inputFile';
import { identifier } from './quote';
import { refuseWide } from './wide';

/** Creates `table` with the rows of one file. */
export type LoadOne = (database: Database, source: SourceFile, table: string) => Promise<readonly Problem[]>;

/** The files' rows, file by file and in their order; a column that only some files have is missing in the rows of the others. */
export async function loadEach(
  database: Database,
  sources: readonly SourceFile[],
  table: string,
  _types: readonly Column[] | undefined,
  loadOne: LoadOne,
): Promise<readonly Problem[]> {
  const [only, another] = sources;
  if (only && !another) return loadOne(database, only, table);
  const warnings: Problem[] = [];
  const parts: string[] = [];
  for (const source of sources) {
    const part = identifier(`part_${String(loaded++)}`);
    warnings.push(...(await loadOne(database, source, part)));
    parts.push(part);
  }
  await database.run(
    `CREATE OR REPLACE TABLE ${table} AS ${parts.map((part) => `FROM ${part}`).join(' UNION ALL BY NAME ')}`,
  );
  for (const part of parts) await database.run(`DROP TABLE ${part}`);
  const columns = await database.rows(`DESCRIBE ${table}`);
  refuseWide(columns.length, sources);
  return warnings;
}

let loaded = 0;
