// The profile of a data file that belongs to no dataset.
import type { Profile } from '../../core/profile/profile';
import { withDatabase } from '../duckdb/engine';
import { scan } from '../duckdb/read';
import { profileTable } from './profileTable';

/** Throws `input` where the file is not there or cannot be read, with file and line. */
export const profileFile = (file: string, signal?: AbortSignal): Promise<Profile> =>
  withDatabase(
    async (db) => {
      const { table, warnings } = await scan(db, file);
      return profileTable(db, table, warnings);
    },
    signal ? { signal } : {},
  );
