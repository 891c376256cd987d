// The row that is registered as an example: values as the data holds them, and one that the preparation takes.
import assert from 'node:assert/strict';
import { currentPrepared } from '../../../src/node/dataset/versions';
import { openPreparation } from '../../../src/node/prepare/apply';
import { servingOf } from '../../../src/node/prepare/serving';
import { withExample } from '../../../src/node/prepare/usual';
import { openProject } from '../../../src/node/project';
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
