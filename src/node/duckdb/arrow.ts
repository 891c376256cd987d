// Arrow IPC files (Feather too) and streams into a table, a batch at a time.
import { open, type FileHandle } from 'node:fs/promises';
import {
  AsyncRecordBatchFileReader,
  RecordBatchReader,
  type DataType,
  type Field,
  type RecordBatch,
} from 'apache-arrow';
import type * as Api from '@duckdb/node-api';
import { uniqueNames } from '../../core/dataset/columnNames';
import { isLifecycleError, wrongInput, type LifecycleError, type Problem } from '../../core/errors';
import { boundLists } from './arrowBounds';
import { registerCodecs } from './arrowCodecs';
import { arrowColumn, type ArrowColumn } from './arrowTypes';
import type { TextFile } from './textFile';
import type { Database } from './engine';
import { identifier } from './quote';
import { refuseWide } from './wide';

/**
 * Creates `table` with the rows of a file. `api`: the one of the database, which knows its own values only: this file is in another bundle.
 * Returns warnings; throws `input` where it is none, was cut short, or has a type that no table can hold.
 */
export async function loadArrow(
  api: typeof Api,
  database: Database,
  { path, shown }: TextFile,
  table: string,
): Promise<readonly Problem[]> {
  registerCodecs();
  boundLists();
  const handle = await open(path);
  try {
    const isEnded = await endsAsWritten(handle, shown);
    const reader = await RecordBatchReader.from(handle).then((one) => one.open());
    const fields = reader.schema.fields as readonly Field<DataType>[];
    // SQL ends at a zero.
    if (fields.length === 0 || fields.some(({ name }) => name.includes('\0'))) throw torn(shown);
    refuseWide(fields.length, [{ path, shown }]);
    const names = uniqueNames(fields.map(({ name }) => name));
    const columns = fields.map((field) => arrowColumn(api, field.type) ?? unknown(field, shown));
    const defined = columns.map(({ type }, index) => `${identifier(names[index] ?? '')} ${type}`).join(', ');
    const own = `arrow_${String(appended++)}`;
    await database.run(`CREATE TABLE ${own} (${defined})`);
    await database.append(own, chunksOf(batchesOf(reader, database.signal), columns));
    await database.run(`DROP TABLE IF EXISTS ${table}; ALTER TABLE ${own} RENAME TO ${table}`);
    const renamed = fields.some(({ name }, index) => name !== names[index]);
    return [...(isEnded ? [] : [unended(shown)]), ...(renamed ? [renaming(shown, names)] : [])];
  } catch (error) {
    const isTold = isLifecycleError(error) && (error.code !== 'input' || error.message.startsWith(shown));
    throw isTold || database.signal?.aborted ? error : torn(shown, error);
  } finally {
    await handle.close();
  }
}

let appended = 0;

const magic = Buffer.from('ARROW1');
const endOfStream = Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

/**
 * A file has its beginning's mark at its end too, or it was cut short, which throws. Of a stream that is false which has no
 * mark of its end: it may be whole all the same.
 */
async function endsAsWritten(handle: FileHandle, shown: string): Promise<boolean> {
  const { size } = await handle.stat();
  const bytesAt = async (position: number) =>
    (await handle.read(Buffer.alloc(8), 0, 8, Math.max(0, position))).buffer;
  const [start, end] = [await bytesAt(0), await bytesAt(size - 8)];
  const isFile = start.subarray(0, 6).equals(magic);
  if (isFile && !(size >= 20 && end.subarray(2).equals(magic))) throw torn(shown);
  return isFile || end.equals(endOfStream);
}

async function* batchesOf(
  reader: AsyncIterable<RecordBatch> | Iterable<RecordBatch>,
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch> {
  const isFile = reader instanceof AsyncRecordBatchFileReader;
  const most = isFile ? reader.numRecordBatches : 0;
  let read = 0;
  for await (const batch of reader) {
    signal?.throwIfAborted();
    read++;
    yield batch;
  }
  // A batch that cannot be found ends the reading without a word.
  if (isFile && read < most) throw new Error(`only ${read} of ${most} batches are there`);
}

/** What DuckDB takes at once. */
const rowsAtOnce = 2048;

async function* chunksOf(
  batches: AsyncIterable<RecordBatch>,
  columns: readonly ArrowColumn[],
): AsyncGenerator<Api.DuckDBValue[][]> {
  for await (const { data, numRows } of batches) {
    const readers = columns.map((column, index) => {
      const child = data.children[index];
      if (!child || child.length < numRows) throw new Error('a column is shorter than its batch');
      return column.reader(child);
    });
    for (let from = 0; from < numRows; from += rowsAtOnce) {
      const length = Math.min(rowsAtOnce, numRows - from);
      yield readers.map((read) => Array.from({ length }, (_, at) => read(from + at)));
    }
  }
}

function unknown({ name, type }: Field, shown: string): never {
  throw wrongInput(`${shown}: column "${name}" has the type ${String(type)}, which no table here can hold.`, {
    hint: 'Leave it out, or write it as text, numbers, times, lists or structs.',
  });
}

const unended = (shown: string): Problem => ({
  severity: 'warning',
  message: 'The stream has no mark of its end, so nobody can tell whether all of it is there.',
  hint: 'Close the writer that makes it, or write the file format.',
  file: shown,
});

const renaming = (shown: string, names: readonly string[]): Problem => ({
  severity: 'warning',
  message: `Columns without a name, or with that of another, got one: the columns are ${names
    .slice(0, 20)
    .map((name) => `"${name}"`)
    .join(', ')}.`,
  hint: 'Give each column its own name.',
  file: shown,
});

function torn(shown: string, cause?: unknown): LifecycleError {
  const message = 'The file cannot be read as Arrow: it is none, or was cut short.';
  const hint = 'Write or copy it again, whole.';
  return wrongInput(`${shown}: ${message}`, {
    hint,
    problems: [{ severity: 'error', message, hint, file: shown }],
    cause,
  });
}
