// What small counts may say: exact chances where chi-square would raise far more alarms than it promises.
import assert from 'node:assert/strict';
import { distributionOfValues } from '../../../src/core/drift/distribution';
import { compareColumns } from '../../../src/core/drift/compareColumns';
import { fisher } from '../../../src/core/drift/fisher';
import { homogeneityP, tested } from '../../../src/core/drift/homogeneity';
import { seededRandom } from '../../../src/core/random';
import { assertRelative, fixture } from '../../statistics/fixture';

interface Known {
  readonly bins: readonly { first: number; second: number; n: number; m: number; p: number }[];
  readonly tables: readonly { reference: number[]; current: number[]; p: number; plain: number }[];
}

describe('a bin with few rows', () => {
  const known = fixture<Known>('exact');

  it('has SciPy’s exact chance against all others, far out too', () => {
    for (const bin of known.bins) assertRelative(fisher(bin, bin)?.p ?? 1, bin.p, 1e-9);
  });

  it('has that chance alone where the others are one bin', () => {
    for (const { first, second, n, m, p } of known.bins)
      if (((first + second) * Math.min(n, m)) / (n + m) < 5)
        assertRelative(tested([first, n - first], [second, m - second]).p, p, 1e-9);
  });

  it('has half of the equally likely left out of its mid-p', () => {
    const [two, one, none] = [[0, 2], [1, 1], [2, 0]].map(([first = 0, second = 0]) => fisher({ first, second }, { n: 2, m: 2 })); // prettier-ignore
    assertRelative(one?.p ?? NaN, 1, 1e-12);
    assertRelative(one?.mid ?? NaN, 2 / 6 + 4 / 12, 1e-12);
    for (const either of [two, none]) assertRelative(either?.mid ?? NaN, 1 / 6, 1e-12);
  });

  it('does not make a table say much more than SciPy finds by drawing with its margins', () => {
    for (const { reference, current, p } of known.tables) {
      const own = tested(reference, current).p;
      assert.ok(own >= 0.9 * p && (own <= 2 * p || own < 1e-3), `${own} is far from ${p}`);
    }
  });

  it('is no drift where two rows of a new category are among 705', () => {
    const often = (name: string, times: number) => Array<string>(times).fill(name);
    const [column] = compareColumns(
      [
        {
          name: 'x',
          reference: distributionOfValues([...often('a', 4500), ...often('b', 3500)], 'categorical'),
          current: distributionOfValues(
            [...often('a', 395), ...often('b', 308), ...often('new', 2)],
            'categorical',
          ),
        },
      ],
      0.01,
    );
    assert.ok((column?.p ?? 0) > 0.0065, String(column?.p));
    assert.deepEqual(column?.newCategories, ['new']);
  });

  it('raises no more alarms than promised, at a strict level too', () => {
    const random = seededRandom(11);
    const rare = [0.003, 0.0035, 0.0045, 0.0005];
    const drawn = (rows: number) => {
      const counts = [...rare.map(() => 0), 0];
      for (let row = 0; row < rows; row++) {
        let left = random.uniform();
        const bin = rare.findIndex((share) => (left -= share) < 0);
        counts[bin < 0 ? rare.length : bin]!++;
      }
      return counts;
    };
    const rounds = 4000;
    const reference = rare.map((share) => share * 400_000);
    const alarms = { strict: 0, usual: 0 };
    for (let round = 0; round < rounds; round++) {
      const { p } = tested([...reference, 400_000 * 0.9885], drawn(1000));
      if (p <= 0.001) alarms.strict++;
      if (p <= 0.01) alarms.usual++;
    }
    // Pearson's statistic alone: about 4 in 1,000 and 1.8 in 100.
    for (const [count, level] of [
      [alarms.strict, 0.001],
      [alarms.usual, 0.01],
    ] as const)
      // prettier-ignore
      assert.ok(count / rounds <= level + 3 * Math.sqrt(level / rounds), `${count} at ${level}`);
    assert.ok(alarms.usual / rounds > 0.004, String(alarms.usual));
  });
});

describe('a reference that lists only its most frequent categories', () => {
  const unlisted = { rare: 2, beyond: 3, allowance: 0, newcomer: { rows: 0 }, atMost: 0 };
  const reference = [500, 300, 100, 100];

  it('is compared by its list, whose rare ones count with those beyond it, with half of the false alarms', () => {
    const p = homogeneityP(reference, [145, 55, 20, 30], unlisted);
    assertRelative(p, 2 * tested([500, 300, 200], [145, 55, 50]).p, 1e-12);
    assert.ok(p < 0.1, String(p));
  });

  it('and by what is beyond, whose share has half of the other half', () => {
    const p = homogeneityP(reference, [125, 75, 0, 50], unlisted);
    assertRelative(p, 4 * tested([100, 900], [50, 200]).p, 1e-12);
    assert.ok(p < 1e-3, String(p));
  });
});
