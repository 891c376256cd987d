// What a worker answers with the columnar engine: profiles, findings and pages of rows of data files. How it is asked is the caller's matter.
import type { Profile } from '../../core/profile/profile';
import { withDatabase } from '../duckdb/engine';
import { parquet } from '../duckdb/read';
import { profileTable } from '../profile/profileTable';
import { readPage, type Page, type PageQuery } from './page';
import { openTables } from './tables';

export interface DataWorker {
  /** Each throws `input` where the file cannot be read, `cancelled` when the signal aborts. */
  profile(file: string, signal: AbortSignal): Promise<Profile>;
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
    page: async (query, signal) =>
      readPage({ ...query, file: await tables.parquetOf(query.file, signal) }, signal),
    close: () => tables.close(),
  };
}
