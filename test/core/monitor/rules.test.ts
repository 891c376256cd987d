// What is said of windows that were judged by other rules than the manifest has now.
import assert from 'node:assert/strict';
import { judgedOtherwise, outdatedTexts } from '../../../src/core/monitor/rules';
import type { JudgingRules, Window } from '../../../src/core/monitor/window';

const rules: JudgingRules = {
  window: '1 month by "ts"',
  reference: 'train',
  drift: '1 per 100 windows',
  labels: 'none',
  performance: 'none',
};
const judgedBy = (changed: Partial<JudgingRules>) => ({ rules: { ...rules, ...changed } }) as Window;

describe('windows that were judged by other rules', () => {
  for (const [what, before, now, count, due, ended] of [
    [
      'say what is left out since',
      {},
      { drift: '1 per 100 windows without pdays, contact' },
      2,
      '2 windows were judged before pdays, contact were left out of drift: judge them anew.',
      'lifecycle.yaml leaves pdays, contact out of drift since.',
    ],
    [
      'say only what is left out besides',
      { drift: '1 per 100 windows without pdays' },
      { drift: '1 per 100 windows without pdays, contact' },
      1,
      '1 window was judged before contact was left out of drift: judge it anew.',
      'lifecycle.yaml leaves contact out of drift since.',
    ],
    [
      'take the rate that goes without saying for the one that is written out with the first column',
      { drift: 'as by itself' },
      { drift: '1 per 100 windows without pdays' },
      1,
      '1 window was judged before pdays was left out of drift: judge it anew.',
      'lifecycle.yaml leaves pdays out of drift since.',
    ],
    [
      'say both rules where a column counts again',
      { drift: '1 per 100 windows without pdays' },
      {},
      1,
      '1 window was judged by drift: 1 per 100 windows without pdays; lifecycle.yaml has drift: 1 per 100 windows now: judge it anew.',
      'It was told by drift: 1 per 100 windows without pdays; lifecycle.yaml has drift: 1 per 100 windows since.',
    ],
    [
      'say both rules of another kind',
      {},
      { window: '1 day by "ts"' },
      2,
      '2 windows were judged by window: 1 month by "ts"; lifecycle.yaml has window: 1 day by "ts" now: judge them anew.',
      'It was told by window: 1 month by "ts"; lifecycle.yaml has window: 1 day by "ts" since.',
    ],
  ] as const)
    it(what, () => {
      const windows = Array.from({ length: count }, () => judgedBy(before));
      const texts = outdatedTexts(windows, { ...rules, ...now });
      assert.equal(texts?.due, due);
      assert.equal(texts.ended, ended);
      assert.equal(
        texts.done,
        due.replace(/judge .* anew/, `${count === 1 ? 'it is' : 'they are'} outdated, and judged anew`),
      );
    });

  it('are none while nothing differs', () => {
    assert.equal(outdatedTexts([], rules), undefined);
    assert.equal(outdatedTexts([judgedBy({})], rules), undefined);
    const unsaid = judgedBy({ drift: 'as by itself' }); // before "drift: {}" was written
    assert.deepEqual(judgedOtherwise([unsaid], rules), []);
    assert.equal(outdatedTexts([unsaid], rules), undefined);
  });
});
