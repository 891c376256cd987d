// What is said of one column's drift in one window.
import assert from 'node:assert/strict';
import { driftFigures, judgementOf } from '../../media/monitor/driftFigures';
import type { ColumnDrift } from '../../src/protocol/monitor';

const drift: ColumnDrift = {
  name: 'job',
  kind: 'categorical',
  measures: { js: { value: 0.266 }, psi: { value: 0.405, low: 0.329, high: 0.474, p: 0.0001 } },
  p: 0.0002,
  q: 0.003,
  drifted: true,
  missing: { reference: 0.344, current: 0.38 },
};
const same = { reference: 0.344, current: 0.344 };

describe('the drift of a column in a window', () => {
  for (const [name, column, expected] of [
    ['is judged first', drift, 'drifted, p 0.003 after correction; missing 34.4% → 38%'],
    ['has nothing missing to tell', { ...drift, missing: same }, 'drifted, p 0.003 after correction'],
    [
      'may be none',
      { ...drift, drifted: false, q: 0.4, missing: same },
      'no drift, p 0.400 after correction',
    ],
    [
      'is not judged',
      { ...drift, excluded: 'a function of time', missing: same },
      'not judged, a function of time',
    ],
    [
      'names some new categories',
      { ...drift, missing: same, newCategories: ['a', 'b', 'c', 'd', 'e', 'f'] },
      'drifted, p 0.003 after correction; new: a, b, c, d, e, …',
    ],
  ] as const)
    it(name, () => assert.equal(judgementOf(column), expected));

  it('rests on its measures and tests', () => {
    assert.deepEqual(driftFigures(drift), [
      ['PSI', '0.405 (0.329 to 0.474, p < 0.001)'],
      ['Jensen-Shannon', '0.266'],
      ['The tests together', 'p < 0.001'],
      ['Corrected for the number of columns', 'p 0.003'],
      ['Missing in the reference', '34.4%'],
      ['Missing here', '38%'],
    ]);
  });
});
