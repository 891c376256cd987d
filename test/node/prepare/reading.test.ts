// How text was read is kept with what was prepared, and a cast with a format settles what the text leaves open.
import assert from 'node:assert/strict';
import { writtenTimes } from '../../../src/core/prepare/writtenTimes';
import { prepareOnce } from './prepareOnce';

const early = 'seen,n,y\n03/01/2025,1,no\n03/05/2025,2,yes\n';
const dataset = (steps: readonly unknown[] = []) => ({
  us: { path: 'us.csv', target: 'y', ...(steps.length > 0 && { prepare: steps }) },
});
const prepared = (text: string, steps?: readonly unknown[]) =>
  prepareOnce({ 'us.csv': text }, dataset(steps), 'us');
const cast = { cast: { seen: { type: 'date', format: '%m/%d/%Y' } } };

describe('the reading of delimited text', () => {
  it('is kept with the prepared version', async () => {
    const { version } = await prepared('seen,n,y\n03/01/2025,1,no\n03/15/2025,2,yes\n');
    assert.deepEqual(version.reading, { decimal: '.', date: '%m/%d/%Y' });
    const semicolons = await prepared('a;n;y\n1,5;1;no\n2,25;2;yes\n');
    assert.deepEqual(semicolons.version.reading, { decimal: ',' });
  });

  it('is a guess that is told where every day is 12 or less', async () => {
    const { warnings } = await prepared(early);
    assert.match(warnings, /were read as day\/month\/year, which is a guess/);
  });

  for (const steps of [[cast], [{ rename: { seen: 'at' } }, { cast: { at: cast.cast.seen } }]])
    it(`is settled by a cast with a format, which then is not told any more (${String(steps.length)})`, async () => {
      const { rows, version, warnings } = await prepared(early, steps);
      const days = rows.map((row) => JSON.stringify(row['seen'] ?? row['at']));
      assert.match(days.join(), /2025-03-01.*2025-03-05/);
      assert.equal(warnings, '');
      assert.deepEqual(version.raw[0], { name: 'seen', type: 'VARCHAR' });
    });

  it('is not needed where a value is written year first', async () => {
    const { rows } = await prepared('seen,n,y\n03/01/2025,1,no\n2025-03-05,2,yes\n', [cast]);
    assert.match(JSON.stringify(rows), /2025-03-01.*2025-03-05/);
  });

  it('stays as it was for a column that a step before the cast may read as a time', () => {
    assert.deepEqual(writtenTimes([{ derive: { late: 'month(seen) > 6' } }, cast] as never), []);
    assert.deepEqual(writtenTimes([{ trim: ['n'] }, cast] as never), [{ name: 'seen', type: 'VARCHAR' }]);
  });
});
