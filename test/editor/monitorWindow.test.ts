// A window in the monitor panel says what the command line says of it.
import assert from 'node:assert/strict';
import type { Window } from '../../src/core/monitor/window';
import { windowState } from '../../src/vscode/panels/monitorWindow';

function measured(low: number, high: number, tooFew?: string): Window {
  const [from, to] = ['2009-10-01T00:00:00.000Z', '2010-01-01T00:00:00.000Z'];
  const figure = { metric: 'roc_auc', value: 0.6, low, high, level: 0.95, method: 'DeLong, logit', n: 100 };
  return {
    schema: 1,
    key: `${from}@1`,
    version: 1,
    from,
    to,
    isComplete: true,
    judgedAt: to,
    rows: 100,
    labelled: 100,
    drift: [],
    hasDrifted: false,
    performance: { ...figure, ...(tooFew !== undefined && { tooFew }) },
  };
}

describe('a window in the monitor panel', () => {
  it('has its last day inside, and its figure', () => {
    const { span, ends, figure } = windowState(measured(0.56, 0.63), undefined);
    assert.equal(span, 'Oct 2009 to Dec 2009');
    assert.deepEqual(ends, ['Oct 2009', 'Dec 2009']);
    assert.equal(figure, 'roc_auc 0.600 (0.560 to 0.630)');
  });

  for (const [name, window, rule, expected] of [
    ['all below', measured(0.56, 0.63), { min: 0.65 }, { kind: 'missed', text: 'below the limit of 0.65' }],
    ['all above', measured(0.66, 0.7), { min: 0.65 }, { kind: 'kept', text: 'above the limit of 0.65' }],
    ['a loss above', measured(0.66, 0.7), { max: 0.65 }, { kind: 'missed', text: 'above the limit of 0.65' }],
    ['a loss below', measured(0.56, 0.6), { max: 0.65 }, { kind: 'kept', text: 'below the limit of 0.65' }],
    [
      'beyond the second of two limits',
      measured(0.8, 0.9),
      { min: 0.1, max: 0.65 },
      { kind: 'missed', text: 'above the limit of 0.65' },
    ],
    ['across', measured(0.6, 0.7), { min: 0.65 }, { kind: 'unclear', text: 'cannot be told from the limit' }],
    [
      'too few rows',
      measured(0, 1, 'too few'),
      { min: 0.65 },
      { kind: 'unclear', text: 'cannot be told from the limit' },
    ],
  ] as const)
    it(`says how an interval stands to its limit: ${name}`, () => {
      assert.deepEqual(windowState(window, { metric: 'roc_auc', ...rule }).standing, expected);
    });

  it('stands to nothing where nothing is watched, or nothing was measured', () => {
    assert.equal(windowState(measured(0.5, 0.6), undefined).standing, undefined);
    const { performance: _none, ...unlabelled } = measured(0.5, 0.6);
    assert.equal(windowState(unlabelled, { metric: 'roc_auc', min: 0.65 }).standing, undefined);
  });
});
