// Where windows stand on a chart's time axis.
import assert from 'node:assert/strict';
import { placesOf, takeoversWithin } from '../../media/monitor/timeAxis';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const window = ({ from, to, version }: { from: string; to: string; version: number }) => ({
  from: `${from}T00:00:00.000Z`,
  to: `${to}T00:00:00.000Z`,
  version,
});
const first = window({ from: '2010-07-01', to: '2010-10-01', version: 1 });
const second = window({ from: '2010-07-01', to: '2010-10-01', version: 3 });
const later = window({ from: '2010-10-01', to: '2011-01-01', version: 3 });
const takeovers = [{ version: 3, at: '2010-09-15T00:00:00.000Z' }];
const middle = (from: string, to: string) => (day(from) + day(to)) / 2;

describe('windows on a time axis', () => {
  it('stand in the middle of their span', () => {
    assert.deepEqual(placesOf([first, later], []), [
      { time: middle('2010-07-01', '2010-10-01'), shift: 0 },
      { time: middle('2010-10-01', '2011-01-01'), shift: 0 },
    ]);
  });
  it('stand on their side of a takeover within their span', () => {
    assert.deepEqual(placesOf([first, second, later], takeovers), [
      { time: middle('2010-07-01', '2010-09-15'), shift: 0 },
      { time: middle('2010-09-15', '2010-10-01'), shift: 0 },
      { time: middle('2010-10-01', '2011-01-01'), shift: 0 },
    ]);
  });
  it('stand beside each other where two have one span and nobody knows when one took over', () => {
    const time = middle('2010-07-01', '2010-10-01');
    assert.deepEqual(placesOf([first, second], []), [
      { time, shift: -8 },
      { time, shift: 8 },
    ]);
  });
  it('know no takeover of another time', () => {
    const far = [
      { version: 1, at: '2009-07-01T00:00:00.000Z' },
      ...takeovers,
      { version: 3, at: '2026-11-25T02:08:00.000Z' },
    ];
    assert.deepEqual(takeoversWithin([first, later], far), takeovers);
  });
});
