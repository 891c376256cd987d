import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rocAuc } from '../../../src/core/evaluate/rocAuc';
import {
  correlationRatio,
  cramersV,
  crossedPredictiveness,
  pearson,
  predictiveness,
} from '../../../src/core/quality/association';
import { seededRandom } from '../../../src/core/random';
import { assertClose, fixture } from '../../statistics/fixture';

interface Known {
  readonly x: number[];
  readonly y: number[];
  readonly groups: number[];
  readonly pearson: number;
  readonly correlationRatio: number;
  readonly tables: readonly { readonly table: number[][]; readonly corrected: number }[];
}

describe('association', () => {
  const known = fixture<Known>('association');

  it('agrees with SciPy on Pearson, leaving out rows with a hole', () => {
    assertClose(pearson(known.x, known.y), known.pearson, 1e-12);
  });

  it('agrees with the definition on the correlation ratio', () => {
    const y = known.y.map((value, row) => (Number.isNaN(known.x[row]) ? NaN : value));
    assertClose(correlationRatio(known.groups, y), known.correlationRatio, 1e-12);
  });

  it('agrees with Bergsma on Cramer’s V, and has the known value', () => {
    for (const { table, corrected } of known.tables) assertClose(cramersV(table), corrected, 1e-9);
    assertClose(cramersV([[200, 800], [400, 600]]), 0.216, 5e-5); // prettier-ignore
  });

  it('is NaN where nothing varies, and leaves out what is empty', () => {
    assert.ok(Number.isNaN(pearson([1, 1], [1, 2])) && Number.isNaN(pearson([], [])));
    assert.ok(Number.isNaN(correlationRatio(['a', 'b'], [3, 3])) && Number.isNaN(correlationRatio([], [])));
    assert.ok(Number.isNaN(cramersV([])) && Number.isNaN(cramersV([[3, 0], [4, 0]]))); // prettier-ignore
    assertClose(cramersV([[10, 20, 0], [30, 20, 0], [0, 0, 0]]), cramersV([[10, 20], [30, 20]]), 1e-12); // prettier-ignore
  });

  it('is the same both ways round and within bounds', () => {
    const table = fc.array(fc.array(fc.nat(50), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(table, (counts) => {
        const turned = [0, 1, 2].map((column) => counts.map((row) => row[column] ?? 0));
        const v = cramersV(counts);
        assertClose(cramersV(turned), v, 1e-9);
        assert.ok(Number.isNaN(v) || (v >= 0 && v <= 1));
      }),
    );
  });
});

describe('predictiveness', () => {
  it('is the ROC AUC of the value’s share of positives', () => {
    const counts = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(counts, (bins) => {
        const scored = bins.flatMap(([positives, negatives]) => {
          const share = positives / (positives + negatives);
          return [
            ...Array.from({ length: positives }, () => [1, share] as const),
            ...Array.from({ length: negatives }, () => [0, share] as const),
          ];
        });
        const expected = rocAuc(
          scored.map(([label]) => label),
          scored.map(([, share]) => share),
        );
        const actual = predictiveness({
          positives: bins.map(([positives]) => positives),
          negatives: bins.map(([, negatives]) => negatives),
        });
        assertClose(actual, expected, 1e-12);
        assert.ok(Number.isNaN(actual) || actual >= 0.5);
      }),
    );
  });

  it('finds a leak that does not rise or fall with the value', () => {
    const counts = { positives: [0, 50, 0], negatives: [40, 0, 40] };
    assert.equal(predictiveness(counts), 1);
    assert.equal(crossedPredictiveness(counts, counts), 1);
  });

  it('is not flattered by a column of many values when halves are crossed', () => {
    const random = seededRandom(1);
    const half = () => {
      const [positives, negatives] = [Array<number>(300).fill(0), Array<number>(300).fill(0)];
      for (let row = 0; row < 400; row++) {
        const side = random.uniform() < 0.3 ? positives : negatives;
        const value = random.below(300);
        side[value] = (side[value] ?? 0) + 1;
      }
      return { positives, negatives };
    };
    const [first, second] = [half(), half()];
    assert.ok(predictiveness(first) > 0.8);
    assert.ok(crossedPredictiveness(first, second) < 0.56);
  });

  it('is NaN where a class is absent', () => {
    assert.ok(Number.isNaN(predictiveness({ positives: [], negatives: [] })));
    assert.ok(Number.isNaN(predictiveness({ positives: [0, 0], negatives: [0, 0] })));
    assert.ok(Number.isNaN(predictiveness({ positives: [0], negatives: [3] })));
  });
});
