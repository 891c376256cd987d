import assert from 'node:assert/strict';
import { comparing } from '../../src/core/evaluate/compare';
import { seededRandom } from '../../src/core/random';
import { paced } from '../../src/node/paced';
import { compareVersions } from '../core/evaluate/atOnce';

const random = seededRandom(1);
const rows = Array.from({ length: 300 }, (_none, row) => ({
  label: random.normal(),
  period: `2010-0${1 + (row % 3)}`,
}));
const labels = rows.map(({ label }) => label);
const options = () => ({
  metric: 'rmse' as const,
  labels,
  champion: labels.map((label, row) => label + Math.sin(row)),
  challenger: labels.map((label, row) => label + Math.cos(row) / 2),
  periods: rows.map(({ period }) => period),
  look: 1,
  random: seededRandom(2),
});

describe('a comparison of many rows', () => {
  it('lets a timer have its turn, and comes out the same', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const found = await paced(comparing(options()), new AbortController().signal);
    clearInterval(timer);
    assert.ok(turns > 0);
    assert.deepEqual(found, compareVersions(options()));
  });

  it('ends between two steps when it is given up', async () => {
    const given = new AbortController();
    let steps = 0;
    const counted = (function* () {
      const work = comparing(options());
      for (;;) {
        const step = work.next();
        if (step.done) return step.value;
        if (++steps === 2) given.abort();
        yield;
      }
    })();
    await assert.rejects(paced(counted, given.signal), { name: 'AbortError' });
    assert.equal(steps, 2);
  });
});
