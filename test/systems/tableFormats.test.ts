// Collecting tables of Delta Lake and Iceberg that their own writers made: our rows against those that the writers' readers see.
import assert from 'node:assert/strict';
import {
  copyFile,
  cp,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectedVersion } from '../../src/core/dataset/version';
import { planCollect } from '../../src/node/collect/plan';
import { currentCollected } from '../../src/node/dataset/versions';
import { openProject } from '../../src/node/project';
import type { StageReport } from '../../src/node/stage';
import { collect } from '../../src/node/stages/collect';
import { withProject, type TemporaryProject } from '../node/stages/temporaryProject';
import { collectedRows, written, type Rows } from './lake/tables';
import { countingProxy, type CountingProxy } from './servers/countingProxy';
import type { Server } from './servers/server';
import { stores, type Owner } from './servers/stores';

const current = async ({ root }: TemporaryProject): Promise<CollectedVersion> => {
  const version = await currentCollected(await openProject(root), 'sales');
  assert.ok(version);
  return version;
};

/** As a collection of it fails: message and hint. */
async function refusal(project: TemporaryProject, source: unknown, path = 'data/sales.parquet') {
  await project.declare({ sales: { source, path } });
  return project.perform(collect, {}).then(
    () => assert.fail('was collected'),
    (error: unknown) => {
      const { message, hint = '' } = error as { message: string; hint?: string };
      return `${message} ${hint}`;
    },
  );
}

/** Collects that source, and compares each row with what the writer's own reader saw: columns by their names. */
async function same(project: TemporaryProject, source: unknown, expected: Rows | undefined) {
  await project.declare({ sales: { source, path: 'data/sales.parquet' } });
  await project.perform(collect, {});
  assert.ok(expected);
  assert.deepEqual(await collectedRows(join(project.root, 'data/sales.parquet')), expected);
}

