// Which category is called new where the reference lists only its most frequent ones: one that cannot have been beyond the list.
import assert from 'node:assert/strict';
import { align } from '../../../src/core/drift/align';
import type { Distribution } from '../../../src/core/drift/distribution';
import { compareColumns } from '../../../src/core/drift/compareColumns';
import { newcomerP } from '../../../src/core/drift/homogeneity';

const counted = (counts: Readonly<Record<string, number>>, other = 0): Distribution => ({
  kind: 'categorical',
  counts: new Map(Object.entries(counts)),
  other,
  missing: 0,
});
const reference = counted({ a: 500, b: 400, c: 20 }, 80);

describe('a category beyond the list of the reference', () => {
  for (const { rows, least, most, found } of [
    { rows: 50, least: 0.001, most: 0.5, found: undefined },
    { rows: 80, least: 0, most: 0.001, found: ['new'] },
  ])
    it(`${found ? 'is called new' : 'may have been there before'} where ${rows} of 1,000 rows have it`, () => {
      const current = counted({ a: 500, b: 500 - rows, new: rows });
      const { unlisted } = align(reference, current);
      assert.ok(unlisted);
      const p = newcomerP([1000, 1000], unlisted);
      assert.ok(p > least && p <= most, String(p));
      const [column] = compareColumns([{ name: 'x', reference, current }], 0.01);
      assert.deepEqual(column?.newCategories, found);
    });
});
