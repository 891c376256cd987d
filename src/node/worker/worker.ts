// What a worker answers with the columnar engine: profiles, findings and pages of rows of data files. How it is asked is the caller's matter.
import type { Profile } from '../../core/profile/profile';
import type { CheckResult } from '../../core/quality/finding';
import { checkFile, type FileCheck } from '../check/checkFile';
import { withDatabase } from '../duckdb/engine';
import { parquet } from '../duckdb/read';
import { columnsOf } from '../profile/columns';
import { profileTable } from '../profile/profileTable';
import { readPage, type Page, type PageQuery } from './page';
import { openTables } from './tables';

export interface DataWorker {
  /** Each throws `input` where the file cannot be read, `cancelled` when the signal aborts. */
  profile(file: string, signal: AbortSignal): Promise<Profile>;
  check(asked: FileCheck, signal: AbortSignal): Promise<CheckResult>;
  page(query: PageQuery, signal: AbortSignal): Promise<Page>;
  close(): Promise<void>;
}

export function openWorker(): DataWorker {
  const tables = openTables();
  return {
    profile: async (file, signal) => {
      const table = parquet([await tables.parquetOf(file, signal)]);
      return withDatabase((database) => profileTable(database, table), { signal });
    },
    check: async ({ file, target }, signal) => {
      const parquetFile = await tables.parquetOf(file, signal);
      // Preparation may be what makes the target: then there is none to look for yet.
      const hasTarget = target !== undefined && (await namesIn(parquetFile, signal)).includes(target);
      return checkFile({ file: parquetFile, ...(hasTarget && { target }) }, signal);
    },
    page: async (query, signal) =>
      readPage({ ...query, file: await tables.parquetOf(query.file, signal) }, signal),
    close: () => tables.close(),
  };
}

const namesIn = (file: string, signal: AbortSignal) =>
  withDatabase(async (database) => (await columnsOf(database, parquet([file]))).map(({ name }) => name), {
    signal,
  });
