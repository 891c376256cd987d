// The table of trials that `lifecycle tune` ends with.
import assert from 'node:assert/strict';
import { trialsText } from '../../src/cli/verbs/tune';
import type { Interval } from '../../src/core/evaluate/interval';
import type { Tuning, TuningTrial } from '../../src/core/tune/tuning';

const figure = (value: number): Interval => ({
  value,
  low: value - 0.05,
  high: value + 0.05,
  level: 0.95,
  method: 'DeLong, logit',
  n: 200,
});
const tuned = (trials: readonly TuningTrial[]): Tuning => ({
  schema: 1,
  model: 'uptake',
  key: 'k',
  metric: 'roc_auc',
  trials,
  chosen: 'a',
  best: 'c',
  indistinguishable: ['a', 'b', 'c'],
  reason: '',
});

describe('lifecycle tune', () => {
  const trials: readonly TuningTrial[] = [
    { run: 'a', params: { kind: 'linear', c: 0.1 }, metric: figure(0.7) },
    { run: 'b', params: { kind: 'linear', c: 10 }, metric: figure(0.701) },
    { run: 'c', params: { kind: 'forest', c: 0.1 }, metric: figure(0.71) },
    { params: { kind: 'forest', c: 10 }, error: 'python train.py failed with exit code 1.\nTraceback' },
    { run: 'e', params: { kind: 'forest', c: 20 }, metric: figure(0.5) },
  ];

  it("shows each trial's parameters, score and standing", () => {
    assert.deepEqual(trialsText(tuned(trials)).split('\n').filter((_line, at) => at !== 1), [
      'kind      c  roc_auc',
      'linear  0.1  0.700 (0.650 to 0.750)  chosen',
      'linear   10  0.701 (0.651 to 0.751)  not told from the best',
      'forest  0.1  0.710 (0.660 to 0.760)  best',
      'forest   10                          failed: python train.py failed with exit code 1.',
      'forest   20  0.500 (0.450 to 0.550)',
    ]); // prettier-ignore
  });

  it('shows what the scripts told beside it, where one did', () => {
    const [first, ...others] = trials.slice(0, 2);
    assert.ok(first);
    assert.match(
      trialsText(tuned([{ ...first, reported: 0.72 }, ...others])),
      /^kind .*told by the script\n.*\n.*0\.750\) +0\.720 {2}chosen\n/,
    );
  });
});
