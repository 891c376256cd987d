// Parquet files: scanned where they lie, or loaded into a table.
import { isLifecycleError, wrongInput, type Problem } from '../../core/errors';
import type { TextFile } from './textFile';
import type { Database } from './engine';
import { literal } from './quote';
import { refuseWide } from './wide';

/** Parquet files of our own, by absolute paths without wildcards. */
export const parquet = (paths: readonly string[]) =>
  `read_parquet([${paths.map((path) => literal(path)).join(', ')}]${paths.length > 1 ? ', union_by_name = true' : ''})`;

/** A table expression with the rows of a person's files. Throws `input` where one is no Parquet, torn, or too wide. */
export async function parquetTable(database: Database, sources: readonly TextFile[]): Promise<string> {
  const table = parquet(sources.map(({ path }) => path));
  await reading(sources, async () =>
    refuseWide((await database.rows(`DESCRIBE FROM ${table}`)).length, sources),
  );
  return table;
}

/** Creates `table`. Throws as parquetTable does. */
export async function loadParquet(
  database: Database,
  sources: readonly TextFile[],
  table: string,
): Promise<readonly Problem[]> {
  const from = await parquetTable(database, sources);
  await reading(sources, () => database.run(`CREATE OR REPLACE TABLE ${table} AS FROM ${from}`));
  return [];
}

/** What DuckDB says of files that it cannot read, as a person can use it. */
async function reading(sources: readonly TextFile[], read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (
      !isLifecycleError(error) ||
      (error.code !== 'input' && error.code !== 'unavailable') ||
      error.problems.length > 0
    )
      throw error;
    const source = sources.find(({ path }) => error.message.includes(path)) ?? sources[0];
    const why = /No magic bytes|too small to be a Parquet/.test(error.message)
      ? 'it is none, or was cut short.'
      : source
        ? error.message.replaceAll(source.path, source.shown)
        : error.message;
    const problem: Problem = {
      severity: 'error',
      message: `The file cannot be read as Parquet: ${why}`,
      hint: 'Write or copy it again, whole.',
      ...(source && { file: source.shown }),
    };
    throw wrongInput(`${source?.shown ?? ''}: ${problem.message}`, {
      problems: [problem],
      hint: problem.hint ?? '',
    });
  }
}
