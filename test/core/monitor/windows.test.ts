import assert from 'node:assert/strict';
import fc from 'fast-check';
import { windowsOf } from '../../../src/core/monitor/windows';

const at = (time: string, version = 1) => ({ time: `${time}T00:00:00.000Z`, version });
const asOf = '2010-01-15T00:00:00.000Z';

describe('windows', () => {
  it('follow the calendar and break where the version changes', () => {
    const rows = [
      at('2009-07-01'),
      at('2009-09-30'),
      at('2009-10-01'),
      at('2009-12-31'),
      at('2009-12-31', 2),
      at('2010-01-02', 2),
    ];
    assert.deepEqual(
      windowsOf(rows, '3 months', asOf).map(({ key, isComplete, rows: { length } }) => [
        key,
        isComplete,
        length,
      ]),
      [
        ['2009-07-01T00:00:00.000Z@1', true, 2],
        ['2009-10-01T00:00:00.000Z@1', true, 2],
        ['2009-10-01T00:00:00.000Z@2', true, 1],
        ['2010-01-01T00:00:00.000Z@2', false, 1],
      ],
    );
  });

  it('know no row later than the time judged at', () => {
    assert.deepEqual(windowsOf([at('2010-02-01')], '1d', asOf), []);
  });

  it('of rows are complete once they are full', () => {
    const rows = ['01', '02', '03', '04', '05'].map((day) => at(`2009-07-${day}`));
    assert.deepEqual(windowsOf(rows, { rows: 2 }, asOf).map((window) => [window.rows.length, window.isComplete]), [[2, true], [2, true], [1, false]]); // prettier-ignore
  });

  it('hold every known row exactly once, whatever the setting', () => {
    const row = fc.record({
      time: fc
        .date({ min: new Date('2008-01-01'), max: new Date('2010-01-14'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      version: fc.integer({ min: 1, max: 3 }),
    });
    const setting = fc.constantFrom('1d', '2w', '3 months', '1 year', { rows: 3 });
    fc.assert(
      fc.property(fc.array(row), setting, (rows, by) => {
        const windows = windowsOf(rows, by, asOf);
        assert.equal(new Set(windows.map(({ key }) => key)).size, windows.length);
        assert.deepEqual(
          windows
            .flatMap((window) => window.rows)
            .map(text)
            .sort(),
          rows.map(text).sort(),
        );
        for (const window of windows)
          for (const { time, version } of window.rows)
            assert.ok(window.from <= time && time < window.to && version === window.version);
      }),
    );
  });
});

const text = ({ time, version }: { time: string; version: number }) => `${time} ${version}`;
