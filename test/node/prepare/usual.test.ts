// The row that is registered as an example: values as the data holds them, and one that the preparation takes.
import assert from 'node:assert/strict';
import { currentPrepared } from '../../../src/node/dataset/versions';
import { openPreparation } from '../../../src/node/prepare/apply';
import { servingOf } from '../../../src/node/prepare/serving';
import { withExample } from '../../../src/node/prepare/usual';
import { openProject } from '../../../src/node/project';
import { check } from '../../../src/node/stages/check';
import { prepare } from '../../../src/node/stages/prepare';
import { withProject } from '../stages/temporaryProject';

const day = `strptime(seen, '%d/%m/%Y %H:%M')`;
const cases: [what: string, csv: string, steps: unknown[], taken: string[], expected: unknown][] = [
  [
    'raw values, not prepared ones',
    'weight;seen;code;y\n"80,5 kg";31/12/2024 18:30;unknown;a\n"80,5 kg";01/02/2024 07:05;unknown;b\n"7 kg";01/02/2024 07:05;x;a\n',
    [
      { derive: { weight: `replace(replace(weight, ' kg', ''), ',', '.')`, weekday: `dayofweek(${day})` } },
      { cast: { weight: 'number' } },
      { replace: { column: 'code', unknown: null } },
      { rename: { code: 'kind' } },
    ],
    ['weight', 'weekday', 'kind'],
    { weight: '80,5 kg', seen: '01/02/2024 07:05', code: 'unknown' },
  ],
  [
    'nothing in a column whose usual value belongs to rows that were left out',
    'a,b,y\nnone,1,a\nnone,1,b\n7,1,a\n',
    [{ filter: `a <> 'none'` }, { cast: { a: 'integer' } }],
    ['a', 'b'],
    { a: null, b: 1 },
  ],
  [
    'a value that a query made',
    'a,y\n1,a\n2,b\n2,a\n',
    [{ sql: `SELECT *, (a * 10)::VARCHAR || ' kg' AS w FROM data` }, { derive: { n: 'length(w)' } }],
    ['n'],
    { w: '20 kg' },
  ],
];

describe('the example of a raw row', () => {
  for (const [what, csv, steps, taken, expected] of cases)
    it(`has ${what}`, () =>
      withProject(async (project) => {
        await project.write({ 'data/bank.csv': csv });
        await project.declare({ bank: { path: 'data/bank.csv', prepare: steps } });
        await project.perform(prepare, {});
        const version = await currentPrepared(await openProject(project.root), 'bank');
        assert.ok(version);
        const inputs = taken.map((name) => ({ name, type: 'number' as const }));
        const serving = await withExample(await servingOf(version, inputs), version.usual);
        assert.deepEqual(serving.example, expected);
        const preparation = await openPreparation(serving);
        assert.equal((await preparation.apply([serving.example ?? {}])).length, 1);
        await preparation.close();
      }));

  it('has a value of each of more columns than are asked for at once, and tells how far it is', () =>
    withProject(async (project) => {
      const names = Array.from({ length: 1_100 }, (_, at) => `c${String(at)}`);
      await project.write({ 'data/wide.csv': `${names.join()}\n${names.map((_, at) => at).join()}\n` });
      await project.declare({ wide: { path: 'data/wide.csv' } });
      const told: unknown[] = [];
      const { figure } = await project.perform(
        prepare,
        {},
        {
          report: (event) => {
            if (event.kind === 'progress' && event.unit === 'columns') told.push([event.done, event.total]);
          },
        },
      );
      const version = await currentPrepared(await openProject(project.root), 'wide');
      assert.equal(figure, '1 row');
      assert.deepEqual(version?.usual, Object.fromEntries(names.map((name, at) => [name, at])));
      assert.deepEqual(told, [[0, 1100], [500, 1100], [1000, 1100]]); // prettier-ignore
      const looked: string[] = [];
      await project.perform(
        check,
        {},
        {
          report: (event) => {
            if (event.kind === 'progress' && event.done === 1000) looked.push(event.message);
          },
        },
      );
      assert.deepEqual(looked, [
        'Looking at what was collected of wide',
        'Looking at what was prepared of wide',
      ]);
    }));

  it('brings what only labels and windows need beside what the model takes', () =>
    withProject(async (project) => {
      await project.write({ 'data/bank.csv': 'id,at,a,y\nx7,2024-05-01,1,a\n' });
      await project.declare({ bank: { path: 'data/bank.csv' } });
      await project.perform(prepare, {});
      const version = await currentPrepared(await openProject(project.root), 'bank');
      assert.ok(version);
      const serving = await servingOf(version, [{ name: 'a', type: 'number' }]);
      const { example } = await withExample(serving, version.usual, ['id', 'at', 'a']);
      assert.deepEqual(example, { id: 'x7', at: '2024-05-01', a: 1 });
    }));
});
