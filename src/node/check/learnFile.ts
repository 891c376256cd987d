// Learning what to expect of a data file by itself; nothing is written.
import type { Expect } from '../../core/manifest/manifest';
import { withDatabase } from '../duckdb/engine';
import { scan } from '../duckdb/read';
import { learnFrom } from './learn';
import { whyLearnt } from './learnDataset';

/** Throws `input` where the file cannot be read. */
export const learnFile = (
  file: string,
  asked: { readonly window?: number },
  signal: AbortSignal,
): Promise<{ readonly expect: Expect; readonly why: string }> =>
  withDatabase(
    async (db) => {
      const { table } = await scan(db, [{ path: file }]);
      const learnt = await learnFrom(db, { table, ...asked });
      return { expect: learnt.expect, why: whyLearnt(learnt) };
    },
    { signal },
  );
