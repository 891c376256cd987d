// One text of an outcome says nothing twice.
import assert from 'node:assert/strict';
import { headAndReasons, outcomeText } from '../../../src/core/run/outcomeText';

describe('the text of an outcome', () => {
  for (const [summary, figure, expected] of [
    ['Prepared calls: 299 rows.', '299 rows', 'Prepared calls: 299 rows.'],
    ['Measured m.', 'roc_auc 0.7', 'Measured m. roc_auc 0.7'],
    ['Promoted.\nBetter.', 'roc_auc 0.7', 'Promoted. roc_auc 0.7.\nBetter.'],
    ['Nothing to tell.', undefined, 'Nothing to tell.'],
  ] as const)
    it(expected, () => {
      assert.equal(outcomeText({ summary, ...(figure === undefined ? {} : { figure }) }), expected);
    });

  it('has a head, and reasons below it', () => {
    assert.deepEqual(
      headAndReasons({ summary: 'm@2 was refused.\n  ✗ Worse.\n  ✓ Clean.', figure: '-0.1' }),
      { head: 'm@2 was refused. -0.1.', reasons: '✗ Worse.\n✓ Clean.' },
    );
  });
});
