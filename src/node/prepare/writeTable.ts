// Writing the prepared table and its parts as Parquet, and stating what was written: rows, fingerprint, first and last time.
import { join } from 'node:path';
import { splitNames, type Column, type SplitName, type SplitPart } from '../../core/dataset/version';
import { wrongInput, type Problem } from '../../core/errors';
import type { Dataset, Split } from '../../core/manifest/dataset';
import { stepText } from '../../core/manifest/writtenStep';
import { contentIdentity, contentQuery, type ContentSums } from '../../core/prepare/fingerprint';
import { identifier, literal } from '../../core/quote';
import type { SplitTable } from '../../core/prepare/split';
import { momentOf } from '../../core/prepare/moment';
import { syncFile } from '../files/atomic';
import type { Database } from '../duckdb/engine';
import { parquet } from '../duckdb/read';
import { digestFile, digestJson } from '../files/digest';
import { describeQuery } from './engine';
import { splitConditions } from './splitRows';

export interface WrittenTable {
  readonly part: SplitPart;
  readonly columns: readonly Column[];
}

/** Row groups of DuckDB's own vectors: larger ones are not read in parallel, smaller ones pack badly. */
const options = 'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880';
const rowNumber = 'file_row_number';

/** Writes a query's rows, in its order, as `name` into the folder. */
export async function writeTable(
  database: Database,
  query: string,
  place: { readonly folder: string; readonly name: string; readonly time?: Dataset['time'] },
): Promise<WrittenTable> {
  const file = join(place.folder, place.name);
  await database.run(`COPY (${query}) TO ${literal(file)} (${options})`);
  await syncFile(file);
  const columns = await describeQuery(database, `SELECT * FROM ${parquet([file])}`);
  const [sums] = await database.rows<ContentSums & object>(contentQuery(columns, numbered(file), rowNumber));
  const { rows, low, high } = sums ?? { rows: 0, low: null, high: null };
  return {
    columns,
    part: {
      file: place.name,
      rows,
      fingerprint: digestJson(contentIdentity(columns, { rows, low, high })),
      digest: await digestFile(file),
      ...(place.time === undefined ? {} : await timeSpan(database, file, place.time, columns)),
    },
  };
}

/** Writes the parts of a table that was written as `data`. Throws `input` where a part would be empty. */
export async function writeParts(
  database: Database,
  { part: data, columns }: WrittenTable,
  place: { readonly folder: string; readonly name: string; readonly dataset: Dataset; readonly split: Split },
): Promise<Partial<Record<SplitName, SplitPart>>> {
  const { folder, name, dataset, split } = place;
  const from = numbered(join(folder, data.file));
  const table: SplitTable = {
    rows: data.rows,
    row: rowNumber,
    ...(dataset.time === undefined ? {} : { time: dataset.time.column }),
    ...(dataset.key === undefined ? {} : { key: dataset.key }),
  };
  const conditions = await splitConditions(database, { split, table, from, name });
  const list = columns.map((column) => identifier(column.name)).join(', ');
  const parts: Partial<Record<SplitName, SplitPart>> = {};
  for (const part of splitNames) {
    const query = `SELECT ${list} FROM ${from} WHERE ${conditions[part]}`;
    const target = { folder, name: `${part}.parquet`, ...(dataset.time ? { time: dataset.time } : {}) };
    const written = (await writeTable(database, query, target)).part;
    if (written.rows === 0)
      throw wrongInput(`Dataset "${name}": the ${part} part would have no rows of ${data.rows}.`, {
        hint: 'Take other shares or a smaller gap, split another way, or collect more data.',
      });
    parts[part] = written;
  }
  return parts;
}

const numbered = (file: string) => `read_parquet(${literal(file)}, ${rowNumber} = true)`;

async function timeSpan(
  database: Database,
  file: string,
  { column, zone }: NonNullable<Dataset['time']>,
  columns: readonly Column[],
): Promise<{ from?: string; to?: string }> {
  const type = columns.find(({ name }) => name === column)?.type;
  const moment = momentOf(column, type, zone);
  const [span] = await database.rows<{ first: string | null; last: string | null }>(
    `SELECT min(${moment}) AS first, max(${moment}) AS last FROM ${parquet([file])}`,
  );
  return span?.first && span.last ? { from: span.first, to: span.last } : {};
}

/** What is wrong with the prepared columns that compiling does not see. */
export function columnProblems(columns: readonly Column[], name: string): readonly Problem[] {
  const problems: Problem[] = [];
  if (columns.some((column) => column.name.toLowerCase() === rowNumber))
    problems.push({
      severity: 'error',
      message: `Dataset "${name}": a column cannot be named "${rowNumber}", which Parquet readers number rows by.`,
      hint: `Rename it, e.g. "${stepText({ rename: { [rowNumber]: 'row' } })}".`,
    });
  return problems;
}
