// Where the rows are cut where their number alone says it.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fixedBoundaries } from '../../../src/core/prepare/split';

describe('a split by order', () => {
  it('cuts where shares in hundredths say, without losing a row to rounding', () => {
    const rows = fc.integer({ min: 1, max: 50 }).map((hundreds) => hundreds * 100);
    const percents = fc
      .tuple(fc.nat(100), fc.nat(100), fc.nat(100))
      .filter(([train, validation, test]) => train + validation + test <= 100);
    fc.assert(
      fc.property(rows, percents, (rows, [train, validation, test]) => {
        const shares = { train: train / 100, validation: validation / 100, test: test / 100 };
        assert.deepEqual(
          fixedBoundaries({ by: 'order', seed: 0, ...shares }, { rows, row: '_row' }),
          [train, train + validation, train + validation + test].map((percent) =>
            String((rows / 100) * percent),
          ),
        );
      }),
      { examples: [[1000, [70, 10, 20]]] },
    );
  });
});
