// The monitor panel's sentence where no alert is open.
import assert from 'node:assert/strict';
import { wellText } from '../../media/monitor/wellText';
import type { WindowState } from '../../src/protocol/monitor';

const limit = { metric: 'roc_auc', min: 0.65 };
const window = (version: number, kind?: 'kept' | 'missed' | 'unclear', hasDrifted = false) =>
  ({ version, hasDrifted, ...(kind ? { standing: { kind, text: kind } } : {}) }) as WindowState;
const before = [window(1, 'missed'), window(1, 'unclear')];

describe('where no alert is open, the monitor panel counts', () => {
  for (const [name, known, expected] of [
    [
      'only windows of the version that answers',
      { windows: [...before, window(3, 'kept'), window(3, 'kept')], version: 3, limit },
      'version 3 is well in 2 windows',
    ],
    [
      'none that cannot be told from the limit or drifted',
      { windows: [window(3, 'unclear'), window(3, 'kept', true), window(3, 'kept')], version: 3, limit },
      'version 3 is well in 1 of 3 windows',
    ],
    [
      'what was judged where nothing is decided',
      { windows: [window(3)], version: 3, limit },
      'version 3 was judged in 1 window',
    ],
    [
      'what did not drift where there is no limit',
      { windows: [window(3)], version: 3 },
      'version 3 is well in 1 window',
    ],
    [
      'nothing of a version without a window',
      { windows: before, version: 3, limit },
      'no window of version 3 was judged yet',
    ],
    [
      'the newest version while nothing answers',
      { windows: [...before, window(2, 'kept')], limit },
      'version 2 is well in 1 window',
    ],
  ] as const)
    // prettier-ignore
    it(name, () => assert.deepEqual(wellText(known), { severity: expected.includes(' is well in ') ? 'good' : 'info', text: `No alert is open: ${expected}` }));
});
