// The profile of data files that are one table, without a dataset or before it is prepared.
import type { Profile } from '../../core/profile/profile';
import { withDatabase } from '../duckdb/engine';
import { scan, type InputFile } from '../duckdb/read';
import { profileTable } from './profileTable';

/** Throws `input` where a file is not there or cannot be read, with file and line. */
export const profileFiles = (files: readonly InputFile[], signal?: AbortSignal): Promise<Profile> =>
  withDatabase(
    async (db) => {
      const { table, warnings } = await scan(db, files);
      return profileTable(db, table, { warnings });
    },
    signal ? { signal } : {},
  );
