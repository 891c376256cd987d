// Times as a person reads them in a panel.
import assert from 'node:assert/strict';
import { day, moment, momentDay } from '../../media/parts/format';

describe('a moment', () => {
  it("is told by the reader's zone, which it names", () => {
    assert.match(moment('2026-11-25T02:08:09Z'), /^2026-11-2[456] \d\d:\d8 \S+$/);
    assert.equal(momentDay('2026-11-25T02:08:09Z'), moment('2026-11-25T02:08:09Z').slice(0, 10));
  });
  it('is left as it is where it is none', () => {
    assert.deepEqual([moment('soon'), momentDay('soon'), day('soon')], ['soon', 'soon', 'soon']);
  });
});
