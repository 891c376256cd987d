// A command of the person's own as a step: what it is given, what is recorded, and how it can go wrong.
import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isLifecycleError, type LifecycleError } from '../../../src/core/errors';
import { versionFolder } from '../../../src/node/dataset/versions';
import { exists } from '../../../src/node/files/exists';
import { currentKey } from '../../../src/node/prepare/currentKey';
import { servingOf } from '../../../src/node/prepare/serving';
import { currentCollected } from '../../../src/node/dataset/versions';
import { openProject } from '../../../src/node/project';
import { withProject, type TemporaryProject } from '../stages/temporaryProject';
import { prepareIn } from './prepareOnce';

const api = JSON.stringify(resolve(import.meta.dirname, '../../../node_modules/@duckdb/node-api'));

/** Doubles `a`, leaves the first row out, and says so. */
const clean = `const { DuckDBInstance } = require(${api});
(async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const { LIFECYCLE_INPUT: from, LIFECYCLE_OUTPUT: to } = process.env;
  await connection.run(\`COPY (SELECT a * 2 AS a, job, 1.5 AS made FROM '\${from}' OFFSET 1) TO '\${to}' (FORMAT parquet)\`);
  console.log('cleaned');
})();
`;
const csv = 'a,job\n1, x\n2, y\n3, z\n4, z\n';

const withRun = (
  prepare: unknown,
  files: Readonly<Record<string, string>>,
  use: (project: TemporaryProject) => Promise<void>,
) =>
  withProject(async (project) => {
    await project.write({ 'x.csv': csv, ...files });
    await project.declare({ x: { path: 'x.csv', prepare } });
    await use(project);
  });

const refusalOf = async (project: TemporaryProject): Promise<LifecycleError> => {
  try {
    await prepareIn(project, 'x');
  } catch (error) {
    assert.ok(isLifecycleError(error), String(error));
    return error;
  }
  return assert.fail('it was prepared');
};

describe('a command as a step', function () {
  this.timeout(60_000);

  const steps = [
    { trim: ['job'] },
    { run: 'node clean.cjs' },
    { rename: { a: 'doubled' } },
    { filter: 'doubled < 8' },
    { derive: { next: 'doubled + 1' } },
  ];

  it('is given the rows as they are by then, and its own go on through the steps behind it', () =>
    withRun(steps, { 'clean.cjs': clean }, async (project) => {
      const { rows, version } = await prepareIn(project, 'x');
      assert.deepEqual(rows, [
        { doubled: 4, job: 'y', made: 1.5, next: 5 },
        { doubled: 6, job: 'z', made: 1.5, next: 7 },
      ]);
      const opened = await openProject(project.root);
      const [record] = version.runs ?? [];
      assert.equal(record?.command, 'node clean.cjs');
      assert.equal(record.step, 1);
      assert.match(record.code.script ?? '', /^sha256:/);
      const folder = versionFolder(opened, version);
      assert.equal(await readFile(join(folder, record.log), 'utf8'), 'cleaned\n');
      assert.equal(await exists(join(folder, 'run-2-input.parquet')), false);
      assert.deepEqual(
        version.effects.map(({ step, rowsBefore, rowsAfter }) => [step, rowsBefore, rowsAfter]),
        [
          ['trim', 4, 4],
          ['run', 4, 3],
          ['rename', 3, 3],
          ['filter', 3, 2],
          ['derive', 2, 2],
        ],
      );
    }));

  it('is where a single row begins: a request brings what the command left', () =>
    withRun(steps, { 'clean.cjs': clean }, async (project) => {
      const { version } = await prepareIn(project, 'x');
      const inputs = ['next', 'job'].map((name) => ({ name, type: 'number' as const }));
      assert.deepEqual(await servingOf(version, inputs), {
        steps: [{ rename: { a: 'doubled' } }, { derive: { next: 'doubled + 1' } }],
        inputs: [
          { name: 'a', type: version.effects[1]?.created?.[0]?.type },
          { name: 'job', type: 'VARCHAR' },
        ],
      });
    }));

  it('may be all of a preparation', () =>
    withRun(
      { run: 'bash copy.sh' },
      { 'copy.sh': 'cp "$LIFECYCLE_INPUT" "$LIFECYCLE_OUTPUT"' },
      async (project) => {
        const { rows, version } = await prepareIn(project, 'x');
        assert.equal(rows.length, 4);
        assert.deepEqual(version.steps, [{ run: 'bash copy.sh' }]);
      },
    ));

  it('is run again when its script changed, and not when nothing did', () =>
    withRun(
      [{ run: 'bash copy.sh' }],
      { 'copy.sh': 'cp "$LIFECYCLE_INPUT" "$LIFECYCLE_OUTPUT"' },
      async (project) => {
        const { version } = await prepareIn(project, 'x');
        const keyNow = async () => {
          const opened = await openProject(project.root);
          const collected = await currentCollected(opened, 'x');
          const dataset = opened.manifest.datasets?.['x'];
          return collected && dataset && currentKey(opened, collected, dataset);
        };
        assert.equal(await keyNow(), version.key);
        await project.write({ 'copy.sh': '# other\ncp "$LIFECYCLE_INPUT" "$LIFECYCLE_OUTPUT"' });
        assert.notEqual(await keyNow(), version.key);
        assert.notEqual((await prepareIn(project, 'x')).version.key, version.key);
      },
    ));

  for (const [what, script, code, message] of [
    ['fails', 'echo no; exit 3', 'failed', /bash copy\.sh failed with exit code 3\./],
    ['writes nothing', 'true', 'failed', /bash copy\.sh ended well, but wrote no rows\./],
    ['writes no Parquet', 'echo x > "$LIFECYCLE_OUTPUT"', 'failed', /cannot be read as Parquet/],
  ] as const)
    it(`leaves no version where it ${what}`, () =>
      withRun([{ run: 'bash copy.sh' }], { 'copy.sh': script }, async (project) => {
        const error = await refusalOf(project);
        assert.equal(error.code, code);
        assert.match(error.message, message);
        const log = join(project.root, '.lifecycle/datasets/x/run-1.log');
        assert.equal(await exists(log), true);
        await rm(log);
      }));

  it('is refused at its line where only a shell could read it', () =>
    withRun([{ trim: ['job'] }, { run: 'cat a | sort' }], {}, async (project) => {
      const error = await refusalOf(project);
      assert.equal(error.code, 'input');
      assert.match(error.message, /uses "\|", which only a shell understands/);
      assert.equal(error.problems[0]?.line, 8);
    }));
});
