// Collecting a table or query of a SQLite file that Python wrote, as Parquet.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from '../../../src/core/dataset/version';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { currentCollected } from '../../../src/node/dataset/versions';
import { openProject } from '../../../src/node/project';
import { collect } from '../../../src/node/stages/collect';
import { withProject, type TemporaryProject } from '../stages/temporaryProject';

const fixture = join(import.meta.dirname, '../../fixtures/formats/shop.sqlite');
const path = 'data/shop.parquet';

const withShop = (use: (project: TemporaryProject) => Promise<void>) =>
  withProject(async (project) => {
    await project.write({ 'source/shop.db': await readFile(fixture) });
    await use(project);
  });

async function brought({ root }: TemporaryProject): Promise<SourceFile> {
  const version = await currentCollected(await openProject(root), 'shop');
  assert.ok(version?.sources[0]);
  return version.sources[0];
}

const cells = ({ root }: TemporaryProject) =>
  withDatabase((database) => database.rows(`FROM '${join(root, path)}'`));

describe('collecting from SQLite', () => {
  it('brings a table, and knows it when nothing changed', () =>
    withShop(async (project) => {
      await project.declare({ shop: { source: 'sqlite://source/shop.db?table=rich', path } });
      const outcome = await project.perform(collect, {});
      assert.equal(outcome.summary, 'Collected shop from rich of source/shop.db.');
      assert.deepEqual(await cells(project), [{ id: 2, spent: 1e308 }]);
      const { uri, rows, columns } = await brought(project);
      assert.equal(uri, 'sqlite://source/shop.db?table=rich');
      assert.equal(rows, 1);
      assert.deepEqual(columns, [
        { name: 'id', type: 'BIGINT' },
        { name: 'spent', type: 'DOUBLE' },
      ]);
      assert.equal((await project.perform(collect, {})).kind, 'skipped');
    }));

  it('brings what a SELECT of SQLite’s own says, each column as what its values are', () =>
    withShop(async (project) => {
      const query = `SELECT v AS "a ""b", w, x, y, z FROM (
        SELECT 1 AS v, 0.1 AS w, x'00ff' AS x, 9007199254740993 AS y, 1 AS z
        UNION ALL SELECT 9223372036854775807, 3, NULL, 0.5, 0.5 UNION ALL SELECT NULL, NULL, NULL, NULL, 'one') -- all
        ;`;
      await project.declare({ shop: { source: { database: 'source/shop.db', query }, path } });
      await project.perform(collect, {});
      const { columns } = await brought(project);
      assert.deepEqual(
        columns?.map(({ type }) => type),
        ['BIGINT', 'DOUBLE', 'BLOB', 'VARCHAR', 'VARCHAR'],
      );
      assert.deepEqual(await cells(project), [
        { 'a "b': 1, w: 0.1, x: '\\x00\\xFF', y: '9007199254740993', z: '1' },
        { 'a "b': '9223372036854775807', w: 3, x: null, y: '0.5', z: '0.5' },
        { 'a "b': null, w: null, x: null, y: null, z: 'one' },
      ]);
    }));

  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    ['a file that is not there', 'sqlite://source/none.db?table=rich', /no file source\/none\.db/],
    ['a table that is not there', 'sqlite://source/shop.db?table=poor', /no table "poor"/],
    ['a path out of the project', 'sqlite://../shop.db?table=rich', /leads out of the project/],
    ['what writes', { database: 'source/shop.db', query: 'DELETE FROM customers' }, /syntax error/],
    ['a column that is not there', { database: 'source/shop.db', query: 'SELECT none FROM customers' }, /no such column/],
    ['no rows', { database: 'source/shop.db', query: 'SELECT 1 AS a WHERE 0' }, /gave no rows/],
  ]; // prettier-ignore
  for (const [what, source, message] of refused)
    it(`refuses ${what}, and keeps what there is`, () =>
      withShop(async (project) => {
        await project.declare({ shop: { source: 'sqlite://source/shop.db?table=rich', path } });
        await project.perform(collect, {});
        const before = await brought(project);
        await project.declare({ shop: { source, path } });
        await assert.rejects(project.perform(collect, {}), { code: 'input', message });
        assert.deepEqual(await brought(project), before);
        assert.deepEqual(await cells(project), [{ id: 2, spent: 1e308 }]);
      }));

  it('asks for a path that ends in .parquet', () =>
    withShop(async (project) => {
      await project.declare({
        shop: { source: 'sqlite://source/shop.db?table=rich', path: 'data/shop.csv' },
      });
      await assert.rejects(project.perform(collect, {}), {
        code: 'input',
        hint: 'Let the path be data/shop.parquet.',
      });
    }));
});
