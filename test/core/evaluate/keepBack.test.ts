import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/core/random';
import { keepBack, nothingChosen } from '../../../src/core/evaluate/keepBack';

const classes = ['no', 'yes'];
/** One row in `every` is a yes, the newest row among them. */
const rareness = (rows: number, every: number) =>
  Array.from({ length: rows }, (_row, index) => ((rows - index - 1) % every === 0 ? 'yes' : 'no'));

describe('rows kept back for choosing', () => {
  const cases: { name: string; labels: readonly string[]; kept: ReturnType<typeof keepBack> }[] = [
    { name: 'are the newest tenth where it holds ten of each class', labels: rareness(400, 2), kept: { rows: 40, isGrown: false } },
    { name: 'grow until an eleventh of each class would come', labels: rareness(400, 10), kept: { rows: 100, isGrown: true } },
    { name: 'grow to the third where it holds ten and no eleventh', labels: rareness(400, 14), kept: { rows: 133, isGrown: true } },
    { name: 'grow to no more than a third', labels: rareness(400, 15), kept: undefined },
    { name: 'leave each class to learn from', labels: [...Array<string>(80).fill('no'), ...rareness(20, 2)], kept: undefined },
    { name: 'are none of a few rows', labels: rareness(30, 2), kept: undefined },
  ]; // prettier-ignore
  for (const { name, labels, kept } of cases)
    it(name, () => assert.deepEqual(keepBack(labels, classes), kept));

  it('hold as large a share of a rare class as all rows do, on average', () => {
    const random = seededRandom(4);
    const shares = Array.from({ length: 4000 }, () => {
      const labels = Array.from({ length: 1500 }, () => (random.uniform() < 0.04 ? 'yes' : 'no'));
      const { rows = 0 } = keepBack(labels, classes) ?? {};
      return rows === 0 ? [] : labels.slice(-rows).filter((label) => label === 'yes').length / rows;
    }).flat();
    assert.ok(shares.length > 3900);
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    assert.ok(Math.abs(mean / 0.04 - 1) < 0.02, String(mean)); // ending with the tenth: 9% too high
  });

  it('are told where they do not suffice, with what is served and what to do', () => {
    assert.equal(
      nothingChosen(rareness(400, 15), classes),
      'No threshold was chosen, as the newest third of its 400 training rows has 9 of "yes", under 10: 0.5 is served. Lengthen data.last of the retraining policy to have one chosen.',
    );
    assert.match(
      nothingChosen([...Array<string>(80).fill('no'), ...rareness(20, 2)], classes),
      /as the rows before those kept back lack a class: 0\.5 is served/,
    );
  });
});
