// Arrow, Excel, Parquet and SQLite files whose bytes are cut or changed: rows come out, or a message does; the process lives on.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import fc from 'fast-check';
import { limit, place, runs, seed, useReader } from './rounds';

const fixtures = join(import.meta.dirname, '../fixtures/formats');
const files: readonly (readonly [name: string, rows: number, part?: string])[] = [
  ['types.arrow', 3],
  ['types.lz4.feather', 3],
  ['types.zstd.feather', 3],
  ['types.stream.arrow', 3],
  ['types.xlsx', 4],
  ['types.parquet', 3],
  ['shop.sqlite', 3, 'customers'],
];

/** Arrow's library believes the metadata of a file: of a changed one it may fill all memory or never come to an end. */
const checked = files.filter(([name]) => !/\.(arrow|feather)$/.test(name));

describe(`files that are no text, seed ${String(seed)}`, function () {
  this.timeout(limit);
  const read = useReader();
  const whole = new Map<string, Buffer>();
  before(async () => {
    for (const [name] of files) whole.set(name, await readFile(join(fixtures, name)));
  });

  it('that are cut are refused, or what may be lacking is told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), place, async ([name, rows, part], at) => {
        const bytes = whole.get(name) ?? Buffer.alloc(0);
        const outcome = await read(name, bytes.subarray(0, at % bytes.length), part);
        if (outcome.kind === 'read')
          assert.ok(
            outcome.loaded.rows === rows || outcome.loaded.warnings.length > 0,
            'rows are lacking, and nothing was said',
          );
      }),
      runs(0.1),
    );
  });

  it('with changed bytes are refused or read, and end nothing', async () => {
    const change = fc.record({
      at: place,
      byte: fc.nat(255),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...checked),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async ([name, , part], changes) => {
          const bytes = Buffer.from(whole.get(name) ?? Buffer.alloc(0));
          for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
          await read(name, bytes, part);
        },
      ),
      runs(0.15),
    );
  });

  it('of Arrow that are whole give what was written', async () => {
    const column = fc.array(fc.option(fc.double({ noNaN: true })), { minLength: 5, maxLength: 5 });
    const text = fc.array(fc.option(fc.string({ unit: 'grapheme' })), { minLength: 5, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        column,
        text,
        fc.constantFrom('file' as const, 'stream' as const),
        async (numbers, words, kind) => {
          const written = tableFromArrays({ numbers: [0, ...numbers], words: ['w', ...words] });
          const outcome = await read('fuzzed.arrow', tableToIPC(written, kind));
          assert.ok(outcome.kind === 'read');
          assert.deepEqual(
            outcome.rows.map((row) => Object.values(row) as unknown),
            [0, ...numbers].map((number, at) => [number, ['w', ...words][at]]),
          );
        },
      ),
      runs(0.05),
    );
  });
});
