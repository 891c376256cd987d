// Which steps may leave other values in a column than the file has.
import assert from 'node:assert/strict';
import { mayChange, stepSchema } from '../../../src/core/manifest/step';

describe('a step may change', () => {
  for (const [step, changes] of [
    [{ trim: ['job'] }, ['job']],
    [{ replace: { column: 'job', unknown: null } }, ['job']],
    [{ drop: ['job'] }, ['job']],
    [{ rename: { job: 'work' } }, ['job', 'work']],
    [{ cast: { job: 'string' } }, ['job']],
    [{ derive: { work: 'job' } }, ['work']],
    [{ select: ['age'] }, ['job', 'work']],
    [{ case: { column: 'job', to: 'lower' } }, ['job']],
    [{ split_column: { column: 'job', by: ',', into: ['work', 'x'] } }, ['work']],
    [{ extract: { column: 'job', pattern: '(?P<work>.+)' } }, ['work']],
    [{ fill: { column: 'job', with: 'mode' } }, ['job']],
    [{ clip: { column: 'age', max: 5 } }, ['age']],
    [{ bin: { column: 'age', quantile: 3 } }, ['age']],
    [{ scale: { columns: ['age'], by: 'robust' } }, ['age']],
    [{ encode: { column: 'job', by: 'ordinal' } }, ['job']],
    [{ sort: ['age'] }, []],
    [{ sample: { rows: 5, by: 'age' } }, ['age', 'job', 'work']],
    [{ join: { with: 'x', on: 'age' } }, ['age', 'job', 'work']],
    [{ union: 'x' }, ['age', 'job', 'work']],
    [{ run: 'python clean.py' }, ['age', 'job', 'work']],
    [{ filter: 'age > 17' }, ['age', 'job', 'work']],
    [{ deduplicate: ['job'] }, ['age', 'job', 'work']],
    [{ sql: 'SELECT * FROM data' }, ['age', 'job', 'work']],
  ] as const)
    it(`${changes.join(', ')} of age, job and work: ${JSON.stringify(step)}`, () => {
      const parsed = stepSchema.parse(step);
      assert.deepEqual(
        ['age', 'job', 'work'].filter((column) => mayChange(parsed, column)),
        changes,
      );
    });
});
