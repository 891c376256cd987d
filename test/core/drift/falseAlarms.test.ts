// The promise of a drift alarm: unchanged data of ten kinds of columns raises at most the alarms that the level allows.
import assert from 'node:assert/strict';
import { distributionOfValues, type Distribution } from '../../../src/core/drift/distribution';
import { expit } from '../../../src/core/distribution';
import { compareColumns } from '../../../src/core/drift/compareColumns';
import { seededRandom } from '../../../src/core/random';

const level = 0.05;
const random = seededRandom(77);
/** One of `categories`, the i-th with a chance in proportion to 1 / i. */
const longTailed = (categories: number) => {
  const weights = Array.from({ length: categories }, (_none, at) => 1 / (at + 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return () => {
    let left = random.uniform() * sum;
    return `c${weights.findIndex((weight) => (left -= weight) < 0)}`;
  };
};
const kinds: readonly [string, Distribution['kind'], () => unknown][] = [
  ['normal', 'numeric', () => random.normal()],
  ['heavy-tailed', 'numeric', () => Math.exp(2 * random.normal())],
  ['of five values', 'numeric', () => random.below(5)],
  ['mostly zero', 'numeric', () => (random.uniform() < 0.95 ? 0 : random.below(50))],
  ['often missing', 'numeric', () => (random.uniform() < 0.3 ? NaN : random.normal())],
  ['a year', 'numeric', () => 1950 + random.below(70)],
  ['of three categories', 'categorical', longTailed(3)],
  ['of forty categories', 'categorical', longTailed(40)],
  ['of two hundred categories', 'categorical', longTailed(200)],
  ['rarely yes', 'categorical', () => (random.uniform() < 0.03 ? 'y' : 'n')],
];

describe('unchanged tables of ten kinds of columns', () => {
  for (const [reference, window] of [
    [500, 50],
    [500, 500],
    [200, 800],
  ] as const)
    it(`drift as rarely as promised: ${window} rows against ${reference}`, () => {
      const histories = 200;
      const sample = (rows: number, draw: () => unknown, kind: Distribution['kind']) =>
        distributionOfValues(Array.from({ length: rows }, draw), kind);
      let alarms = 0;
      const of = new Map(kinds.map(([name]) => [name, 0]));
      for (let history = 0; history < histories; history++) {
        const judged = compareColumns(
          kinds.map(([name, kind, draw]) => ({
            name,
            reference: sample(reference, draw, kind),
            current: sample(window, draw, kind),
          })),
          level,
        );
        if (judged.some(({ drifted }) => drifted)) alarms++;
        for (const { name, p } of judged) if (p <= level) of.set(name, (of.get(name) ?? 0) + 1);
      }
      // Three standard errors of 200 histories above the promise.
      const most = level + 3 * Math.sqrt((level * (1 - level)) / histories);
      assert.ok(alarms / histories <= most, `${alarms / histories} in any column`);
      for (const [name, count] of of) assert.ok(count / histories <= most, `${count / histories} in ${name}`);
    });
});

describe('scores of a small held-out set', () => {
  for (const [reference, window] of [
    [20, 100],
    [50, 300],
  ] as const)
    it(`drift as rarely as promised: ${window} rows against ${reference}`, () => {
      const histories = 1000;
      const promise = 0.01;
      const scores = seededRandom(11);
      const sample = (rows: number) =>
        distributionOfValues(
          Array.from({ length: rows }, () => expit(scores.normal() - 2)),
          'numeric',
        );
      let alarms = 0;
      for (let history = 0; history < histories; history++) {
        const column = { name: 'prediction', reference: sample(reference), current: sample(window) };
        if (compareColumns([column], promise).some(({ drifted }) => drifted)) alarms++;
      }
      const most = promise + 3 * Math.sqrt((promise * (1 - promise)) / histories);
      assert.ok(alarms / histories <= most, `${alarms / histories}`);
    });
});
