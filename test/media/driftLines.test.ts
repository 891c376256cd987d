// The drift grid's lines, and what decides their colour.
import assert from 'node:assert/strict';
import {
  cellOf,
  linesOf,
  measuresOf,
  reignsOf,
  strongestOf,
  whyNoValue,
} from '../../media/monitor/driftLines';
import type { ColumnDrift, WindowState } from '../../src/protocol/monitor';

const drift = (
  name: string,
  measures: Readonly<Record<string, number>>,
  part: Partial<ColumnDrift> = {},
): ColumnDrift => ({
  name,
  kind: 'numeric',
  measures: Object.fromEntries(Object.entries(measures).map(([measure, value]) => [measure, { value }])),
  p: 1,
  q: 1,
  drifted: false,
  missing: { reference: 0, current: 0 },
  ...part,
});
const window = (version: number, columns: readonly ColumnDrift[], part: Partial<WindowState> = {}) =>
  ({ version, drift: columns, ...part }) as WindowState;

describe('the lines of the drift grid', () => {
  it('are the prediction, judged columns, then those that are not judged', () => {
    const columns = [
      drift('month', { psi: 9 }, { excluded: 'a function of time' }),
      drift('age', { psi: 0.1 }),
      drift('job', { psi: 0.1 }, { drifted: true }),
    ];
    const lines = linesOf([window(1, columns, { prediction: drift('score', { psi: 0 }) })]);
    assert.deepEqual(
      lines.map(({ name }) => name),
      ['prediction', 'job', 'age', 'month'],
    );
  });
  it('are in the order of the version that answered last', () => {
    const of = (age: number, job: number) => [drift('age', { psi: age }), drift('job', { psi: job })];
    const lines = linesOf([window(1, of(2, 1)), window(1, of(2, 1)), window(3, of(0.1, 0.2))]);
    assert.deepEqual(
      lines.map(({ name }) => name),
      ['job', 'age'],
    );
  });
  it('stand under the version that answered, each time that another does', () => {
    assert.deepEqual(reignsOf([1, 1, 3, 1].map((version) => window(version, []))), [
      { version: 1, windows: 2 },
      { version: 3, windows: 1 },
      { version: 1, windows: 1 },
    ]);
  });
  it('offer their measures in one order', () => {
    const lines = linesOf([window(1, [drift('a', { other: 1, ks: 1 }), drift('b', { psi: 1 })])]);
    assert.deepEqual(measuresOf(lines), ['psi', 'ks', 'other']);
  });
});

describe('the strongest colour of a measure', () => {
  const lines = linesOf([
    window(1, [
      drift('age', { psi: 0.1, wasserstein: 2, chi_square: 800 }),
      drift('month', { psi: 9, wasserstein: 70, chi_square: 20000 }, { excluded: 'a function of time' }),
    ]),
  ]);
  for (const [name, measure, expected] of [
    ['is where nobody would overlook it', 'psi', 0.5],
    ['is the largest of a judged column where nothing is known', 'wasserstein', 2],
    ['has a place where all are 0', 'beyond', 1],
    ['is none for what grows with the rows', 'chi_square', undefined],
  ] as const)
    it(name, () => assert.equal(strongestOf(lines, measure), expected));
});

describe('the cell that is read out', () => {
  const windows = ['a', 'b'].map((key) =>
    window(1, [drift('age', { psi: 2 }), drift('job', { psi: 1 })], { key }),
  );
  const grid = { lines: linesOf(windows), windows };
  for (const [name, wanted, expected] of [
    ['is the newest of a suspected column', { column: 'job' }, { row: 1, column: 1 }],
    ['is the newest of the first line where nothing is suspected', { column: '' }, { row: 0, column: 1 }],
    ['is that of a window', { column: 'job', window: 'a' }, { row: 1, column: 0 }],
    ['is the newest where the window is no more', { column: 'job', window: 'c' }, { row: 1, column: 1 }],
  ] as const)
    it(name, () => assert.deepEqual(cellOf(wanted, grid), expected));
});

describe('a cell without a value', () => {
  for (const [why, cell] of [
    ['The window does not have this column', undefined],
    ['Not measured: one side has no rows', drift('a', {})],
    ['Not measured for categories', drift('a', { psi: 0 }, { kind: 'categorical' })],
    ['Not measured for numbers', drift('a', { psi: 0 })],
  ] as const)
    it(`says: ${why}`, () => assert.equal(whyNoValue(cell), why));
});
