// Whether rows of one value stand together, beyond the chance of any order.
import assert from 'node:assert/strict';
import { isBlocked, isSorted, type Runs } from '../../../src/core/quality/rowOrder';
import { seededRandom, shuffled } from '../../../src/core/random';

function runsOf(values: readonly string[]): Runs {
  const counts = new Map<string, number>();
  let runs = 0;
  values.forEach((value, at) => {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (at === 0 || values[at - 1] !== value) runs += 1;
  });
  return { column: 'x', runs, rows: values.length, counts: [...counts.values()] };
}
const times = (value: string, count: number) => Array.from({ length: count }, () => value);

describe('blocks of rows', () => {
  const sites = [...times('a', 90), ...times('b', 60), ...times('c', 50)];
  it('are told of rows site by site', () => {
    assert.ok(isBlocked(runsOf(sites)));
    assert.ok(isSorted(runsOf(sites)));
  });
  it('are told of sites that come again', () => {
    const again = runsOf([...sites, ...sites, ...sites]);
    assert.ok(isBlocked(again) && !isSorted(again));
  });
  it('are told of a few rare rows that stand together', () =>
    assert.ok(isBlocked(runsOf([...times('a', 900), ...times('b', 60), ...times('a', 900)]))));
  it('are none in an order of chance, of whatever shares', () => {
    for (let seed = 0; seed < 200; seed++) {
      const values = [...sites, ...times('d', seed % 7), ...times('e', 500)];
      assert.ok(!isBlocked(runsOf(shuffled(values, seededRandom(seed)))), String(seed));
    }
  });
  it('are none in a few rows', () => assert.ok(!isBlocked(runsOf([...times('a', 20), ...times('b', 20)]))));
});