describe('collecting tables of Delta Lake', function () {
  this.timeout(600_000);
  let folder: string;
  let answers: Readonly<Record<string, Rows>>;
  const table = (name: string) => join(folder, name);
  before(async () => {
    const plain = join(await mkdtemp(join(tmpdir(), 'delta-')), 'tables');
    answers = await written('deltaTables.py', plain);
    folder = join(plain, '..', 'my tables %20 ä'); // whose name the writer itself would read as an address
    await rename(plain, folder);
  });
  after(() => rm(join(folder, '..'), { recursive: true }));
  /** A copy in the project that may be damaged. */
  const copied = async ({ root }: TemporaryProject, name = 'sales') => {
    await cp(table(name), join(root, 'in', name), { recursive: true });
    return join(root, 'in', name);
  };

  for (const [name, source] of [
    ['sales', 'sales'],
    ['sales 1', { delta: 'sales', version: 1 }],
    ['sales 4', { delta: 'sales', version: 4 }],
    ['vectors', 'vectors'],
    ['inline', 'inline'],
    ['mapped', 'mapped'],
    ['types', 'types'],
  ] as const)
    it(`brings the rows that deltalake reads: ${name}`, () =>
      withProject((project) =>
        same(
          project,
          typeof source === 'string' ? table(source) : { ...source, delta: table(source.delta) },
          answers[name],
        ),
      ));

  it('keeps the version with what was collected, and collects again only what changed', () =>
    withProject(async (project) => {
      const at = await copied(project);
      await same(project, 'in/sales', answers['sales']);
      const first = await current(project);
      assert.match(first.sources[0]?.snapshot ?? '', /^5 [0-9a-f]{16}$/);
      assert.equal(first.sources[0]?.uri, 'delta://in/sales');
      assert.equal((await project.perform(collect, {})).kind, 'skipped');
      await rm(join(at, '_delta_log/00000000000000000005.json'));
      assert.equal((await project.perform(collect, {})).kind, 'done');
      assert.match((await current(project)).sources[0]?.snapshot ?? '', /^4 /);
      assert.deepEqual(await collectedRows(join(project.root, 'data/sales.parquet')), answers['sales 4']);
    }));

  it('goes back to the version of a time, by what the commits say themselves', () =>
    withProject(async (project) => {
      const log = await readFile(join(table('sales'), '_delta_log/00000000000000000001.json'), 'utf8');
      const [, time = ''] = /"timestamp":(\d+)/.exec(log) ?? [];
      const at = await copied(project);
      const as_of = new Date(Number(time)).toISOString();
      await same(project, { delta: 'in/sales', as_of }, answers['sales 1']);
      assert.match(at, /in/);
      const early = await refusal(project, { delta: 'in/sales', as_of: '2001-01-01' });
      assert.match(early, /tells of no version as of 2001-01-01: its log begins at 20/);
    }));

  for (const [title, damage, told] of [
    [
      'a commit that was cut',
      async (at: string) => truncate(join(at, '_delta_log/00000000000000000005.json'), 300),
      /The log of Delta table in\/sales is torn: line \d+ of _delta_log\/0{19}5\.json cannot be read\. Copy/,
    ],
    [
      'a commit that is missing',
      async (at: string) => {
        await rm(join(at, '_delta_log/00000000000000000004.checkpoint.parquet'));
        await rm(join(at, '_delta_log/00000000000000000003.json'));
      },
      /torn: the commit of version 3 is missing/,
    ],
    [
      'a data file that is missing',
      async (at: string) => rm(join(at, 'part=x'), { recursive: true }),
      /in\/sales is not whole: part=x\/\S+ and \d+ more, which its record names, is missing/,
    ],
    [
      'a data file that was cut',
      async (at: string) => {
        for (const name of await readdir(join(at, 'part=x'))) await truncate(join(at, 'part=x', name), 300);
        await rm(join(at, '_delta_log/00000000000000000005.json')); // a state that was not collected
      },
      /Delta table in\/sales cannot be read: /,
    ],
    [
      'a log without a commit',
      async (at: string) => {
        for (const name of await readdir(join(at, '_delta_log'))) await rm(join(at, '_delta_log', name));
        await writeFile(join(at, '_delta_log/_commit.tmp'), '');
      },
      /has a _delta_log without a commit: it is no whole Delta table/,
    ],
    [
      'a feature that is not known',
      async (at: string) => {
        const line = {
          protocol: { minReaderVersion: 3, minWriterVersion: 7, readerFeatures: ['flyingCarpet'] },
        };
        await writeFile(join(at, '_delta_log/00000000000000000006.json'), JSON.stringify(line));
      },
      /Delta table in\/sales uses what cannot be read here: flyingCarpet\./,
    ],
    [
      'a file outside of the folder',
      async (at: string) => {
        const add = { path: 's3://other/x.parquet', size: 1, partitionValues: {}, dataChange: true };
        await writeFile(join(at, '_delta_log/00000000000000000006.json'), JSON.stringify({ add }));
      },
      /names a file outside of its folder: s3:\/\/other\/x\.parquet\. A shallow clone/,
    ],
  ] as const)
    it(`says what is wrong with ${title}, and keeps what was collected`, () =>
      withProject(async (project) => {
        const at = await copied(project);
        await same(project, 'in/sales', answers['sales']);
        await damage(at);
        assert.match(await refusal(project, 'in/sales'), told);
        assert.deepEqual(await collectedRows(join(project.root, 'data/sales.parquet')), answers['sales']);
      }));

  it('refuses a table without rows, a version that is not there, and a path that is no Parquet file', () =>
    withProject(async (project) => {
      assert.match(await refusal(project, table('empty/t')), /gave no rows/);
      // else the extension of DuckDB reads such columns as missing, and says nothing
      assert.match(await refusal(project, table('parts')), /is partitioned by renamed columns \(part\)/);
      assert.match(
        await refusal(project, { delta: table('sales'), version: 77 }),
        /has no version 77: its newest is 5/,
      );
      assert.match(
        await refusal(project, table('sales'), 'data/sales.csv'),
        /data\/sales\.csv is not called so/,
      );
    }));

  it('refuses to take a table apart, and names what to do', () =>
    withProject(async (project) => {
      await copied(project);
      for (const glob of ['in/sales/**/*.parquet', 'in/sales/part=x/*.parquet', 'in/sales/part=x', 'in'])
        assert.match(
          await refusal(project, glob, 'data/sales'),
          /takes files out of the Delta table \S*in\/sales, deleted and older rows among them\. Name the folder/,
          glob,
        );
      await project.declare({ sales: { path: 'in/sales' } });
      await assert.rejects(
        project.perform(collect, {}),
        /in\/sales is a Delta table, which is not read file by file/,
      );
    }));
});

