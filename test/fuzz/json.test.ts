// JSON lines, whole and damaged: as many rows as documents come out, or a message does.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { limit, runs, seed, useReader } from './rounds';

const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.double(),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
  fc.constantFrom(null, true, false, '', '0001-01-01', '9999-12-31', 1e308, '\ud800'),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('x', 'y', ''), fc.string({ maxLength: 3 }), { maxKeys: 2 }),
);
const record = fc.dictionary(fc.constantFrom('a', 'b', 'C', 'é', '"', '', 'a b'), value, {
  minKeys: 1,
  maxKeys: 4,
});
const written = (document: unknown): string =>
  JSON.stringify(document, (_, one: unknown) =>
    typeof one === 'bigint' ? `big ${String(one)}` : one,
  ).replaceAll(/"big (-?\d+)"/g, '$1');

describe(`JSON lines, seed ${String(seed)}`, function () {
  this.timeout(limit);
  const read = useReader();

  it('give a row for each document, or are refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 6 }), async (records) => {
        const outcome = await read(
          'fuzzed.jsonl',
          Buffer.from(records.map((one) => `${written(one)}\n`).join('')),
        );
        if (outcome.kind === 'read') assert.equal(outcome.rows.length, records.length);
      }),
      runs(0.05),
    );
  });

  it('that are damaged give a row for each line, or are refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.constantFrom('', '"', '{', '}', '\n', '\\', '\u0000', '[', ',', 'é'),
        fc.boolean(),
        async (records, at, piece, isCut) => {
          const text = records.map((one) => `${written(one)}\n`).join('');
          const place = at % (text.length + 1);
          const bad = text.slice(0, place) + piece + (isCut ? '' : text.slice(place + 1));
          const outcome = await read('fuzzed.jsonl', Buffer.from(bad));
          if (outcome.kind === 'refused') return;
          const lines = bad.split('\n').filter((line) => line.trim() !== '');
          assert.equal(outcome.rows.length, lines.length);
        },
      ),
      runs(0.05),
    );
  });
});
