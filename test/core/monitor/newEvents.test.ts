import assert from 'node:assert/strict';
import { newEvents } from '../../../src/core/monitor/newEvents';
import type { AlertEvent } from '../../../src/core/monitor/window';

const opened = (alert: string, at = '2009-07'): AlertEvent => ({
  schema: 1, kind: 'opened', alert, about: 'performance', severity: 'error', at, window: 'w', version: 1, message: '', cause: [], next: '',
}); // prettier-ignore
const isLogged = () => true;
const resolved = (alert: string, at = '2009-08'): AlertEvent => ({
  schema: 1,
  kind: 'resolved',
  alert,
  at,
  window: 'w',
  message: '',
});

describe('what has to be told now', () => {
  const cases: [name: string, known: AlertEvent[], all: AlertEvent[], expected: string[]][] = [
    ['all of an alert that is new', [], [opened('a'), resolved('a')], ['opened a 2009-07', 'resolved a 2009-08']],
    ['nothing that was told', [opened('a'), resolved('a')], [opened('a'), resolved('a')], []],
    ['nothing that was told of an open alert', [opened('a')], [opened('a', '2009-09')], []],
    ['that an alert ends', [opened('a')], [opened('a'), resolved('a')], ['resolved a 2009-08']],
    ['the end of an alert that windows no longer give reason for', [opened('a')], [], ['resolved a 2010-01']],
    ['nothing of one that has ended already', [opened('a'), resolved('a')], [], []],
    ['that an alert which ended without reason is open', [opened('a'), resolved('a')], [opened('a')], ['opened a 2010-01']],
    ['an alert that begins earlier instead of the one told', [opened('b')], [opened('a')], ['resolved b 2010-01', 'opened a 2009-07']],
    ['nothing of one that was opened again', [opened('a'), resolved('a'), opened('a')], [opened('a')], []],
  ]; // prettier-ignore
  for (const [name, known, all, expected] of cases)
    it(`is ${name}`, () =>
      assert.deepEqual(
        newEvents(known, all, { asOf: '2010-01', isLogged }).map(
          ({ kind, alert, at }) => `${kind} ${alert} ${at}`,
        ),
        expected,
      ));

  it('not that an alert which has ended is open where the log holds nothing of its version any more', () => {
    const told = [opened('a'), resolved('a')];
    const gone = { asOf: '2010-01', isLogged: () => false };
    assert.deepEqual(newEvents(told, [opened('a')], gone), []);
    const labels = { ...opened('a'), about: 'labels' } as AlertEvent;
    assert.equal(newEvents([labels, resolved('a')], [labels], gone).length, 1);
  });
});
