// A row that an expression of the preparation cannot be asked of is named, with its cells as they were sent.
import assert from 'node:assert/strict';
import { isLifecycleError } from '../../../src/core/errors';
import type { ServingPreparation } from '../../../src/core/prepare/serving';
import { openPreparation } from '../../../src/node/prepare/apply';
import type { RawRow } from '../../../src/node/prepare/rowTypes';

const price = "replace(price, ',', '.')::DOUBLE";
const preparation: ServingPreparation = {
  steps: [{ rename: { Preis: 'price' } }, { trim: ['city'] }, { derive: { price } }],
  inputs: [
    { name: 'Preis', type: 'VARCHAR' },
    { name: 'city', type: 'VARCHAR' },
  ],
  example: { Preis: '12,50', city: 'Ulm' },
};

async function refusal(rows: readonly RawRow[]) {
  const opened = await openPreparation(preparation);
  try {
    await opened.apply(rows);
  } catch (error) {
    assert.ok(isLifecycleError(error) && error.code === 'input', String(error));
    return error;
  } finally {
    await opened.close();
  }
  return assert.fail('it was prepared');
}

describe('a row that cannot be prepared', () => {
  const good = { Preis: '1,5', city: 'Ulm' };

  for (const [name, before, cell] of [
    ['among many', 2, 'abc'],
    ['of a later batch', 5_003, 'abc'],
    ['alone, with a number of another way of writing', 0, '1.015,50'],
  ] as const)
    it(`is named with column, value as sent and remedy: ${name}`, async () => {
      const rows = Array.from({ length: before + 9 }, (_, at) =>
        at === before ? { ...good, Preis: cell } : good,
      );
      const { message, hint } = await refusal(rows);
      const start = `Row ${String(before + 1)}: column "Preis" is "${cell}"; "price" cannot be derived: Could not convert string`;
      assert.equal(message.slice(0, start.length), start);
      assert.equal(
        hint,
        'Write it as in the data that the model learnt from, e.g. "Preis" as "12,50". Give null where it is not known.',
      );
    });
});
