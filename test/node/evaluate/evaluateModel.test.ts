import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { scoresOf } from '../../../src/core/deploy/scores';
import { groupsOf } from '../../../src/core/evaluate/groups';
import { numericLabels } from '../../../src/core/evaluate/labels';
import { metricValue } from '../../../src/core/evaluate/metricValue';
import { quartiles } from '../../../src/core/evaluate/slices';
import { chooseThreshold } from '../../../src/core/evaluate/threshold';
import { scoreBuckets } from '../../../src/core/monitor/reference';
import { evaluateModel, type ModelUnderTest } from '../../../src/node/evaluate/evaluateModel';
import type { LabelledRows } from '../../../src/node/evaluate/rows';
import { openModel } from '../../../src/node/onnx/session';
import { assertClose } from '../../statistics/fixture';
import { drawPeople, logOdds, type Person } from './peopleProject';

const file = join(resolve(import.meta.dirname, '../../fixtures/tuning'), 'simple.onnx');
const signal = new AbortController().signal;
const classes = ['no', 'yes'];

const rowsOf = (people: readonly Person[]): LabelledRows => {
  const groups = groupsOf(people.map(({ customer }) => customer));
  return {
    rows: people.map(({ age, job }) => ({ age, job })),
    labels: people.map(({ y }) => y),
    ...(groups === undefined ? {} : { groups }),
  };
};
const validation = drawPeople(800, { seed: 2 });
/** Hardly anybody says yes any more, though the model does not know. */
const late = drawPeople(800, { seed: 3, truth: (person) => logOdds(person) - 3 });

const alone = {
  file,
  task: 'classification',
  target: 'y',
  classes,
  positive: 'yes',
  metric: 'roc_auc',
  slices: [],
} as const;

const evaluate = (parts: Partial<ModelUnderTest> & { readonly test: LabelledRows }) =>
  evaluateModel({ ...alone, validation: rowsOf(validation), ...parts }, signal);

async function scored({ rows, labels }: LabelledRows) {
  const model = await openModel(file);
  try {
    const about = { task: 'classification', classes, positive: 'yes' } as const;
    return {
      scores: scoresOf(about, await model.predict(rows, signal)),
      labels: numericLabels(about, labels),
    };
  } finally {
    await model.close();
  }
}