describe('collecting tables of Iceberg', function () {
  this.timeout(600_000);
  let folder: string;
  let answers: Readonly<Record<string, Rows>>;
  let first: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iceberg-'));
    const made = await written<{ answers: typeof answers; first: string }>('icebergTables.py', folder);
    ({ answers, first } = made);
    await rename(join(folder, 'n'), join(folder, 'moved')); // as a copy of it elsewhere
  });
  after(() => rm(folder, { recursive: true }));
  const table = (name: string) => join(folder, 'moved', name);
  const copied = async ({ root }: TemporaryProject) => {
    await cp(table('sales'), join(root, 'in/sales'), { recursive: true });
    return join(root, 'in/sales');
  };
  const newest = async (at: string) => {
    const names = (await readdir(join(at, 'metadata')))
      .filter((name) => name.endsWith('.metadata.json'))
      .sort();
    return join(at, 'metadata', names.at(-1) ?? '');
  };

  it('brings the rows that pyiceberg reads: as they are, of a snapshot, a tag and a time', () =>
    withProject(async (project) => {
      await same(project, table('sales'), answers['sales']);
      assert.match((await current(project)).sources[0]?.snapshot ?? '', /^\d+ schema 2$/);
      assert.equal((await project.perform(collect, {})).kind, 'skipped');
      await same(project, { iceberg: table('sales'), snapshot: first }, answers['first']);
      await same(project, { iceberg: table('sales'), snapshot: 'begun' }, answers['first']);
      await same(project, await newest(table('sales')), answers['sales']);
      await same(project, table('packed'), answers['packed']);
      await same(project, table('deletes'), answers['deletes']);
      assert.equal(answers['deletes']?.length, 37);
      const { snapshots } = JSON.parse(await readFile(await newest(table('sales')), 'utf8')) as {
        snapshots: readonly { 'timestamp-ms': number }[];
      };
      const as_of = new Date(snapshots[0]?.['timestamp-ms'] ?? 0).toISOString();
      await same(project, { iceberg: table('sales'), as_of }, answers['first']);
    }));

  for (const [title, damage, told] of [
    [
      'metadata that was cut',
      async (at: string) => truncate(await newest(at), 300),
      /is torn: it is no whole metadata/,
    ],
    [
      'a data file that is missing',
      async (at: string) => rm(join(at, 'data'), { recursive: true }),
      /in\/sales is not whole: data\/\S+ and \d+ more, which its record names, is missing/,
    ],
    [
      'a manifest that was cut',
      async (at: string) => {
        for (const name of await readdir(join(at, 'metadata')))
          if (/-m\d+\.avro$/.test(name)) await truncate(join(at, 'metadata', name), 200);
      },
      /metadata\/\S+-m\d+\.avro of Iceberg table in\/sales is torn/,
    ],
    [
      'no metadata at all',
      async (at: string) => {
        for (const name of await readdir(join(at, 'metadata')))
          if (name.endsWith('.json')) await rm(join(at, 'metadata', name));
      },
      /has no metadata file: it is no whole Iceberg table/,
    ],
    [
      'two metadata files of one number',
      async (at: string) =>
        copyFile(await newest(at), (await newest(at)).replace(/-[^-/]+$/, '-other.metadata.json')),
      /has 2 metadata files of the same number.*only its catalog knows which counts/,
    ],
  ] as const)
    it(`says what is wrong with ${title}, and keeps what was collected`, () =>
      withProject(async (project) => {
        const at = await copied(project);
        await same(project, 'in/sales', answers['sales']);
        await damage(at);
        assert.match(await refusal(project, 'in/sales'), told);
        assert.deepEqual(await collectedRows(join(project.root, 'data/sales.parquet')), answers['sales']);
      }));

  it('refuses a table without rows, a snapshot that is not there, and files taken out of a table', () =>
    withProject(async (project) => {
      await copied(project);
      assert.match(await refusal(project, table('empty')), /holds no rows/);
      assert.match(await refusal(project, { iceberg: 'in/sales', snapshot: '12' }), /has no snapshot 12/);
      assert.match(
        await refusal(project, 'in/sales/data/**/*.parquet', 'data/sales'),
        /takes files out of the Iceberg table/,
      );
    }));
});

