// Many windows that say the same of their rows are told in one line.
import assert from 'node:assert/strict';
import { toldTogether } from '../../../src/core/monitor/toldTogether';
import type { Window } from '../../../src/core/monitor/window';
import { window } from '../catalog/story';

const seen = (month: number, count: number, version = 1): Window => ({
  ...window,
  from: `2009-0${month}-01T00:00:00.000Z`,
  to: `2009-0${month + 1}-01T00:00:00.000Z`,
  rows: 1000,
  seen: { count, message: `${count} of 1,000 rows are no news to version ${version}.` },
});

describe('what windows say of their rows', () => {
  const table: readonly (readonly [string, readonly Window[], readonly string[]])[] = [
    ['nothing where none says anything', [window], []],
    ['by itself where one says it', [window, seen(2, 40)], ['Feb 2009: 40 of 1,000 rows are no news to version 1.']],
    ['together where several say it, whatever their counts', [seen(1, 1000), window, seen(2, 1000), seen(4, 40)], ['Jan 2009 to Apr 2009, 3 windows: 2,040 of 3,000 rows are no news to version 1.']],
    ['apart of several versions', [seen(1, 9), seen(2, 8, 2)], ['Jan 2009: 9 of 1,000 rows are no news to version 1.', 'Feb 2009: 8 of 1,000 rows are no news to version 2.']],
  ]; // prettier-ignore
  for (const [title, windows, lines] of table)
    it(`is told ${title}`, () => assert.deepEqual(toldTogether(windows, 'seen'), lines));
});
