// Data files as the worker reads them: Parquet where it lies; text is turned into Parquet once, as long as the file stays as it is.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cancelled } from '../../core/errors';
import { withDatabase } from '../duckdb/engine';
import { literal } from '../duckdb/quote';
import { formatOf, scan } from '../duckdb/read';

interface Conversion {
  readonly parquet: Promise<string>;
  readonly stop: AbortController;
  waiting: number;
}

export interface Tables {
  /** A Parquet file with the rows of `file` in order. Throws `input` where the file cannot be read. */
  parquetOf(file: string, signal: AbortSignal): Promise<string>;
  /** Removes what was written. */
  close(): Promise<void>;
}

export function openTables(): Tables {
  const conversions = new Map<string, Conversion>();
  let folder: Promise<string> | undefined;
  let begun = 0;

  const convert = async (file: string, name: string, signal: AbortSignal) => {
    folder ??= mkdtemp(join(tmpdir(), 'lifecycle-worker-'));
    const target = join(await folder, `${name}.parquet`);
    await withDatabase(
      async (database) => {
        const table = await scan(database, file);
        await database.run(`COPY (FROM ${table}) TO ${literal(target)} (FORMAT parquet)`);
      },
      { signal },
    );
    return target;
  };

  const begin = (file: string, key: string): Conversion => {
    const stop = new AbortController();
    const parquet = convert(file, String(begun++), stop.signal);
    const conversion = { parquet, stop, waiting: 0 };
    conversions.set(key, conversion);
    parquet.catch(() => conversions.delete(key)); // whoever asks again tries again
    return conversion;
  };

  return {
    parquetOf: async (file, signal) => {
      if (formatOf(file) === 'parquet') return file;
      const info = await stat(file).catch(() => undefined); // who reads it says what is wrong
      const key = [file, info?.mtimeMs, info?.size].join(' ');
      return follow(conversions.get(key) ?? begin(file, key), signal);
    },
    close: async () => {
      for (const { stop } of conversions.values()) stop.abort();
      await Promise.allSettled([...conversions.values()].map(({ parquet }) => parquet));
      if (folder) await rm(await folder, { recursive: true, force: true });
    },
  };
}

/** Waits for a conversion; the last one to lose interest stops it. */
async function follow(conversion: Conversion, signal: AbortSignal): Promise<string> {
  if (signal.aborted) throw cancelled();
  conversion.waiting += 1;
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(cancelled());
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([conversion.parquet, left]);
  } finally {
    signal.removeEventListener('abort', leave);
    conversion.waiting -= 1;
    if (conversion.waiting === 0 && signal.aborted) conversion.stop.abort();
  }
}