describe('collecting tables from a store of objects', function () {
  this.timeout(600_000);
  const [store] = stores;
  const earlier = { ...process.env };
  let folder: string;
  let server: Server | undefined;
  let proxy: CountingProxy;
  let owner: Owner;
  let delta: Readonly<Record<string, Rows>>;
  let iceberg: Readonly<Record<string, Rows>>;
  let missing: string | undefined;
  const whenThere = (title: string, work: () => Promise<void>) =>
    it(title, async function () {
      if (missing === undefined) return work();
      if (this.test) this.test.title += ` (skipped: ${missing})`;
    });
  const put = async (at: string, key: string) => {
    for (const entry of await readdir(at, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      await owner.put('lake', `${key}/${file.slice(at.length + 1)}`, await readFile(file));
    }
  };

  before(async () => {
    assert.ok(store);
    const made = await store.ready();
    if (made.kind === 'missing') {
      missing = made.why;
      return;
    }
    folder = await mkdtemp(join(tmpdir(), 'lake-'));
    delta = await written('deltaTables.py', join(folder, 'delta'));
    ({ answers: iceberg } = await written<{ answers: typeof iceberg }>(
      'icebergTables.py',
      join(folder, 'iceberg'),
    ));
    server = await store.start(made.folder);
    proxy = await countingProxy(server.port);
    owner = store.owner(server.port);
    Object.assign(process.env, store.environment(proxy.port), { AWS_EC2_METADATA_DISABLED: 'true' });
    await owner.make('lake');
    await put(join(folder, 'delta/sales'), 'tables/sales');
    await put(join(folder, 'delta/vectors'), 'tables/vectors');
    await put(join(folder, 'iceberg/n/sales'), 'ice/sales');
  });
  after(async () => {
    for (const key of Object.keys(process.env)) if (!(key in earlier)) delete process.env[key];
    Object.assign(process.env, earlier);
    if (server) await proxy.close();
    await server?.stop();
    if (missing === undefined) await rm(folder, { recursive: true });
  });

  whenThere('brings the rows that their own readers see', () =>
    withProject(async (project) => {
      await same(project, 's3://lake/tables/sales', delta['sales']);
      await same(project, { delta: 's3://lake/tables/sales', version: 1 }, delta['sales 1']);
      await same(project, 's3://lake/tables/vectors/', delta['vectors']);
      await same(project, 's3://lake/ice/sales', iceberg['sales']);
    }),
  );

  whenThere('fetches only files that are new, and lists in a dry run what would come', () =>
    withProject(async (project) => {
      const dataset = { source: 's3://lake/tables/sales', path: 'data/sales.parquet' };
      const plan = async () => {
        const signal = new AbortController().signal;
        const opened = await openProject(project.root);
        return planCollect({ project: opened, name: 'sales', dataset, report: () => undefined, signal });
      };
      await same(project, { delta: dataset.source, version: 4 }, delta['sales 4']);
      await project.declare({ sales: dataset });
      const { files } = await plan();
      const coming = files.filter(({ change }) => change === 'new').map(({ uri }) => uri);
      const staying = files.filter(({ change }) => change === 'unchanged').map(({ uri }) => uri);
      assert.equal(coming.length, 2);
      assert.equal(staying.length, 5);
      assert.match(coming[0] ?? '', /^s3:\/\/lake\/tables\/sales\/part=/);
      await same(project, dataset.source, delta['sales']);
      proxy.served();
      assert.equal((await project.perform(collect, {})).kind, 'skipped');
      const again = proxy.served();
      const log = join(folder, 'delta/sales/_delta_log/00000000000000000004.checkpoint.parquet');
      assert.ok(again < (await stat(log)).size, `${again} bytes`); // of lists alone
      assert.equal((await plan()).files[0]?.change, 'unchanged');
      assert.deepEqual(
        (await readdir(join(project.root, '.lifecycle/datasets/sales'))).filter((name) =>
          /partial/.test(name),
        ),
        [],
      );
    }),
  );

  whenThere('keeps what was collected where a file is taken away while it reads, or is cancelled', () =>
    withProject(async (project) => {
      await put(join(folder, 'delta/sales'), 'going');
      await same(project, { delta: 's3://lake/going', version: 1 }, delta['sales 1']);
      await project.declare({ sales: { source: 's3://lake/going', path: 'data/sales.parquet' } });
      const stopping = new AbortController();
      let taking: Promise<unknown> = Promise.resolve();
      // told once the log has come: what it names is listed by then, and not yet fetched
      const onFirst = (work: () => void) => {
        let isFirst = true;
        return (event: StageReport) => {
          if (event.kind !== 'progress' || !event.message.startsWith('Downloading') || !isFirst) return;
          isFirst = false;
          work();
        };
      };
      const { signal } = stopping;
      await assert.rejects(
        project.perform(collect, {}, { signal, report: onFirst(() => stopping.abort()) }),
        (error: unknown) => (error as { code?: string }).code === 'cancelled' || signal.aborted,
      );
      proxy.throttle(2000);
      const names = (await readdir(join(folder, 'delta/sales/part=x'))).map((name) => `going/part=x/${name}`);
      await assert.rejects(
        project.perform(
          collect,
          {},
          {
            report: onFirst(() => {
              taking = Promise.all(names.map((name) => owner.remove('lake', name)));
            }),
          },
        ),
        /is not whole: part=x/,
      );
      await taking;
      proxy.throttle(undefined);
      assert.deepEqual(await collectedRows(join(project.root, 'data/sales.parquet')), delta['sales 1']);
    }),
  );

  whenThere('brings a split of a dataset of the Hugging Face Hub with what its card says', () =>
    withProject(async (project) => {
      const card =
        '---\nlicense: mit\nconfigs:\n- config_name: default\n  data_files:\n  - split: train\n    path: data/train-*\n---\n';
      await owner.put('lake', 'hub/reviews/README.md', Buffer.from(card));
      for (const [name, text] of [
        ['train-0', 'a\n1\n'],
        ['train-1', 'a\n2\n'],
        ['other', 'b\n3\n'],
      ] as const)
        await owner.put('lake', `hub/reviews/data/${name}.csv`, Buffer.from(text));
      await project.declare({ sales: { source: 's3://lake/hub/reviews', path: 'data/reviews' } });
      await project.perform(collect, {});
      const { sources, licence } = await current(project);
      assert.deepEqual(
        sources.map(({ uri, path }) => [uri, path]),
        [0, 1].map((shard) => [
          `s3://lake/hub/reviews/data/train-${shard}.csv`,
          `data/reviews/data/train-${shard}.csv`,
        ]),
      );
      assert.equal(licence, 'mit');
      assert.equal((await project.perform(collect, {})).kind, 'skipped');
    }),
  );

  whenThere('refuses to take a table apart, and tells what is missing', () =>
    withProject(async (project) => {
      for (const source of [
        's3://lake/tables/sales/*/*.parquet',
        's3://lake/tables/sales/part=x/',
        's3://lake/tables/',
        's3://lake/tables/*/*/*.parquet',
      ])
        assert.match(
          await refusal(project, source, 'data/sales'),
          /takes files out of the Delta table s3:\/\/lake\/tables\/\w+, /,
          source,
        );
      await put(join(folder, 'delta/inline'), 'torn');
      const [file = ''] = (await readdir(join(folder, 'delta/inline'))).filter(
        (name) => name.includes('zstd') || name.includes('snappy'),
      );
      await owner.remove('lake', `torn/${file}`);
      assert.match(
        await refusal(project, 's3://lake/torn'),
        /Delta table s3:\/\/lake\/torn is not whole: part-/,
      );
    }),
  );
});
