// One window judged: which columns and the prediction drifted, at which level and after which correction.
import assert from 'node:assert/strict';
import { distributionOfValues } from '../../../src/core/drift/distribution';
import { compareColumns } from '../../../src/core/drift/compareColumns';
import { falseAlarmLevel, judgeWindow, type WindowFacts } from '../../../src/core/monitor/judge';
import { judgeLimit } from '../../../src/core/monitor/limit';
import type { Reference } from '../../../src/core/monitor/reference';
import { assembleColumn } from '../../../src/core/profile/assemble';
import { bucketsOf } from '../../../src/core/profile/buckets';
import type { ColumnProfile } from '../../../src/core/profile/profile';
import { seededRandom } from '../../../src/core/random';

const letters = ['a', 'b', 'c', 'd'];
/** Of 1,000 rows of which some are missing and the others are spread evenly over four letters. */
function profiled(name: string, missing = 0): ColumnProfile {
  const present = 1000 - missing;
  const values = letters.map((value) => ({ value, count: present / letters.length }));
  return assembleColumn(
    { name, type: 'VARCHAR', kind: 'string', rows: 1000, present, infinities: 0 },
    { values, distinct: letters.length },
  );
}
const inScores = (scores: readonly number[]) => bucketsOf(scores.map((value) => ({ value, count: 1 })));
const evenScores = (rows: number, from = 0, to = 1) =>
  Array.from({ length: rows }, (_none, row) => from + ((to - from) * (row + 0.5)) / rows);

function judged(options: {
  readonly columns: readonly ColumnProfile[];
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
  readonly scores?: readonly number[];
  readonly falseAlarms?: string;
  /** Whether the reference has scores. */
  readonly hasScores?: boolean;
  readonly ignore?: readonly string[];
  readonly labels?: readonly number[];
  readonly seen?: WindowFacts['seen'];
  readonly performance?: WindowFacts['settings']['performance'];
}) {
  const {
    columns,
    inputs,
    falseAlarms = '1 per 100 windows',
    ignore,
    performance,
    labels,
    seen,
    hasScores = true,
    scores = evenScores(inputs.length),
  } = options;
  const reference: Reference = {
    schema: 1,
    profile: { schema: 1, rows: 1000, columns },
    ...(hasScores ? { scores: inScores(evenScores(1000)) } : {}),
    timeColumns: {},
  };
  const from = '2009-07-01T00:00:00.000Z';
  const facts: WindowFacts = {
    span: {
      key: `${from}@1`,
      version: 1,
      from,
      to: '2009-10-01T00:00:00.000Z',
      isComplete: true,
      rows: inputs.map(() => ({ time: from, version: 1 })),
    },
    reference,
    inputs,
    columns: columns.map(({ name }) => name),
    scores: Float64Array.from(scores),
    labels: Float64Array.from(labels ?? inputs.map(() => NaN)),
    ...(seen ? { seen } : {}),
    version: { version: 1, at: '2009-07-01T00:00:00.000Z', task: 'classification', classes: ['no', 'yes'] },
    settings: {
      window: '3 months',
      reference: 'train',
      ...(performance === undefined ? {} : { performance }),
      drift: { false_alarms: falseAlarms, ...(ignore ? { ignore: [...ignore] } : {}) },
    },
    judgedAt: '2009-10-02T00:00:00.000Z',
    random: seededRandom(1),
  };
  return judgeWindow(facts);
}
/** Four letters, `more` rows of 400 moved from the first to the last. */
const moved = (more: number) =>
  Array.from({ length: 400 }, (_none, row) => (row < more ? 'd' : (letters[row % 4] ?? 'a')));
const rowsOf = (columns: Readonly<Record<string, readonly unknown[]>>) =>
  Array.from({ length: 400 }, (_none, row) =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[row]])),
  );

