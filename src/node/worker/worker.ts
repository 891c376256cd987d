// What a worker answers with the columnar engine: profiles, findings and pages of rows of data files. How it is asked is the caller's matter.
import type { Profile } from '../../core/profile/profile';
import type { CheckResult } from '../../core/quality/finding';
import { checkFile } from '../check/checkFile';
import { withDatabase } from '../duckdb/engine';
import { parquet } from '../duckdb/read';
import { columnsOf } from '../profile/columns';
import { profileTable } from '../profile/profileTable';
import { readPage, type Page, type PageQuery } from './page';
import { openTables } from './tables';

/** Absolute paths; several files of one format are one table. */
type Files = readonly string[];

export interface DataWorker {
  /** Each throws `input` where a file cannot be read, `cancelled` when the signal aborts. */
  profile(files: Files, signal: AbortSignal): Promise<Profile>;
  check(asked: { files: Files; target?: string }, signal: AbortSignal): Promise<CheckResult>;
  page(query: Omit<PageQuery, 'file'> & { files: Files }, signal: AbortSignal): Promise<Page>;
  close(): Promise<void>;
}

export function openWorker(): DataWorker {
  const tables = openTables();
  return {
    profile: async (files, signal) => {
      const table = parquet([await tables.parquetOf(files, signal)]);
      return withDatabase((database) => profileTable(database, table), { signal });
    },
    check: async ({ files, target }, signal) => {
      const file = await tables.parquetOf(files, signal);
      // Preparation may be what makes the target: then there is none to look for yet.
      const hasTarget = target !== undefined && (await namesIn(file, signal)).includes(target);
      return checkFile({ file, ...(hasTarget && { target }) }, signal);
    },
    page: async ({ files, ...query }, signal) =>
      readPage({ ...query, file: await tables.parquetOf(files, signal) }, signal),
    close: () => tables.close(),
  };
}

const namesIn = (file: string, signal: AbortSignal) =>
  withDatabase(async (database) => (await columnsOf(database, parquet([file]))).map(({ name }) => name), {
    signal,
  });
