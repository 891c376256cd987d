import assert from 'node:assert/strict';
import { keepBack, nothingChosen } from '../../../src/core/evaluate/keepBack';

const classes = ['no', 'yes'];
/** One row in `every` is a yes, the newest row among them. */
const rareness = (rows: number, every: number) =>
  Array.from({ length: rows }, (_row, index) => ((rows - index - 1) % every === 0 ? 'yes' : 'no'));

describe('rows kept back for choosing', () => {
  const cases: { name: string; labels: readonly string[]; kept: ReturnType<typeof keepBack> }[] = [
    { name: 'are the newest tenth where it holds ten of each class', labels: rareness(400, 2), kept: { rows: 40, isGrown: false } },
    { name: 'grow until they hold ten of each class', labels: rareness(400, 10), kept: { rows: 91, isGrown: true } },
    { name: 'grow to no more than a third', labels: rareness(400, 15), kept: undefined },
    { name: 'leave each class to learn from', labels: [...Array<string>(80).fill('no'), ...rareness(20, 2)], kept: undefined },
    { name: 'are none of a few rows', labels: rareness(30, 2), kept: undefined },
  ]; // prettier-ignore
  for (const { name, labels, kept } of cases)
    it(name, () => assert.deepEqual(keepBack(labels, classes), kept));

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
