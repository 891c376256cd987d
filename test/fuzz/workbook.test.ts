// Workbooks whose bytes are changed, as our own reader of them takes them: each row in order, or a message; it always comes to an end.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { isLifecycleError } from '../../src/core/errors';
import { openWorkbook } from '../../src/node/workbook/workbook';
import { limit, place, runs, seed } from './rounds';

const fixtures = join(import.meta.dirname, '../fixtures/formats');
const names = ['types.xlsx', 'titled.xlsx', 'mixed.xlsx', 'several.xlsx', 'mac.xlsx'];

describe(`workbooks, seed ${String(seed)}`, function () {
  this.timeout(limit);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Every row of every sheet; undefined where it is refused. */
  const rowsOf = async (bytes: Uint8Array) => {
    const path = join(folder, 'fuzzed.xlsx');
    await writeFile(path, bytes);
    try {
      const workbook = await openWorkbook(path, 'fuzzed.xlsx');
      try {
        const rows: string[] = [];
        for (const sheet of workbook.sheets)
          for await (const { number, cells } of workbook.rows(sheet))
            rows.push(`${sheet.name} ${String(number)} ${cells.map(({ text }) => text).join(' ')}`);
        return rows;
      } finally {
        workbook.close();
      }
    } catch (error) {
      assert.ok(isLifecycleError(error) && error.code === 'input', String(error));
      return undefined;
    }
  };

  it('give all rows as they were, or none', async () => {
    const change = fc.record({
      at: place,
      byte: fc.nat(255),
    });
    const whole = new Map<string, { bytes: Buffer; rows: readonly string[] | undefined }>();
    for (const name of names) {
      const bytes = await readFile(join(fixtures, name));
      whole.set(name, { bytes, rows: await rowsOf(bytes) });
    }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (name, changes, isCut) => {
          const original = whole.get(name);
          assert.ok(original?.rows);
          const bytes = Buffer.from(original.bytes);
          for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
          const rows = await rowsOf(isCut ? bytes.subarray(0, (changes[0]?.at ?? 0) % bytes.length) : bytes);
          if (rows) assert.equal(rows.length, original.rows.length, 'rows are lacking, and nothing was said');
        },
      ),
      runs(0.15),
    );
  });
});
