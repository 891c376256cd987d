// Which steps and raw columns serving keeps, traced back from the model's inputs.
import assert from 'node:assert/strict';
import { stepSchema } from '../../../src/core/manifest/step';
import { servingPreparation } from '../../../src/core/prepare/rowWise';

const raw = ['age', 'job', 'pdays', 'duration', 'day', 'month'].map((name) => ({
  name,
  type: name === 'job' || name === 'month' ? 'VARCHAR' : 'BIGINT',
}));

interface Case {
  readonly why: string;
  readonly steps: readonly unknown[];
  readonly inputs: readonly string[];
  readonly keeps: readonly unknown[];
  readonly needs: readonly string[];
}

const cases: Case[] = [
  {
    why: 'without steps the inputs are the raw columns',
    steps: [],
    inputs: ['job', 'age'],
    keeps: [],
    needs: ['age', 'job'],
  },
  {
    why: 'a step on other columns is left out, one on several is cut down',
    steps: [{ trim: ['job', 'month'] }, { trim: ['month'] }],
    inputs: ['job'],
    keeps: [{ trim: ['job'] }],
    needs: ['job'],
  },
  {
    why: 'a dropped column may be absent',
    steps: [{ drop: ['duration'] }],
    inputs: ['age'],
    keeps: [],
    needs: ['age'],
  },
  {
    why: 'a derived column asks for what its expression reads, and that for its own steps',
    steps: [
      { replace: { column: 'pdays', '-1': null } },
      { derive: { contacted: 'pdays >= 0' } },
      { drop: ['pdays'] },
    ],
    inputs: ['contacted'],
    keeps: [
      { replace: { column: 'pdays', '-1': null } },
      { derive: { contacted: 'pdays >= 0' } },
      { drop: ['pdays'] },
    ],
    needs: ['pdays'],
  },
  {
    why: 'a column derived from itself is still a raw column',
    steps: [{ derive: { job: 'lower(job)', unused: 'age + 1' } }],
    inputs: ['job'],
    keeps: [{ derive: { job: 'lower(job)' } }],
    needs: ['job'],
  },
  {
    why: 'a later derived column may rest on an earlier one',
    steps: [{ derive: { a2: 'age * 2', a4: 'a2 * 2' } }],
    inputs: ['a4'],
    keeps: [{ derive: { a2: 'age * 2', a4: 'a2 * 2' } }],
    needs: ['age'],
  },
  {
    why: 'a renamed column is asked for by its raw name',
    steps: [{ rename: { job: 'work', age: 'years' } }, { trim: ['work'] }],
    inputs: ['work'],
    keeps: [{ rename: { job: 'work' } }, { trim: ['work'] }],
    needs: ['job'],
  },
  {
    why: 'names that change places do so in serving too',
    steps: [{ rename: { age: 'day', day: 'age' } }],
    inputs: ['age', 'day'],
    keeps: [{ rename: { age: 'day', day: 'age' } }],
    needs: ['age', 'day'],
  },
  {
    why: 'a column is moved out of the way of another that gets its name, where it is there',
    steps: [{ derive: { old: 'age > 60' } }, { rename: { day: 'age', age: 'day' } }],
    inputs: ['old', 'age'],
    keeps: [{ derive: { old: 'age > 60' } }, { rename: { day: 'age', age: 'day' } }],
    needs: ['age', 'day'],
  },
  {
    why: 'a column that is not there need not move',
    steps: [{ rename: { day: 'age', age: 'day' } }],
    inputs: ['age'],
    keeps: [{ rename: { day: 'age' } }],
    needs: ['day'],
  },
  {
    why: 'a drop that makes room for another column of the name stays',
    steps: [{ derive: { old: 'age > 60' } }, { drop: ['age'] }, { rename: { day: 'age' } }],
    inputs: ['old', 'age'],
    keeps: [{ derive: { old: 'age > 60' } }, { drop: ['age'] }, { rename: { day: 'age' } }],
    needs: ['age', 'day'],
  },
  {
    why: 'filters, deduplication and SQL are left out; a column that SQL made comes with the request',
    steps: [
      { sql: 'SELECT *, _row AS id FROM data' },
      { filter: 'age < 95' },
      { deduplicate: 'all' },
      { cast: { age: 'number', day: 'string' } },
    ],
    inputs: ['id', 'age'],
    keeps: [{ cast: { age: 'number' } }],
    needs: ['age', 'id'],
  },
];

describe('the preparation that serving keeps', () => {
  for (const { why, steps, inputs, keeps, needs } of cases)
    it(why, () => {
      const parsed = steps.map((step) => stepSchema.parse(step));
      const serving = servingPreparation({
        steps: parsed,
        raw,
        created: () => [{ name: 'id', type: 'BIGINT' }],
        inputs: inputs.map((name) => ({ name, type: 'number' })),
        reads: (expression) => expression.match(/[a-z]\w*/g) ?? [],
      });
      assert.deepEqual(
        serving.steps,
        keeps.map((step) => stepSchema.parse(step)),
      );
      assert.deepEqual(
        serving.inputs.map(({ name }) => name),
        needs,
      );
    });

  it('types are those of the raw data, of the step that made the column, or what the model takes', () => {
    const serving = servingPreparation({
      steps: [stepSchema.parse({ sql: 'SELECT *, 1 AS id FROM data' })],
      raw,
      created: () => [{ name: 'id', type: 'INTEGER' }],
      inputs: [
        { name: 'id', type: 'number' },
        { name: 'job', type: 'string' },
        { name: 'extra', type: 'string' },
        { name: 'ratio', type: 'number' },
      ],
      reads: () => [],
    });
    assert.deepEqual(serving.inputs, [
      { name: 'job', type: 'VARCHAR' },
      { name: 'id', type: 'INTEGER' },
      { name: 'extra', type: 'VARCHAR' },
      { name: 'ratio', type: 'DOUBLE' },
    ]);
  });
});
