// Measures of what two columns have to do with each other, against SciPy, and which pairs are asked.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pairsOf, rolesOf } from '../../../src/core/profile/associations';
import { beyondChance, orderedOf, spearman } from '../../../src/core/profile/correlation';
import { correlationRatio } from '../../../src/core/profile/correlationRatio';
import { cramersV } from '../../../src/core/profile/cramersV';
import type { ColumnProfile } from '../../../src/core/profile/profile';
import { assertClose, fixture } from '../../statistics/fixture';

interface AssociationFixture {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly tied: readonly number[];
  readonly groups: readonly number[];
  readonly spearman: number;
  readonly spearmanTied: number;
  readonly correlationRatio: number;
  readonly epsilon: number;
  readonly tables: readonly {
    readonly table: number[][];
    readonly plain: number;
    readonly corrected: number;
  }[];
}

describe('associations', () => {
  const known = fixture<AssociationFixture>('association');
  const ordered = (values: readonly number[]) => orderedOf(Float64Array.from(values));

  it('of ranks are as SciPy gives them over the rows that have both, ties or not', () => {
    const { value, rows } = spearman(ordered(known.x), ordered(known.y));
    assertClose(value ?? NaN, known.spearman, 1e-12);
    assert.equal(rows, 58);
    assertClose(spearman(ordered(known.x), ordered(known.tied)).value ?? NaN, known.spearmanTied, 1e-12);
  });

  it('of ranks are the same whichever column comes first, and of the same order exactly 1', () => {
    const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 40 }), (pairs) => {
        const [a, b] = [0, 1].map((at) => ordered(pairs.map((pair) => pair[at] as number))) as [
          ReturnType<typeof ordered>,
          ReturnType<typeof ordered>,
        ];
        assert.deepEqual(spearman(a, b), spearman(b, a));
        const own = spearman(a, a).value;
        if (own !== undefined) assertClose(own, 1, 1e-12);
      }),
    );
  });

  it('of numbers and groups are the correlation ratio and epsilon', () => {
    const groups = [0, 1, 2, 3].map((group) => {
      const own = known.y.filter(
        (y, at) => known.groups[at] === group && !Number.isNaN(y + (known.x[at] ?? NaN)),
      );
      return { n: own.length, sum: own.reduce((sum, value) => sum + value, 0) };
    });
    const squares = known.y.reduce(
      (sum, y, at) => sum + (Number.isNaN(y + (known.x[at] ?? NaN)) ? 0 : y * y),
      0,
    );
    const { value, corrected } = correlationRatio(groups, squares);
    assertClose(value, known.correlationRatio, 1e-12);
    assertClose(corrected, known.epsilon, 1e-12);
    assert.deepEqual(correlationRatio(groups.slice(0, 1), squares), { value: 0, corrected: 0 });
  });

  it("of two columns of few values are Cramer's V with Bergsma's correction", () => {
    for (const { table, corrected } of known.tables)
      assertClose(cramersV(table), corrected, 1e-12, String(table));
    assertClose(cramersV([[200, 800], [400, 600]]), 0.216, 5e-5); // prettier-ignore
    assert.equal(cramersV([[3, 0], [5, 0]]), 0); // prettier-ignore
    assert.equal(cramersV([]), 0);
  });

  it('are worth nothing where chance explains them', () => {
    assert.equal(beyondChance(0.1, 20), 0);
    assertClose(beyondChance(0.5, 1000), 0.4992, 1e-4);
    assert.equal(beyondChance(1, 2), 0);
  });

  it('are asked of each pair by the measures that its kinds allow', () => {
    const column = (name: string, of: Partial<ColumnProfile>) =>
      ({ name, distinct: 50, semantic: 'number', ...of }) as ColumnProfile;
    const columns = [
      column('a', { kind: 'number', mean: 1 }),
      column('huge', { kind: 'number' }),
      column('code', { kind: 'integer', mean: 2, distinct: 4, semantic: 'category' }),
      column('name', { kind: 'string' }),
      column('flag', { kind: 'boolean', distinct: 2 }),
      column('story', { kind: 'string', distinct: 5000 }),
      column('same', { kind: 'integer', distinct: 1, mean: 1 }),
      column('when', { kind: 'date' }),
    ];
    assert.deepEqual(
      pairsOf(rolesOf(columns)).map(
        ({ a, b, measures }) => `${a.column.name} ${b.column.name}: ${measures.join(' ')}`,
      ),
      [
        'a huge: spearman',
        'a code: pearson spearman correlationRatio',
        'a name: correlationRatio',
        'a flag: correlationRatio',
        'a when: pearson spearman',
        'huge code: spearman correlationRatio',
        'huge name: correlationRatio',
        'huge flag: correlationRatio',
        'huge when: spearman',
        'code name: cramersV',
        'code flag: cramersV',
        'code when: pearson spearman correlationRatio',
        'name flag: cramersV',
        'name when: correlationRatio',
        'flag when: correlationRatio',
      ],
    );
  });
});
