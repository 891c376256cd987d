// Outliers among draws of known tails: none where there is none, and a planted one where the tail does not reach it.
import assert from 'node:assert/strict';
import { assembleColumn } from '../../../src/core/profile/assemble';
import { bucketsOf } from '../../../src/core/profile/buckets';
import { findAll } from '../../../src/core/quality/detectors';
import { seededRandom, type Random } from '../../../src/core/random';

const rows = 1000;
/** Of the finding; undefined where there is none. */
const severityOf = (numbers: readonly number[]) => {
  const counted = numbers.map((value) => ({ value, count: 1 }));
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)];
  const described = { name: 'n', type: 'DOUBLE', kind: 'number', rows: numbers.length, present: numbers.length, infinities: 0, min, max } as const; // prettier-ignore
  const values = counted.map(({ value, count }) => ({ value: String(value), count }));
  const column = assembleColumn(described, { values, distinct: numbers.length, buckets: bucketsOf(counted) });
  const profile = { schema: 1, rows: numbers.length, columns: [column] } as const;
  const found = findAll({ seenIn: 'prepared', profile, roles: {}, duplicateRows: 0, unique: [], texts: [] });
  return found.find(({ kind }) => kind === 'outliers')?.severity;
};

const tails: Readonly<Record<string, (random: Random) => number>> = {
  'normal numbers': (random) => random.normal(),
  'exponential numbers': (random) => -Math.log(1 - random.uniform()),
  'numbers of t(3)': (random) =>
    random.normal() / Math.sqrt((random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2) / 3),
  'lognormal(2) numbers': (random) => Math.exp(2 * random.normal()),
  'Pareto(1.5) numbers': (random) => (1 - random.uniform()) ** (-1 / 1.5),
  'Cauchy numbers': (random) => Math.tan(Math.PI * (random.uniform() - 0.5)),
};

describe('outliers', () => {
  for (const [what, draw] of Object.entries(tails))
    it(`are hardly ever told of ${what}`, () => {
      const random = seededRandom(5);
      const told = Array.from({ length: 60 }, () =>
        severityOf(Array.from({ length: rows }, () => draw(random))),
      );
      const count = (severity: string) => told.filter((one) => one === severity).length;
      assert.ok(
        count('warning') <= 1 && count('info') <= 6,
        `${count('warning')} and ${count('info')} of 60`,
      );
    });

  for (const [what, planted] of [
    ['normal numbers', 25],
    ['exponential numbers', 60],
    ['numbers of t(3)', 1000],
    ['lognormal(2) numbers', 1e7],
  ] as const)
    it(`are told of one that lies far out of ${what}`, () => {
      const random = seededRandom(6);
      for (let time = 0; time < 10; time++)
        assert.equal(
          severityOf([...Array.from({ length: rows }, () => tails[what]?.(random) ?? 0), planted]),
          'warning',
        );
    });
});
