// A DuckDB database of one's own for the time of one piece of work: in memory, spilling to a folder that is removed, without network.
import { rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type * as Api from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { cancelled } from '../../core/errors';
import type { NumberChunk } from '../../core/profile/numberTally';
import { translate } from './translate';
import { cellConverter, type Cell } from './values';

export interface DatabaseOptions {
  /** Threads of a query; undefined takes every core. */
  readonly threads?: number;
  /** Bytes held in memory before spilling to disk; undefined takes half of what the machine or container has. */
  readonly memory?: number;
  /** Folder, existing, in which a private one is made for what does not fit into memory; undefined takes the system's. */
  readonly temporary?: string;
  /** Aborting interrupts the running query, which then throws `cancelled`. */
  readonly signal?: AbortSignal;
}

export type Row = Record<string, Cell>;
export type Params = readonly (string | number | boolean | bigint | null)[];

export interface Database {
  /** Every row of a query's result. Cells are as `Cell` says; the caller vouches for `T`. Params are `$1`, `$2`, ... */
  rows<T extends object = Row>(sql: string, params?: Params): Promise<T[]>;
  /** As `rows`, column by column: for many rows of few columns. */
  columns(sql: string): Promise<Cell[][]>;
  /**
   * Gives the rows of a query whose columns are all DOUBLE or BIGINT, as the engine holds them, a few thousand at a time and no
   * more than that in memory. What is given is only good until `use` returns.
   */
  numbers(sql: string, use: (columns: readonly NumberChunk[]) => void): Promise<void>;
  /** Gives a second connection to the same database to `use`, for work beside that of this one. */
  beside<T>(use: (database: Database) => Promise<T>): Promise<T>;
  /** Executes without a result; several statements only without params. */
  run(sql: string, params?: Params): Promise<void>;
  /** Adds rows to a table, by its name without quotes: chunks of at most 2,048 rows, each a list of values a column. */
  append(table: string, chunks: AsyncIterable<readonly (readonly DuckDBValue[])[]>): Promise<void>;
  /** A query that is asked again and again. */
  prepare(sql: string): Promise<Prepared>;
  /** A private folder for what does not fit into memory and for intermediate files; it may not exist yet. */
  readonly folder: string;
  readonly signal: AbortSignal | undefined;
}

export interface Prepared {
  rows<T extends object = Row>(params: Params): Promise<T[]>;
}

/** Opens a database, gives it to `use`, and closes and removes it whatever happens. Errors of DuckDB come out translated. */
export async function withDatabase<T>(
  use: (database: Database) => Promise<T>,
  options: DatabaseOptions = {},
): Promise<T> {
  const database = await openDatabase(options);
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

/** As withDatabase, for work whose end is not a function's end; whoever opens it closes it. */
export async function openDatabase(
  options: DatabaseOptions = {},
): Promise<Database & { close(): Promise<void> }> {
  const { signal } = options;
  if (signal?.aborted) throw cancelled();
  const api = await import('@duckdb/node-api');
  const folder = join(
    options.temporary ?? tmpdir(),
    `lifecycle-${process.pid}-${randomBytes(6).toString('hex')}`,
  );
  const { instance, connection } = await connect(api, folder, options);
  return {
    ...databaseOn(connection, { api, instance, folder, signal }),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Connected {
  readonly api: typeof Api;
  readonly instance: DuckDBInstance;
  readonly folder: string;
  readonly signal: AbortSignal | undefined;
}

function databaseOn(connection: DuckDBConnection, connected: Connected): Database {
  const { api, instance, folder, signal } = connected;
  const convert = cellConverter(api);
  const guarded = async <R>(work: () => Promise<R>): Promise<R> => {
    if (signal?.aborted) throw cancelled();
    let again: NodeJS.Timeout | undefined;
    // An interrupt that comes before the query has begun is lost, so it is repeated until the query ends.
    const interrupt = () => {
      connection.interrupt();
      again = setTimeout(interrupt, 20);
    };
    signal?.addEventListener('abort', interrupt, { once: true });
    try {
      return await work();
    } catch (error) {
      throw signal?.aborted ? cancelled() : translate(error);
    } finally {
      clearTimeout(again);
      signal?.removeEventListener('abort', interrupt);
    }
  };
  const bound = (params?: Params) => (params ? ([...params] as DuckDBValue[]) : undefined);

  return {
    folder,
    signal,
    rows: (sql, params) =>
      guarded(async () => {
        const result = await connection.run(sql, bound(params));
        return (await result.convertRowObjects(convert)) as never;
      }),
    columns: (sql) =>
      guarded(async () => {
        const result = await connection.run(sql);
        return await result.convertColumns(convert);
      }),
    numbers: (sql, use) =>
      guarded(async () => {
        const result = await connection.stream(sql);
        for (;;) {
          const chunk = await result.fetchChunk();
          if (!chunk || chunk.rowCount === 0) return;
          use(result.columnTypes().map((_type, at) => numbersOf(chunk, at)));
        }
      }),
    beside: async (use) => {
      const other = await connectTo(instance);
      try {
        return await use(databaseOn(other, connected));
      } finally {
        other.closeSync();
      }
    },
    run: (sql, params) =>
      guarded(async () => {
        await connection.run(sql, bound(params));
      }),
    append: (table, chunks) =>
      guarded(async () => {
        const appender = await connection.createAppender(table);
        try {
          const types = Array.from({ length: appender.columnCount }, (_, index) =>
            appender.columnType(index),
          );
          for await (const columns of chunks) {
            const chunk = api.DuckDBDataChunk.create(types, columns[0]?.length ?? 0);
            chunk.setColumns(columns);
            appender.appendDataChunk(chunk);
          }
          appender.flushSync();
        } finally {
          appender.closeSync();
        }
      }),
    prepare: (sql) =>
      guarded(async () => {
        const statement = await connection.prepare(sql);
        return {
          rows: (params: Params) =>
            guarded(async () => {
              statement.bind([...params] as DuckDBValue[]);
              return (await (await statement.run()).convertRowObjects(convert)) as never;
            }),
        };
      }),
  };
}

async function connect(
  { DuckDBInstance }: typeof Api,
  folder: string,
  options: DatabaseOptions,
): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  const memory = Math.max(options.memory ?? machineMemory() / 2, 64 << 20);
  try {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(options.threads ?? availableParallelism()),
      memory_limit: `${String(Math.floor(memory / (1 << 20)))}MiB`,
      temp_directory: folder,
      preserve_insertion_order: 'true',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    return { instance, connection: await connectTo(instance) };
  } catch (error) {
    throw translate(error);
  }
}

async function connectTo(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  // Casts from and to times with a zone must not depend on where the machine stands.
  await connection.run(`SET TimeZone = 'UTC'`);
  return connection;
}

function numbersOf(chunk: DuckDBDataChunk, column: number): NumberChunk {
  // A vector that cannot say that it is one of these.
  const { items: values, validity } = chunk.getColumnVector(column) as unknown as {
    readonly items: Float64Array | BigInt64Array;
    readonly validity: { readonly data: BigUint64Array | null };
  };
  const { data } = validity;
  const valid = data ? new Uint32Array(data.buffer, data.byteOffset, 2 * data.length) : undefined;
  return { rows: chunk.rowCount, values, valid };
}

function machineMemory(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
