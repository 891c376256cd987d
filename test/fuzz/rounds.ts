// How many cases each fuzzed reader takes, and the seed that repeats them: LIFECYCLE_FUZZ_CASES and LIFECYCLE_FUZZ_SEED; `npm run soak` takes 100,000, CI a tenth.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { isLifecycleError, type LifecycleError } from '../../src/core/errors';
import { openDatabase, type Database } from '../../src/node/duckdb/engine';
import { load, type Loaded } from '../../src/node/duckdb/read';

const cases = Number(process.env['LIFECYCLE_FUZZ_CASES'] ?? 10_000);

/** CI takes the same cases each time, so that only a change can fail it; the soak takes others. */
export const seed = Number(
  process.env['LIFECYCLE_FUZZ_SEED'] ?? (cases > 10_000 ? Date.now() % 1_000_000 : 11),
);

/** A place anywhere in what has so many: fast-check's own numbers are most often the first and the last ones. */
export const place = fc.noBias(fc.nat());

/** Of all cases, this share. */
export const runs = (share: number) => ({ numRuns: Math.max(1, Math.round(cases * share)), seed });

export const limit = 60_000 + cases * 60;

export type Outcome =
  | { readonly kind: 'read'; readonly loaded: Loaded; readonly rows: readonly object[] }
  | { readonly kind: 'refused'; readonly error: LifecycleError };

/** One database for all cases: a reader that breaks it breaks the suite. */
export function useReader() {
  let folder: string;
  let database: Database & { close(): Promise<void> };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
    database = await openDatabase({ threads: 1, temporary: folder });
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });
  /** Anything but rows or a message for a person fails. `part`: what stands behind the `#` of the path. */
  return async (name: string, content: Uint8Array, part?: string): Promise<Outcome> => {
    const path = join(folder, name);
    await writeFile(path, content);
    try {
      const asked = part === undefined ? path : `${path}#${part}`;
      const loaded = await load(database, [{ path: asked, shown: name }], 'fuzzed');
      return { kind: 'read', loaded, rows: await database.rows('FROM fuzzed') };
    } catch (error) {
      assert.ok(isLifecycleError(error), error instanceof Error ? error.stack : String(error));
      assert.equal(error.code, 'input', error.message);
      assert.ok(error.message.includes(name) && !/\n/.test(error.message), error.message);
      return { kind: 'refused', error };
    } finally {
      await rm(database.folder, { recursive: true, force: true });
    }
  };
}
