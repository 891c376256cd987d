// Folders that are datasets as a whole, without their own writers: a dataset laid out as on the Hugging Face Hub, and how such folders and tables are found and proposed.
import assert from 'node:assert/strict';
import { readFile, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { whatMoved } from '../../../src/core/catalog/collectedStanding';
import type { CollectedVersion } from '../../../src/core/dataset/version';
import { gatherFound } from '../../../src/node/catalog/found';
import { lookAtSources } from '../../../src/node/catalog/sources';
import { planCollect } from '../../../src/node/collect/plan';
import { currentCollected, versionFolder } from '../../../src/node/dataset/versions';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { load } from '../../../src/node/duckdb/read';
import { proposeManifest } from '../../../src/node/manifest/init';
import { openProject } from '../../../src/node/project';
import { collect } from '../../../src/node/stages/collect';
import { withProject, type TemporaryProject } from '../stages/temporaryProject';

const card = `---
license: cc-by-4.0
pretty_name: Film reviews
configs:
- config_name: default
  data_files:
  - split: train
    path: data/train-*
  - split: test
    path: data/test-*
dataset_info:
  features:
  - name: label
    dtype:
      class_label:
        names: {'0': bad, '1': good}
---
# Film reviews
`;
const reviews = {
  'in/reviews/README.md': card,
  'in/reviews/data/train-00000-of-00002.csv': 'text,label\na,0\n',
  'in/reviews/data/train-00001-of-00002.csv': 'text,label\nb,1\n',
  'in/reviews/data/test-00000-of-00001.csv': 'text,label\nc,1\n',
};
const table = {
  'in/sales/_delta_log/00000000000000000000.json': '{"commitInfo": {}}\n',
  'in/sales/part-0.parquet': 'x',
  'in/sales/part-1.parquet': 'x',
  'in/calls/metadata/v1.metadata.json': '{}',
  'in/calls/data/part-0.parquet': 'x',
};

const current = async ({ root }: TemporaryProject): Promise<CollectedVersion> => {
  const version = await currentCollected(await openProject(root), 'reviews');
  assert.ok(version);
  return version;
};

describe('a dataset laid out as on the Hugging Face Hub', () => {
  it('is brought split by split, with the licence, the name and the classes of its card', () =>
    withProject(async (project) => {
      await project.write(reviews);
      const source = { huggingface: 'in/reviews', split: 'train' };
      await project.declare({ reviews: { source, path: 'data/reviews' } });
      assert.equal((await project.perform(collect, {})).kind, 'done');
      const version = await current(project);
      assert.deepEqual(
        version.sources.map(({ uri, path }) => [uri, path]),
        ['00000', '00001'].map((shard) => [
          `in/reviews/data/train-${shard}-of-00002.csv`,
          `data/reviews/data/train-${shard}-of-00002.csv`,
        ]),
      );
      assert.equal(version.licence, 'cc-by-4.0');
      assert.equal(version.origin, 'Film reviews');
      assert.deepEqual(version.classes, { label: ['bad', 'good'] });
      const opened = await openProject(project.root);
      const told = await readFile(join(versionFolder(opened, version), 'card.md'), 'utf8');
      assert.match(told, /\| `label` \| 0: bad, 1: good \|/);
      assert.equal((await project.perform(collect, {})).kind, 'skipped');
      const { signal } = new AbortController();
      const dataset = opened.manifest.datasets?.['reviews'];
      assert.ok(dataset);
      const report = () => undefined;
      const plan = await planCollect({ project: opened, name: 'reviews', dataset, report, signal });
      assert.deepEqual(
        plan.files.map(({ change }) => change),
        ['unchanged', 'unchanged'],
      );
    }));

  it('keeps what a person wrote of its rights', () =>
    withProject(async (project) => {
      await project.write(reviews);
      const source = 'huggingface://in/reviews?split=test';
      await project.declare({ reviews: { source, path: 'data/reviews.csv', licence: 'MIT' } });
      await project.perform(collect, {});
      const { licence, origin, sources } = await current(project);
      assert.deepEqual([licence, origin, sources.length], ['MIT', 'Film reviews', 1]);
    }));

  it('is no heap of files where a plain path names it: which split is asked for', () =>
    withProject(async (project) => {
      await project.write(reviews);
      await project.declare({ reviews: { source: 'in/reviews', path: 'data/reviews' } });
      await assert.rejects(project.perform(collect, {}), /in\/reviews has several splits: train, test/);
    }));

  for (const [source, told] of [
    [{ huggingface: 'https://huggingface.co/datasets/a/b' }, /cannot be collected over http/],
    ['https://huggingface.co/datasets/a/b', /is a page about a dataset, not its files/],
    [{ delta: 'https://example.org/sales/' }, /Delta table https:\S+ cannot be collected over http/],
    [{ iceberg: 'ftp://example.org/sales/' }, /ftp:\S+ cannot be collected: nothing is known/],
    [{ delta: '../sales' }, /leads out of the project/],
    [{ delta: 'in/nothing' }, /Delta table in\/nothing is not there, or is empty/],
    [{ huggingface: 'in/nothing' }, /in\/nothing holds no data file/],
  ] as const)
    it(`is refused where it cannot be read, before anything is brought: ${JSON.stringify(source)}`, () =>
      withProject(async (project) => {
        await project.declare({ reviews: { source, path: 'data/reviews.parquet' } });
        await assert.rejects(project.perform(collect, {}), told);
      }));
});

describe('folders that are datasets as a whole', () => {
  it('are found as one each, and none of their files', () =>
    withProject(async (project) => {
      await project.write({ ...reviews, ...table, 'in/own.csv': 'a\n1\n' });
      const { files } = await gatherFound(await openProject(project.root));
      assert.deepEqual(
        files.map(({ path, what, names }) => [path, what, names]),
        [
          ['in/calls', 'Iceberg table', undefined],
          ['in/sales', 'Delta table', undefined],
          ['in/reviews', 'Hugging Face dataset', ['train', 'test']],
          ['in/own.csv', 'CSV', undefined],
        ],
      );
      await project.declare({
        a: { source: 'delta://in/sales?version=0', path: 'data/a.parquet' },
        b: { source: 'in/calls', path: 'data/b.parquet' },
      });
      const others = await gatherFound(await openProject(project.root));
      assert.deepEqual(
        others.files.map(({ path }) => path),
        ['in/reviews', 'in/own.csv'],
      );
    }));

  it('are proposed as sources that collect brings', () =>
    withProject(async (project) => {
      await project.write({ ...reviews, ...table });
      const { after } = await proposeManifest(await openProject(project.root), {
        readParquet: () => assert.fail('a part was read'),
      });
      assert.match(after, /sales:\n {4}source: in\/sales\n {4}path: in\/sales\.parquet\n/);
      assert.match(after, /calls:\n {4}source: in\/calls\n {4}path: in\/calls\.parquet\n/);
      assert.match(
        after,
        /reviews:\n {4}source: \{huggingface: in\/reviews, split: train\}\n {4}path: in\/reviews-train\n/,
      );
    }));

  it('are refused as the path of a dataset, and where a glob would take them apart', () =>
    withProject(async (project) => {
      await project.write(table);
      for (const [dataset, told] of [
        ['in/sales', /in\/sales is a Delta table, which is not read file by file/],
        ['in/sales/*.parquet', /takes files out of the Delta table \S+in\/sales/],
        [
          { source: 'in/calls/data', path: 'data/calls' },
          /takes files out of the Iceberg table \S+in\/calls/,
        ],
        [{ source: 'in', path: 'data/all' }, /takes files out of the (Delta|Iceberg) table/],
      ] as const) {
        await project.declare({ reviews: dataset });
        await assert.rejects(project.perform(collect, {}), told);
      }
    }));

  it('are not read as a data file, and what to do is told', () =>
    withProject(async (project) => {
      await project.write(table);
      const read = (path: string) =>
        withDatabase((database) => load(database, [{ path: join(project.root, path) }], 't'));
      await assert.rejects(read('in/sales'), /in\/sales is a Delta table: its rows are not read/);
      await assert.rejects(read('in'), /in is no data file that can be read/);
    }));

  it('are out of date once their record has a newer state', () =>
    withProject(async (project) => {
      await project.write(table);
      const log = join(project.root, 'in/sales/_delta_log/00000000000000000000.json');
      const modified = (await stat(log)).mtime.toISOString();
      const moved = async (source: string, uri: string) => {
        const dataset = { source, path: 'data/sales.parquet' };
        const file = { uri, path: dataset.path, digest: 'sha256:0', bytes: 1, snapshot: '0 1', modified };
        const version: CollectedVersion = {
          schema: 1,
          kind: 'collected',
          dataset: 'sales',
          fingerprint: 'sha256:0',
          at: '2026-01-01T00:00:00Z',
          sources: [file],
          path: file.path,
          bytes: 1,
          seconds: 1,
        };
        return whatMoved(dataset, version, await lookAtSources(project.root, dataset, version), 'UTC');
      };
      const plain = ['in/sales', 'delta://in/sales'] as const;
      const pinned = ['delta://in/sales?version=0', 'delta://in/sales?version=0'] as const;
      assert.equal(await moved(...plain), undefined);
      await utimes(log, new Date(), new Date(Date.now() + 3_600_000));
      assert.equal(await moved(...plain), 'delta://in/sales has changed since 1 Jan 2026');
      assert.equal(await moved(...pinned), undefined);
      assert.equal(await moved('s3://b/sales', 'delta://s3://b/sales'), undefined);
      assert.equal(await moved('delta://in/other', plain[1]), 'its source has changed');
    }));
});
