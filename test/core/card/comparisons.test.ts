import assert from 'node:assert/strict';
import { withComparisons } from '../../../src/core/card/comparisons';
import type { RecordedComparison } from '../../../src/core/registry/comparison';

const look = (parts: Partial<RecordedComparison> = {}): RecordedComparison => ({
  champion: 1, key: 'k', look: 2, alpha: 0.0076, metric: 'roc_auc', rows: 1448, championValue: 0.629, challengerValue: 0.743,
  difference: 0.114, low: 0.061, high: 0.166, withinPeriods: { difference: 0.121, low: 0.068, high: 0.174, hasTurned: false },
  from: '2010-06-01T00:00:00.000Z', to: '2010-08-30T00:00:00.000Z', isBetter: true, reason: '', ...parts,
}); // prettier-ignore
const card = '# uptake 3\n\n## Files\n\n| a |\n';

describe('the comparisons on a card', () => {
  const cases: readonly [string, Partial<RecordedComparison>, string][] = [
    ['tell figures, intervals, rows and level, pooled and within periods', {}, '| 1 | 1,448 labelled predictions of 1 Jun 2010 to 30 Aug 2010 | roc_auc | 0.743 | 0.629 | 0.114 (0.061 to 0.166) | 0.121 (0.068 to 0.174) | 2, 0.992 | better |'],
    ['tell of a test split', { test: { otherRuns: 0 } }, '| 1 | 1,448 of the test split of 1 Jun 2010 to 30 Aug 2010 |'],
    ['tell what is worse', { low: -0.2, high: -0.1, isBetter: false }, '| 2, 0.992 | worse |'],
    ['tell what was not shown', { low: -0.2, isBetter: false }, '| not shown to be better |'],
    ['tell what was not judged', { isBetter: false, isJudged: false }, '| 2, 0.992 | not judged |'],
  ]; // prettier-ignore
  for (const [title, parts, line] of cases)
    it(title, () => assert.ok(withComparisons(card, [look(parts)]).includes(line), withComparisons(card, [look(parts)]))); // prettier-ignore

  it('are told anew, after all that was known at registration', () => {
    const once = withComparisons(card, [look()]);
    assert.ok(once.startsWith(card));
    assert.equal(withComparisons(once, [look()]), once);
    assert.equal(withComparisons(once, [look(), look()]).split('| better |').length, 3);
    assert.equal(withComparisons(card, []), card);
  });
});
