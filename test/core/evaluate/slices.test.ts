import assert from 'node:assert/strict';
import { evaluateSlices, quartiles } from '../../../src/core/evaluate/slices';
import { metricInterval } from '../../../src/core/evaluate/metricInterval';
import { seededRandom } from '../../../src/core/random';

const random = seededRandom(1);
const labels = Array.from({ length: 400 }, () => Number(random.uniform() < 0.4));
const scores = labels.map((label) => 0.3 * label + random.uniform() * 0.7);
const ages = labels.map((_label, row) => (row % 50 === 0 ? NaN : 20 + (row % 40)));
const jobs = labels.map((_label, row) => ['admin', 'services', 'admin', undefined, '', 'retired'][row % 6]);

describe('evaluateSlices', () => {
  const slices = evaluateSlices({
    metric: 'roc_auc',
    labels,
    scores,
    columns: [
      { kind: 'numeric', name: 'age', values: ages, borders: [25, 40] },
      { kind: 'categorical', name: 'job', values: jobs },
    ],
    random: seededRandom(1),
  });

  it('cuts numbers at the borders and texts by value, missing ones apart', () => {
    assert.deepEqual(
      slices.map(({ column, slice }) => `${column}: ${slice}`),
      ['age: < 25', 'age: 25 to < 40', 'age: >= 40', 'age: missing', 'job: admin', 'job: services', 'job: retired', 'job: missing'],
    ); // prettier-ignore
  });

  it('puts every row into one slice of each column', () => {
    for (const column of ['age', 'job']) {
      const of = slices.filter((slice) => slice.column === column);
      assert.equal(
        of.reduce((sum, { rows }) => sum + rows, 0),
        400,
      );
    }
  });

  it('measures each slice as if it were all there is', () => {
    const inside = (row: number) => (ages[row] ?? NaN) >= 25 && (ages[row] ?? NaN) < 40;
    const expected = metricInterval('roc_auc', {
      labels: labels.filter((_label, row) => inside(row)),
      scores: scores.filter((_score, row) => inside(row)),
      random: seededRandom(1),
    });
    assert.deepEqual(slices[1]?.figure, expected);
    assert.equal(slices[1]?.rows, expected.n);
  });

  it('says too few for a small slice of one class', () => {
    const [small] = evaluateSlices({
      metric: 'roc_auc',
      labels: [1, 1],
      scores: [0.2, 0.4],
      columns: [{ kind: 'categorical', name: 'job', values: ['a', 'a'] }],
      random: seededRandom(1),
    });
    assert.match(small?.figure.tooFew ?? '', /one class/);
  });

  it('puts rare values together', () => {
    const values = labels.map((_label, row) => `v${row < 100 ? row : row % 10}`);
    const many = evaluateSlices({
      metric: 'brier',
      labels,
      scores,
      columns: [{ kind: 'categorical', name: 'code', values }],
      random: seededRandom(1),
      resamples: 50,
    });
    assert.equal(many.length, 21);
    assert.match(many.at(-1)?.slice ?? '', /^\d+ other values$/);
    assert.equal(
      many.reduce((sum, { rows }) => sum + rows, 0),
      400,
    );
  });

  it('takes the quartiles of the rows where no borders are given, fewer where they coincide', () => {
    assert.deepEqual(quartiles([4, 1, NaN, 3, 2]), [2, 3, 4]);
    assert.deepEqual(quartiles([1, 1, 1, 1, 5]), [1]);
    assert.deepEqual(quartiles([NaN]), []);
    const of = (values: number[]) =>
      evaluateSlices({
        metric: 'brier',
        labels: [1, 0, 1, 0],
        scores: [0.5, 0.5, 0.5, 0.5],
        columns: [{ kind: 'numeric', name: 'x', values }],
        random: seededRandom(1),
      }).map(({ slice, rows }) => [slice, rows]);
    assert.deepEqual(of([1, 2, 3, 4]), [['< 2', 1], ['2 to < 3', 1], ['3 to < 4', 1], ['>= 4', 1]]); // prettier-ignore
    assert.deepEqual(of([7, 7, 7, 7]), [['>= 7', 4]]);
    assert.deepEqual(of([NaN, NaN, NaN, NaN]), [['missing', 4]]);
  });

  it('cuts regressions as well, and leaves out rows that cannot be measured', () => {
    const sliced = evaluateSlices({
      metric: 'mae',
      labels: [1.5, NaN, 2, 8],
      scores: [1, 1, NaN, 2],
      columns: [{ kind: 'categorical', name: 'g', values: ['a', 'a', 'b', 'b'] }],
      random: seededRandom(1),
    });
    assert.deepEqual(
      sliced.map(({ slice, rows, figure }) => [slice, rows, figure.value]),
      [
        ['a', 1, 0.5],
        ['b', 1, 6],
      ],
    );
  });
});

describe('a category called missing', () => {
  it('is not taken for rows without a value', () => {
    const slices = evaluateSlices({
      metric: 'accuracy',
      labels: [1, 1, 0, 0],
      scores: [1, 1, 1, 1],
      columns: [{ kind: 'categorical', name: 'job', values: ['missing', 'missing', undefined, ''] }],
      random: seededRandom(1),
    });
    assert.deepEqual(
      slices.map(({ slice, rows, figure }) => [slice, rows, figure.value]),
      [
        ['missing', 2, 1],
        ['no value', 2, 0],
      ],
    );
  });
});
