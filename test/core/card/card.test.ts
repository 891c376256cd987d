import assert from 'node:assert/strict';
import { renderCard } from '../../../src/core/card/card';
import type { Evaluation, Value } from '../../../src/core/evaluate/evaluation';
import { exampleVersion } from '../registry/example';

const interval = (value: number) => ({
  value,
  low: value - 0.1,
  high: value + 0.1,
  level: 0.95,
  method: 'BCa',
  n: 4040,
});
const money = (policy: string, share: number, value: number): Value => ({
  currency: 'EUR',
  policy,
  share,
  model: interval(value),
  none: 0,
  all: -2.5,
});
const evaluation = (parts: Partial<Evaluation> = {}): Evaluation => ({
  schema: 1,
  model: 'uptake',
  run: '20090701T000000-aaaaaa',
  digest: `sha256:${'0'.repeat(64)}`,
  at: '2009-07-01T00:00:00.000Z',
  task: 'classification',
  metric: 'roc_auc',
  measuredOn: 'test',
  target: 'y',
  threshold: { value: 0.19841, chosenBy: 'money, at most 20% of cases' },
  test: { rows: 4040, metrics: { roc_auc: interval(0.687) }, baseline: { roc_auc: 0.5 } },
  slices: [],
  testReads: 1,
  ...parts,
});
const card = (parts: Partial<Evaluation>, version = exampleVersion({ threshold: 0.19841 })) =>
  renderCard({ version, evaluation: evaluation(parts) });

describe('a model card', () => {
  it('names what a batch is worth and what the served label is worth', () => {
    const text = card({
      value: money('the best 20%', 0.2, 2.18),
      served: money('score >= 0.1984, of them at most the best 20%', 0.00025, -0.003),
    });
    assert.match(text, /\| Acting on the best 20% of a batch \| 20% \| 2\.18 \(2\.08 to 2\.28\) \|/);
    assert.match(
      text,
      /\| Acting on what is served as positive: score >= 0\.1984, of them at most the best 20% \| 0\.025% \| 0\.00 /,
    );
    assert.match(text, /\| Acting on everybody \| 100% \| -2\.50 \|/);
    assert.match(text, /EUR per case, 95% interval/);
  });

  it('names the threshold, how it was chosen, and what there is to be warned of', () => {
    const text = card({ warnings: ['The threshold calls few.'] });
    assert.match(
      text,
      /A row is called `yes` from a score of 0\.1984 on, chosen on validation by money, at most 20% of cases\./,
    );
    assert.match(text, /\n\nThe threshold calls few\.\n\n/);
    assert.doesNotMatch(card({}, exampleVersion()), /is called/);
    assert.doesNotMatch(card({}), /worth/);
  });

  it('tells what rests on the served label from what rests on the capacity', () => {
    const metrics = { measuredOn: 'test', values: { roc_auc: interval(0.687), recall: interval(0.2) } };
    const version = exampleVersion({ threshold: 0.19841, metrics });
    assert.match(card({}, version), /recall count every row from a score of 0\.1984 on as `yes`\./);
    assert.doesNotMatch(card({}), /count every row/);
    const goal = {
      metric: 'roc_auc',
      target: '>= 0.65',
      value: { tp: 60, fp: -12, tn: 0, fn: 0, currency: 'EUR', capacity: '20%' },
    } as const;
    const text = renderCard({
      version,
      goal,
      evaluation: evaluation({ value: money('the best 20%', 0.2, 2.18) }),
    });
    assert.match(text, /\| Acting on everybody, were it not for the capacity of 20% \| 100% \|/);
  });

  it('says how many intervals of slices are expected to miss', () => {
    const slices = Array.from({ length: 16 }, (_none, index) => ({
      column: 'age',
      slice: `${index}`,
      figure: interval(0.6),
    }));
    const few = { ...interval(0.6), tooFew: '9 rows' };
    assert.match(
      card({ slices: [...slices, { column: 'age', slice: 'missing', figure: few }] }),
      /Of 16 intervals at 95%, 0\.8 are expected to miss the true value by chance alone\./,
    );
  });

  it('says that its intervals take rows for independent', () => {
    assert.match(
      card({}),
      /Each 95% interval takes rows for independent, but for those that the key of the dataset groups/,
    );
  });

  it('says what the baseline answers by: the training rows, or hindsight', () => {
    const test = { rows: 4040, metrics: { roc_auc: interval(0.687) }, baseline: { roc_auc: 0.5 } };
    assert.match(card({ test }), /The baseline is the best constant in hindsight: /);
    assert.match(
      card({ positive: 'yes', test: { ...test, constant: { kind: 'share', share: 0.0605 } } }),
      /The baseline is one answer for every row, the best for the training rows: 6% of them are yes\./,
    );
    assert.match(
      card({ test: { ...test, constant: { kind: 'centre', mean: 12.25, median: 9 } } }),
      /their mean is 12\.25, their median 9\./,
    );
  });

  it('names the key and the time that labels and windows need of a request', () => {
    const preparation = { steps: [], inputs: [{ name: 'age', type: 'BIGINT' }] };
    const day = { steps: [], inputs: [{ name: 'day', type: 'DATE' }] };
    const key = { name: 'id', type: 'VARCHAR' };
    const text = card({}, exampleVersion({ preparation, key, time: { column: 'day', preparation: day } }));
    assert.match(
      text,
      /\| `id` \| VARCHAR \| labels \|\n\| `day` \| DATE \| windows \|\n\| `age` \| BIGINT \| the model \|/,
    );
  });

  it('names the recalibration', () => {
    const text = card({}, exampleVersion({ calibration: { intercept: -0.5, slope: 0.75 } }));
    assert.match(text, /expit\(-0\.500 \+ 0\.750 logit\(p\)\)/);
  });

  it('of a challenger speaks of the rows it learnt from and was chosen on', () => {
    const span = {
      from: '2009-12-01T00:00:00.000Z',
      to: '2010-06-01T00:00:00.000Z',
      rows: 1448,
      predicted: 1440,
    };
    const version = exampleVersion({
      threshold: 0.3,
      calibration: { intercept: 0.1, slope: 0.9 },
      lineage: { dataset: 'bank', prepared: 'sha256:1', span },
    });
    const text = card({ chosenOn: 'the newest 144 training rows' }, version);
    assert.match(
      text,
      /Training rows \| 1,448 of Dec 2009 to May 2010: 8 of bank, prepared version `1`, 1,440 labelled predictions/,
    );
    assert.match(text, /Split \| none: it was measured on newer predictions/);
    assert.match(text, /on, chosen on the newest 144 training rows by money/);
    assert.match(text, /recalibrated, as chosen on the newest 144 training rows/);
  });

  for (const [predicted, told] of [
    [1448, '1,448 labelled predictions'],
    [1, '1,447 of bank, prepared version `1`, 1 labelled prediction'],
    [0, '1,448 of bank, prepared version `1`'],
  ] as const)
    it(`of a challenger names where its rows are from, with ${predicted} of 1,448 from the log`, () => {
      const span = {
        from: '2009-12-01T00:00:00.000Z',
        to: '2010-06-01T00:00:00.000Z',
        rows: 1448,
        predicted,
      };
      const text = card({}, exampleVersion({ lineage: { dataset: 'bank', prepared: 'sha256:1', span } }));
      assert.ok(text.includes(`| Training rows | 1,448 of Dec 2009 to May 2010: ${told} |`), text);
    });
});
