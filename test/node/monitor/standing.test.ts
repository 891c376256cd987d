import assert from 'node:assert/strict';
import type { Json } from '../../../src/core/json';
import type { Outcome } from '../../../src/core/run/run';
import { standingDrift } from '../../../src/node/monitor/standing';
import { quarter } from '../../core/monitor/quarter';

describe('drift that stands', () => {
  const window = quarter('2009-07-01', '2009-10-01', {});
  const told = (labels: { foreign: number; labelled: number }, about = 'drift'): Outcome => {
    const foreignLabels = { count: labels.foreign, message: 'Labels are none of no, yes' };
    const windows = [
      { ...window, labelled: labels.labelled, ...(labels.foreign > 0 ? { foreignLabels } : {}) },
    ];
    const alerts = [{ opened: { about, message: 'It sees other data.' } }];
    const document = { monitors: [{ name: 'local', windows, alerts }] } as unknown as Json;
    return { kind: 'skipped', passed: false, summary: 'No window has changed.', document };
  };

  it('is what an open alert says where nothing else is wrong', () => {
    assert.deepEqual(standingDrift(told({ foreign: 0, labelled: 100 })), ['It sees other data.']);
    assert.deepEqual(standingDrift(told({ foreign: 1, labelled: 1000 })), ['It sees other data.']);
  });

  it('is not all where a window has labels to be mended, however the outcome words that', () => {
    assert.deepEqual(standingDrift(told({ foreign: 60, labelled: 40 })), []);
  });

  it('is not all where an alert is about something else', () => {
    assert.deepEqual(standingDrift(told({ foreign: 0, labelled: 100 }, 'performance')), []);
  });
});