describe('evaluateModel', () => {
  it('ends when it is stopped, whatever the model does', async () => {
    const endless = resolve(import.meta.dirname, '../../fixtures/onnx/endless.onnx');
    const stopped = AbortSignal.timeout(500);
    const test = rowsOf(validation);
    await assert.rejects(
      evaluateModel(
        { file: endless, task: 'regression', target: 'y', metric: 'rmse', slices: [], test },
        stopped,
      ),
      { name: 'TimeoutError' },
    );
  }).timeout(5_000);

  it('chooses the threshold on validation, not on the test rows', async () => {
    const chosenOn = async (rows: LabelledRows) =>
      chooseThreshold({ ...(await scored(rows)), aim: { kind: 'f1' } })?.value;
    const [right, wrong] = [await chosenOn(rowsOf(validation)), await chosenOn(rowsOf(late))];
    assert.notEqual(right, wrong);
    const { threshold, calibration } = await evaluate({ test: rowsOf(late) });
    assert.equal(calibration, undefined, 'the validation rows are as the model learnt');
    assert.deepEqual([threshold?.value, threshold?.chosenBy], [right, 'f1']);
  });

  it('keeps the scores of validation for windows to be compared with, of the test rows only where there is none', async () => {
    const young = rowsOf(drawPeople(800, { seed: 7 }).filter(({ age }) => (age ?? 0) < 40));
    const [ofValidation, ofYoung] = [await scored(rowsOf(validation)), await scored(young)];
    assert.deepEqual((await evaluate({ test: young })).scores, scoreBuckets(ofValidation.scores));
    const { scores } = await evaluateModel({ ...alone, test: young }, signal);
    assert.deepEqual(scores, scoreBuckets(ofYoung.scores));
  });

  it('holds the figures against what was best on the training rows, and cuts slices by their quartiles', async () => {
    const people = drawPeople(400, { seed: 9 }).filter(({ age }) => (age ?? 0) < 60);
    const train = rowsOf(people);
    const share = people.filter(({ y }) => y === 'yes').length / people.length;
    const { test, slices } = await evaluate({ test: rowsOf(late), train, slices: ['age'] });
    assert.deepEqual(test.constant, { kind: 'share', share });
    const labels = late.map(({ y }) => Number(y === 'yes'));
    const known = metricValue('log_loss', { labels, scores: labels.map(() => share) });
    assertClose(test.baseline['log_loss'] ?? NaN, known, 1e-9);
    const hindsight = (await evaluate({ test: rowsOf(late) })).test;
    assert.equal(hindsight.constant, undefined);
    assert.ok((hindsight.baseline['log_loss'] ?? NaN) < known);
    const borders = quartiles(people.map(({ age }) => age ?? NaN));
    assert.deepEqual(
      slices.map(({ slice }) => slice),
      [
        `< ${borders[0]}`,
        `${borders[0]} to < ${borders[1]}`,
        `${borders[1]} to < ${borders[2]}`,
        `>= ${borders[2]}`,
      ],
    );
  });

  it('says by which figures the model is worse than one answer for all', async () => {
    const { warnings = [] } = await evaluate({ test: rowsOf(late), train: rowsOf(late) });
    assert.ok(
      warnings.some((one) =>
        /^By log_loss the model is worse than one answer for every row: .* against 0\.\d+\.$/.test(one),
      ),
      warnings.join('\n'),
    );
    assert.ok(!warnings.some((one) => /accuracy|roc_auc/.test(one)));
    const usual = await evaluate({ test: rowsOf(validation), train: rowsOf(validation) });
    assert.equal(usual.warnings, undefined);
  });

  it('chooses nothing where there is no validation split, and a map where the rows there ask for one', async () => {
    const {
      threshold,
      calibration,
      validation: figures,
    } = await evaluateModel({ ...alone, test: rowsOf(late) }, signal);
    assert.deepEqual([threshold, calibration, figures], [undefined, undefined, undefined]);
    assert.ok((await evaluate({ test: rowsOf(validation), validation: rowsOf(late) })).calibration);
  });

  it('draws intervals by group where rows come in groups, of slices and money too', async () => {
    const money = { tp: 60, fp: -12, tn: 0, fn: 0, currency: 'EUR' };
    const people = drawPeople(800, { seed: 4, visits: 8 });
    const rows = rowsOf(people);
    const measure = (test: LabelledRows) => evaluate({ test, money, slices: ['job'], metric: 'brier' });
    const { groups: _groups, ...alone } = rows;
    const [grouped, single] = [await measure(rows), await measure(alone)];
    const widths = ({ test, slices, value }: typeof grouped) =>
      [test.metrics['roc_auc'], test.metrics['accuracy'], slices[0]?.figure, value?.model].map(
        (figure) => (figure?.high ?? 0) - (figure?.low ?? 0),
      );
    const wide = widths(single);
    widths(grouped).forEach((width, index) =>
      assert.ok(width > 1.7 * (wide[index] ?? 0), `${index}: ${width}`),
    );
    assert.match(grouped.test.metrics['roc_auc']?.method ?? '', /BCa/);
    assert.match(single.test.metrics['roc_auc']?.method ?? '', /^DeLong/);
  });

  it('refuses a model that leaves more than one row in a hundred without a score, and tells of fewer', async () => {
    const without = (count: number) =>
      late.map((person, row) => (row < count ? { ...person, age: null } : person));
    const { warnings, test } = await evaluate({ test: rowsOf(without(8)) });
    assert.match(warnings?.[0] ?? '', /^The model gives no score for 8 of 800 rows/);
    assert.equal(test.rows, 792);
    await assert.rejects(evaluate({ test: rowsOf(without(9)) }), {
      code: 'failed',
      message: 'The model gives no score for 9 of 800 rows of the test split.',
    });
  });

  it('states what a batch is worth and what the served label is worth, and where the two have parted', async () => {
    const money = { tp: 60, fp: -12, tn: 0, fn: 0, currency: 'EUR', capacity: '20%' };
    const usual = await evaluate({ test: rowsOf(drawPeople(800, { seed: 5 })), money });
    assert.equal(usual.warnings, undefined);
    assert.equal(usual.value?.policy, 'the best 20%');
    assert.match(usual.served?.policy ?? '', /^score >= 0\.\d+, of them at most the best 20%$/);
    assert.ok(Math.abs((usual.served?.share ?? 0) - 0.2) < 0.05);

    const young = drawPeople(2400, { seed: 6 }).filter(({ age }) => (age ?? 0) < 50);
    const moved = await evaluate({ test: rowsOf(young), money });
    assert.ok(Math.abs((moved.value?.share ?? 0) - 0.2) < 0.001);
    assert.ok((moved.served?.share ?? 1) < 0.02);
    assert.ok((moved.served?.model.value ?? 0) < (moved.value?.model.value ?? 0) / 2);
    assert.match(
      moved.warnings?.[0] ?? '',
      /^The threshold 0\.\d+ calls [\d.]+% of the test rows yes, but (19|20)[\d.]*% of the rows/,
    );

    const { capacity: _capacity, ...unlimited } = money;
    const byThreshold = await evaluate({ test: rowsOf(late), money: unlimited });
    assert.match(byThreshold.value?.policy ?? '', /^score >= /);
    assert.equal(byThreshold.served, undefined);
  });
});
