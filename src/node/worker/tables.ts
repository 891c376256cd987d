// Data files as the worker reads them: Parquet where it lies; text is turned into Parquet once, as long as the file stays as it is.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { formatOf } from '../../core/dataset/fileFormat';
import { cancelled, type Problem } from '../../core/errors';
import { withDatabase } from '../duckdb/engine';
import { locate } from '../duckdb/inputFile';
import { literal } from '../duckdb/quote';
import { load } from '../duckdb/read';
import { requireWholeParquet } from '../files/wholeParquet';

export interface ReadTable {
  /** A Parquet file with the rows of the files, file by file and in order. */
  readonly file: string;
  /** What was odd about the files but could be read. */
  readonly warnings: readonly Problem[];
}

interface Conversion {
  readonly table: Promise<ReadTable>;
  readonly stop: AbortController;
  waiting: number;
}

export interface Tables {
  /** Throws `input` where a file cannot be read. */
  tableOf(files: readonly string[], signal: AbortSignal): Promise<ReadTable>;
  /** Removes what was written. */
  close(): Promise<void>;
}

export function openTables(): Tables {
  const conversions = new Map<string, Conversion>();
  let folder: Promise<string> | undefined;
  let begun = 0;

  const convert = async (files: readonly string[], name: string, signal: AbortSignal): Promise<ReadTable> => {
    folder ??= mkdtemp(join(tmpdir(), 'lifecycle-worker-'));
    const target = join(await folder, `${name}.parquet`);
    const warnings = await withDatabase(
      async (database) => {
        const loaded = await load(
          database,
          await Promise.all(
            files.map(async (path) => ({ path, shown: basename((await locate(path))?.path ?? path) })),
          ),
          'data',
        );
        await database.run(`COPY data TO ${literal(target)} (FORMAT parquet)`);
        return loaded.warnings;
      },
      { signal },
    );
    return { file: target, warnings };
  };

  const begin = (files: readonly string[], key: string): Conversion => {
    const stop = new AbortController();
    const table = convert(files, String(begun++), stop.signal);
    const conversion = { table, stop, waiting: 0 };
    conversions.set(key, conversion);
    table.catch(() => {
      if (conversions.get(key) === conversion) conversions.delete(key); // whoever asks again tries again
    });
    return conversion;
  };

  return {
    tableOf: async (files, signal) => {
      const [only, ...others] = files;
      if (only !== undefined && others.length === 0 && formatOf(only) === 'parquet') {
        await requireWholeParquet(only, basename(only));
        return { file: only, warnings: [] };
      }
      const states = await Promise.all(
        files.map(async (file) => {
          const info = await stat((await locate(file))?.path ?? file).catch(() => undefined); // who reads it says what is wrong
          return [file, info?.mtimeMs, info?.size].join(' ');
        }),
      );
      const key = states.join('\n');
      const known = conversions.get(key);
      // One that was stopped ends soon; it is not for whoever asks now.
      return follow(known && !known.stop.signal.aborted ? known : begin(files, key), signal);
    },
    close: async () => {
      for (const { stop } of conversions.values()) stop.abort();
      await Promise.allSettled([...conversions.values()].map(({ table }) => table));
      if (folder) await rm(await folder, { recursive: true, force: true });
    },
  };
}

/** Waits for a conversion; the last one to lose interest stops it. */
async function follow(conversion: Conversion, signal: AbortSignal): Promise<ReadTable> {
  if (signal.aborted) throw cancelled();
  conversion.waiting += 1;
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(cancelled());
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([conversion.table, left]);
  } finally {
    signal.removeEventListener('abort', leave);
    conversion.waiting -= 1;
    if (conversion.waiting === 0 && signal.aborted) conversion.stop.abort();
  }
}
