// What a worker answers with the columnar engine: profiles, findings and pages of rows of data files. How it is asked is the caller's matter.
import type { Reading } from '../../core/dataset/part';
import type { Dataset, Expect } from '../../core/manifest/dataset';
import type { Head } from '../../core/manifest/guess';
import type { Profile } from '../../core/profile/profile';
import type { Roles } from '../../core/quality/facts';
import type { CheckResult } from '../../core/quality/finding';
import { checkFile } from '../check/checkFile';
import { learnFrom, type LearnFrom } from '../check/learn';
import { whyLearnt } from '../check/learnDataset';
import { clockAt } from '../clock';
import { filesOf } from '../collect/source';
import { withDatabase } from '../duckdb/engine';
import { parquet } from '../duckdb/read';
import { parquetHeads } from '../profile/parquetHeads';
import { profileTable } from '../profile/profileTable';
import { maskPage, maskProfile, openMasks, type Masking } from './masked';
import { readPage, type Page, type PageQuery } from './page';
import { openProven, type PreparedPlace } from './proven';
import { openTables } from './tables';

/** Absolute paths, as `InputFile` has them; several files of one format are one table. */
interface Files {
  readonly files: readonly string[];
}

interface DataPlace extends Pick<Dataset, 'path' | 'source'>, Reading {
  /** Of the project. */
  readonly root: string;
  /** Of the dataset, for messages. */
  readonly name: string;
}

export interface DataWorker {
  /** By the question's name. Each throws `input` where a file cannot be read, `cancelled` when the signal aborts. */
  readonly answers: {
    /** The files that are a dataset's table, absolute. Throws as `filesOf` does. */
    files(asked: DataPlace): Promise<readonly string[]>;
    /** The table that was prepared of it last, absolute. Throws `failed` where there is none, `unavailable` where it is not as prepared. */
    prepared(asked: PreparedPlace, signal: AbortSignal): Promise<string>;
    /** Of Parquet files; undefined for one that cannot be read. */
    heads(asked: Files, signal: AbortSignal): Promise<readonly (Head | undefined)[]>;
    profile(asked: Files & Masking, signal: AbortSignal): Promise<Profile>;
    /** `label`: the column that is predicted, where the data has it. */
    check(asked: Files & { readonly roles?: Roles }, signal: AbortSignal): Promise<CheckResult>;
    /** What may be expected of data like this. */
    learn(
      asked: Files & Omit<LearnFrom, 'table'>,
      signal: AbortSignal,
    ): Promise<{ readonly expect: Expect; readonly why: string }>;
    rows(asked: Files & Masking & Omit<PageQuery, 'file'>, signal: AbortSignal): Promise<Page>;
  };
  close(): Promise<void>;
}

export function openWorker(): DataWorker {
  const tables = openTables();
  const masksFor = openMasks();
  return {
    answers: {
      files: async ({ root, name, ...data }) => (await filesOf(root, name, data)).map(({ path }) => path),
      prepared: openProven(),
      heads: ({ files }, signal) => parquetHeads(files, signal),
      profile: async ({ files, ...masking }, signal) => {
        const { file, warnings } = await tables.tableOf(files, signal);
        const profile = await withDatabase(
          (database) => profileTable(database, parquet([file]), { warnings }),
          { signal },
        );
        return maskProfile(profile, await masksFor(file, masking));
      },
      check: async ({ files, roles = {} }, signal) => {
        const { file, warnings } = await tables.tableOf(files, signal);
        return checkFile({ file, warnings, roles, asOf: clockAt().judged() }, signal);
      },
      learn: async ({ files, ...asked }, signal) => {
        const { file } = await tables.tableOf(files, signal);
        const learnt = await withDatabase((db) => learnFrom(db, { table: parquet([file]), ...asked }), {
          signal,
        });
        return { expect: learnt.expect, why: whyLearnt(learnt) };
      },
      rows: async ({ files, masks, personal, ...query }, signal) => {
        const { file } = await tables.tableOf(files, signal);
        const known = await masksFor(file, { ...(masks && { masks }), ...(personal && { personal }) });
        return maskPage(await readPage({ ...query, file }, signal), known);
      },
    },
    close: () => tables.close(),
  };
}
