// Which steps may leave other values in a column than the file has.
import assert from 'node:assert/strict';
import { stepSchema } from '../../../src/core/manifest/step';
import { mayChange } from '../../../src/core/prepare/mayChange';

describe('a step may change', () => {
  for (const [step, changes] of [
    [{ trim: ['job'] }, ['job']],
    [{ replace: { column: 'job', unknown: null } }, ['job']],
    [{ drop: ['job'] }, ['job']],
    [{ rename: { job: 'work' } }, ['job', 'work']],
    [{ cast: { job: 'string' } }, ['job']],
    [{ derive: { work: 'job' } }, ['work']],
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
