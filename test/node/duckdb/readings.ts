// Writes files, reads them as every verb does and gives what came out: rows, types and what was told, or the refusal.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatProblem, isLifecycleError, type LifecycleError } from '../../../src/core/errors';
import { withDatabase, type Row } from '../../../src/node/duckdb/engine';
import { load } from '../../../src/node/duckdb/read';

export interface Read {
  readonly rows: readonly Row[];
  readonly types: Readonly<Record<string, string>>;
  /** As the command line writes each. */
  readonly told: readonly string[];
}

export type File = readonly [name: string, content: string | Uint8Array];

/** A folder of a suite's own, removed after it. */
export function useReadings() {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readings-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** `part`: what stands behind the `#` of the path. */
  const read = async (files: readonly File[], part?: string): Promise<Read> => {
    for (const [name, content] of files) await writeFile(join(folder, name), content);
    return withDatabase(async (database) => {
      const inputs = files.map(([name]) => ({
        path: join(folder, part === undefined ? name : `${name}#${part}`),
        shown: name,
      }));
      const { columns, warnings } = await load(database, inputs, 'raw');
      return {
        rows: await database.rows('FROM raw'),
        types: Object.fromEntries(columns.map(({ name, type }) => [name, type])),
        told: warnings.map(formatProblem),
      };
    });
  };

  return {
    path: (name: string) => join(folder, name),
    read,
    /** Asserts that they are refused as wrong input. */
    refusal: async (files: readonly File[], part?: string): Promise<LifecycleError> => {
      const error: unknown = await read(files, part).then(
        ({ rows }) => assert.fail(`it was read: ${JSON.stringify(rows)}`),
        (thrown: unknown) => thrown,
      );
      if (error instanceof assert.AssertionError) throw error;
      assert.ok(isLifecycleError(error), String(error));
      assert.equal(error.code, 'input', error.message);
      return error;
    },
  };
}
