// The profile of data files that are one table, without a dataset or before it is prepared.
import { wrongInput } from '../../core/errors';
import { suggestion } from '../../core/nearest';
import type { Profile } from '../../core/profile/profile';
import { withDatabase, type Database } from '../duckdb/engine';
import { scan, type InputFile } from '../duckdb/read';
import { columnsOf } from './columns';
import { fullProfile, type FullOptions } from './fullProfile';
import { profileTable } from './profileTable';

export interface ProfileFilesOptions {
  /** Undefined makes the profile without its full part. */
  readonly full?: FullOptions;
}

/** Throws `input` where a file is not there or cannot be read, with file and line, or has no such target. */
export const profileFiles = (
  files: readonly InputFile[],
  { full }: ProfileFilesOptions = {},
  signal?: AbortSignal,
): Promise<Profile> =>
  withDatabase(
    async (db) => {
      const { table, warnings } = await scan(db, files);
      if (full?.target !== undefined) await requireColumn(db, table, full.target);
      const profile = await profileTable(db, table, { warnings });
      return full ? fullProfile(db, table, profile, full) : profile;
    },
    signal ? { signal } : {},
  );

async function requireColumn(db: Database, table: string, wanted: string): Promise<void> {
  const names = (await columnsOf(db, table)).map(({ name }) => name);
  if (names.includes(wanted)) return;
  throw wrongInput(`There is no column "${wanted}".`, { hint: suggestion(wanted, names) ?? '' });
}