describe('a window', () => {
  for (const metric of ['recall', 'precision', 'f1'] as const)
    it(`has missed a limit of ${metric} where nothing that was called is positive`, () => {
      const window = judged({
        columns: [profiled('x')],
        inputs: rowsOf({ x: moved(0) }),
        labels: Array.from({ length: 400 }, (_none, row) => Number(row % 4 === 0)),
        scores: Array.from({ length: 400 }, (_none, row) => (row % 4 === 1 ? 0.9 : 0.1)),
        performance: { metric, min: 0.5 },
      });
      assert.equal(window.performance?.value, 0);
      assert.deepEqual(judgeLimit(window, { min: 0.5 }), { kind: 'missed', side: 'below' });
    });

  for (const { title, places, n } of [
    { title: 'leaves rows that the version has seen out of its figure', places: 300, n: 100 },
    { title: 'has no figure where the version has seen all of its rows', places: 400, n: undefined },
  ])
    // prettier-ignore
    it(`${title}, and counts their labels`, () => {
      const { labelled, seen, performance } = judged({
        columns: [profiled('x')],
        inputs: rowsOf({ x: moved(0) }),
        labels: Array.from({ length: 400 }, (_none, row) => row % 2),
        seen: new Map(Array.from({ length: places }, (_none, row) => [row, 'time'])),
        performance: { metric: 'brier', max: 0.5 },
      });
      assert.deepEqual([labelled, seen?.count, performance?.n], [400, places, n]);
    });

  it('says how often windows of an unlucky reference alarm, where it has under 20 times their rows', () => {
    const of = (rows: number) =>
      judged({ columns: [profiled('x')], inputs: rowsOf({ x: moved(0) }).slice(0, rows) }).sharedReference
        ?.message;
    assert.match(
      of(400) ?? '',
      /^The 400 rows are compared with fewer than 20 times as many, .*: 1% of unchanged windows alarm on average .*: 2\.2% with 1,000 training rows, 2\.2% with 1,000 scores\.$/,
    );
    assert.equal(of(50), undefined);
  });

  it('has not drifted where only what the manifest leaves out has, which is measured all the same', () => {
    const columns = [profiled('x'), profiled('y')];
    const inputs = rowsOf({ x: moved(100), y: moved(0) });
    const scores = evenScores(400, 0.5, 1);
    assert.equal(judged({ columns, inputs, scores }).hasDrifted, true);
    const found = judged({ columns, inputs, scores, ignore: ['x', 'prediction'] });
    assert.equal(found.hasDrifted, false);
    assert.deepEqual(
      [...found.drift, found.prediction].map((column) => [column?.name, column?.drifted, column?.excluded]),
      [
        ['x', false, 'lifecycle.yaml leaves it out'],
        ['y', false, undefined],
        ['prediction', false, 'lifecycle.yaml leaves it out'],
      ],
    );
    assert.ok((found.drift[0]?.measures['psi']?.value ?? 0) > 0.1);
  });

  it('says nothing of predictions where no scores were kept to compare them with', () => {
    const found = judged({ columns: [profiled('x')], inputs: rowsOf({ x: moved(0) }), hasScores: false });
    assert.deepEqual([found.hasDrifted, found.prediction, found.drift.length], [false, undefined, 1]);
  });

  it('has drifted where only its predictions have', () => {
    const inputs = rowsOf({ x: moved(0) });
    const still = judged({ columns: [profiled('x')], inputs });
    assert.deepEqual([still.hasDrifted, still.prediction?.drifted], [false, false]);
    const found = judged({ columns: [profiled('x')], inputs, scores: evenScores(400, 0.5, 1) });
    assert.deepEqual(
      [found.hasDrifted, found.prediction?.drifted, found.drift[0]?.drifted],
      [true, true, false],
    );
  });

  it('counts the predictions among the columns that a correction is for', () => {
    const { drift } = judged({ columns: [profiled('x')], inputs: rowsOf({ x: moved(40) }) });
    const [x] = drift;
    assert.ok(x && x.p < 0.05 && Math.abs(x.q / (2 * x.p) - 1) < 1e-9, `${x?.p} ${x?.q}`);
  });

  it('is judged at the level that the manifest allows, 1 in 100 where it says nothing', () => {
    const inputs = rowsOf({ x: moved(46) });
    const at = (falseAlarms?: string) =>
      judged({ columns: [profiled('x')], inputs, ...(falseAlarms === undefined ? {} : { falseAlarms }) });
    const { q = NaN } = at().drift[0] ?? {};
    assert.ok(q > 0.01 && q < 0.1, String(q));
    assert.equal(at().hasDrifted, false);
    assert.equal(at('1 per 100 windows').hasDrifted, false);
    assert.equal(at('10 per 100 windows').hasDrifted, true);
  });

  it('does not drift where as many are missing as ever, and does where none are any more', () => {
    const often = Array.from({ length: 400 }, (_none, row) => (row % 5 === 0 ? null : letters[row % 4]));
    const columns = [profiled('x', 200)];
    const same = judged({ columns, inputs: rowsOf({ x: often }) });
    assert.equal(same.hasDrifted, false);
    assert.deepEqual(same.drift[0]?.missing, { reference: 0.2, current: 0.2, p: 1 });
    assert.equal(judged({ columns, inputs: rowsOf({ x: moved(0) }) }).hasDrifted, true);
  });
});

describe('columns compared together', () => {
  it('drift by q, not by p: one of many alike with a small p is to be expected', () => {
    const distribution = (values: readonly unknown[]) => distributionOfValues(values, 'categorical');
    const reference = distribution(Array.from({ length: 1000 }, (_none, row) => letters[row % 4]));
    const column = (name: string, current: readonly unknown[]) => ({
      name,
      reference,
      current: distribution(current),
    });
    const odd = column('odd', moved(60));
    const [alone] = compareColumns([odd], 0.01);
    assert.ok(alone?.drifted && alone.q === alone.p && alone.p > 0.0002, String(alone?.p));
    const others = Array.from({ length: 50 }, (_none, at) => column(`same ${at}`, moved(0)));
    const [among] = compareColumns([odd, ...others], 0.01);
    assert.ok(among && !among.drifted && among.p === alone.p && Math.abs(among.q - 51 * among.p) < 1e-9);
  });
});

describe('a rate of false alarms', () => {
  it('is a share of windows', () => {
    assert.equal(falseAlarmLevel('1 per 100 windows'), 0.01);
    assert.equal(falseAlarmLevel('0.5 per 20 windows'), 0.025);
  });

  for (const text of ['1 per 0 windows', '200 per 100 windows', '0 per 100 windows', 'often'])
    it(`is not "${text}"`, () => assert.throws(() => falseAlarmLevel(text), RangeError));
});
