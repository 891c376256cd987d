// What `lifecycle monitor` shows below its answer: the windows, and what drifted in the newest.
import assert from 'node:assert/strict';
import { windowsText } from '../../src/cli/verbs/monitor';
import type { ColumnDrift } from '../../src/core/drift/columnDrift';
import type { Window } from '../../src/core/monitor/window';
import { quarter } from '../core/monitor/quarter';

const column = (name: string, psi: number, more: Partial<ColumnDrift> = {}): ColumnDrift => ({
  name,
  kind: 'categorical',
  measures: { psi: { value: psi } },
  p: 0,
  q: 0.00001,
  drifted: true,
  missing: { reference: 0, current: 0 },
  ...more,
});
const lines = (...windows: readonly Window[]) => windowsText(windows).split('\n').filter((line) => !line.startsWith('─')); // prettier-ignore

describe('lifecycle monitor', () => {
  const still = quarter('2009-07-01', '2009-10-01', { auc: [0.56, 0.598, 0.63] });
  const moved = quarter('2009-10-01', '2010-01-01', {
    hasDrifted: true,
    drift: [
      column('job', 0.2, { newCategories: ['a', 'b', 'c', 'd', 'e', 'f'] }),
      column('age', 0.01, { q: 0.4, drifted: false }),
      column('pdays', 1.25, { missing: { reference: 0.344, current: 0.38 } }),
    ],
  });
  const filling = quarter('2010-01-01', '2010-04-01', { isComplete: false, rows: 1234, labelled: 0 });

  it('shows each window, and the drifted columns of the newest that has all its rows, the strongest first', () => {
    assert.deepEqual(lines(still, moved, filling), [
      'window                version   rows  labelled  roc_auc                 columns',
      'Jul 2009 to Sep 2009        1    900       900  0.598 (0.560 to 0.630)',
      'Oct 2009 to Dec 2009        1    900       900                          2 drifted',
      'Jan 2010 to Mar 2010        1  1,234         0',
      '',
      'Drifted in Oct 2009 to Dec 2009, against what version 1 was trained on:',
      'column    PSI  p after correction  was → is',
      'pdays   1.250  < 0.001             missing 34.4% → 38%',
      'job     0.200  < 0.001             new: a, b, c, d, e, …',
    ]);
  });

  it('says below the verdict that windows share a small reference', () => {
    const message = 'Few rows are compared with.';
    assert.deepEqual(lines({ ...still, sharedReference: { message } }).slice(-2), [
      'No column has drifted in Jul 2009 to Sep 2009.',
      message,
    ]);
  });

  it('says that nothing has drifted', () => {
    assert.equal(lines(still).at(-1), 'No column has drifted in Jul 2009 to Sep 2009.');
  });
});
