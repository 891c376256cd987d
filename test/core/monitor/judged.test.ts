import assert from 'node:assert/strict';
import { outdated } from '../../../src/core/monitor/rules';
import { judgedBy, toldBy } from '../../../src/core/monitor/judged';
import type { AlertEvent, Window } from '../../../src/core/monitor/window';

const judgement = (key: string, judgedAt: string, rows: number): Window => ({
  schema: 1, key, version: 1, from: key, to: key, isComplete: true, judgedAt, rows, labelled: 0, drift: [], hasDrifted: false,
}); // prettier-ignore
const event = (at: string): AlertEvent => ({
  schema: 1,
  kind: 'resolved',
  alert: 'drift:a',
  at,
  window: 'a',
  message: at,
});

describe('what was judged by a time', () => {
  const lines = [
    judgement('b', '2009-02', 5),
    judgement('a', '2009-01', 1),
    judgement('a', '2009-03', 2),
    judgement('a', '2009-02', 3), // judged as of the past, after the newest was written
    judgement('b', '2009-02', 6),
  ];
  const told = (asOf: string | undefined) => judgedBy(lines, asOf).map(({ key, rows }) => [key, rows]);

  it('is the newest judgement of each window, of equally new ones the last, in order of time', () => {
    assert.deepEqual(told(undefined), [['a', 2], ['b', 6]]); // prettier-ignore
  });

  it('knows nothing later', () => {
    assert.deepEqual(told('2009-02'), [['a', 3], ['b', 6]]); // prettier-ignore
    assert.deepEqual(told('2009-01'), [['a', 1]]);
    assert.deepEqual(told('2008'), []);
  });

  it('is no window that is outdated since', () => {
    const ended = outdated(judgement('a', '2009-01', 1), '2009-02');
    const all = [judgement('a', '2009-01', 1), ended];
    assert.deepEqual(judgedBy(all, '2009-01').map(({ key }) => key), ['a']); // prettier-ignore
    assert.deepEqual(judgedBy(all, '2009-02'), []);
    assert.equal(judgedBy([...all, judgement('a', '2009-02', 7)], undefined)[0]?.rows, 7);
  });

  it('is no window beside one over the same rows that was cut otherwise and written later', () => {
    const cut = (window: string, from: string, to: string, judgedAt: string, version = 1): Window => ({
      ...judgement(`${from}@${version}`, judgedAt, 1),
      from,
      to,
      version,
      rules: { window, reference: 'train', drift: 'as by itself', labels: 'none', performance: 'none' },
    });
    const months = [
      cut('1 month', '2009-06-01', '2009-07-01', '2009-09'),
      cut('1 month', '2009-07-01', '2009-08-01', '2009-09'),
      cut('1 month', '2009-07-01', '2009-08-01', '2009-09', 2),
    ];
    // Judged as of a time before the months were judged.
    const days = [cut('1 day', '2009-07-31', '2009-08-01', '2009-08'), cut('1 day', '2009-08-01', '2009-08-02', '2009-08')]; // prettier-ignore
    const keys = (lines: readonly Window[]) => judgedBy(lines, undefined).map(({ key }) => key);
    assert.deepEqual(keys([...months, ...days]), ['2009-06-01@1', '2009-07-01@2', '2009-07-31@1', '2009-08-01@1']); // prettier-ignore
    assert.deepEqual(keys([...days, ...months]), ['2009-06-01@1', '2009-07-01@1', '2009-07-01@2', '2009-08-01@1']); // prettier-ignore
    const ended = days.map((window) => outdated(window, '2009-10'));
    assert.deepEqual(keys([...months, ...days, ...ended]), ['2009-06-01@1', '2009-07-01@1', '2009-07-01@2']); // prettier-ignore
  });

  it('tells events in order of time, none of them later', () => {
    const events = [event('2009-03'), event('2009-01'), event('2009-02')];
    assert.deepEqual(toldBy(events, undefined).map(({ at }) => at), ['2009-01', '2009-02', '2009-03']); // prettier-ignore
    assert.deepEqual(toldBy(events, '2009-02').map(({ at }) => at), ['2009-01', '2009-02']); // prettier-ignore
  });
});
