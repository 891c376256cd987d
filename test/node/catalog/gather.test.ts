// Reading a project's small files: what is there, what is torn, what lies in the folder unnamed, and when looking ends.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { buildCatalog, viewNames, type Catalog } from '../../../src/core/catalog/catalog';
import type { CatalogFacts } from '../../../src/core/catalog/facts';
import { allNodes } from '../../../src/core/catalog/node';
import { readManifest } from '../../../src/core/manifest/read';
import type { RunEvent } from '../../../src/core/run/run';
import { dueOf } from '../../../src/node/catalog/datasets';
import { gatherFacts } from '../../../src/node/catalog/gather';
import { lookAtFolder } from '../../../src/node/catalog/look';
import { gatherFound } from '../../../src/node/catalog/found';
import { checkKey, freshnessOf, rules } from '../../../src/node/check/key';
import type { StoredCheck } from '../../../src/node/check/result';
import { clockAt } from '../../../src/node/clock';
import { collectDataset } from '../../../src/node/collect/collect';
import { evaluationKey } from '../../../src/node/evaluate/key';
import { digestText } from '../../../src/node/files/digest';
import { goalsOn } from '../../../src/core/quality/goalsOn';
import { preparationKey } from '../../../src/node/prepare/key';
import { interpreterIn } from '../../../src/node/python/find';
import { projectPaths } from '../../../src/node/paths';
import { ownIdentity } from '../../../src/node/process/identity';
import { openProject } from '../../../src/node/project';
import { writeEvent, writeVersion } from '../../../src/node/registry/write';
import {
  check,
  collected,
  deployed,
  event,
  finding,
  manifestText,
  opened,
  prepared,
  promoted,
  refused,
  resolved,
  run,
  version,
  window,
} from '../../core/catalog/story';

let root: string;

const put = async (path: string, content: unknown): Promise<void> => {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
};

const lines = (...documents: readonly unknown[]) =>
  documents.map((one) => `${JSON.stringify(one)}\n`).join('');
const folderOf = (fingerprint: string) => `.lifecycle/datasets/bank/${fingerprint.slice('sha256:'.length)}`;

const look = async (asOf?: string): Promise<CatalogFacts> =>
  gatherFacts(await openProject(root), clockAt(asOf));
const rows = (catalog: Catalog) => viewNames.flatMap((view) => [...allNodes(catalog[view])]);

const trainRun = run('train', '11-21T08:00', { status: 'done' }, { id: '20261121T080000-train1' }).record;

const dataset = readManifest(manifestText, 'f').manifest.datasets?.['bank'] ?? assert.fail();
const current = { ...prepared, key: preparationKey(collected, dataset) };
const judgedAt = '2026-11-20T09:00:00.000Z';
const judging = {
  dataset,
  prepared: current,
  collected,
  freshness: freshnessOf(dataset, current, collected, judgedAt),
  asOf: judgedAt,
  asksPositive: false,
  goals: goalsOn(readManifest(manifestText, 'f').manifest, 'bank'),
};
const judged: StoredCheck = {
  ...check([finding('leak:duration', 'error')], false),
  schema: 1,
  dataset: 'bank',
  prepared: current.fingerprint,
  asOf: judgedAt,
  key: checkKey(judging),
};

/** Real files of a project in the middle of its life. */
const answeredAt = '2026-11-21T09:30:00.000Z';

async function writeStory(): Promise<void> {
  await put('lifecycle.yaml', manifestText);
  await put('source/history.csv', 'a,b\n1,2\n');
  await put('data/bank.csv', 'a,b\n1,2\n');
  await put('.lifecycle/datasets/bank/current.json', {
    schema: 1,
    collected: collected.fingerprint,
    prepared: prepared.fingerprint,
  });
  await put(`${folderOf(collected.fingerprint)}/version.json`, collected);
  await put(`${folderOf(prepared.fingerprint)}/version.json`, current);
  await put(`${folderOf(prepared.fingerprint)}/check.json`, judged);
  await put(`${folderOf(prepared.fingerprint)}/test-reads.jsonl`, lines({ run: 'a' }, { run: 'b' }));
  const paths = projectPaths(root);
  await writeVersion(paths, version(1), '# Card\n');
  await writeVersion(paths, version(2, 0.638), '# Card\n');
  await writeEvent(paths, 'uptake', event(promoted(1)));
  await writeEvent(paths, 'uptake', event(refused(2, 'goal', 'roc_auc 0.638 misses >= 0.65.')));
  await put(`.lifecycle/runs/${trainRun.id}/run.json`, trainRun);
  await put(
    `.lifecycle/runs/${trainRun.id}/events.jsonl`,
    lines(
      { kind: 'started', at: trainRun.at, process: ownIdentity() } satisfies RunEvent,
      {
        kind: 'finished',
        at: trainRun.at,
        outcome: { kind: 'done', passed: true, summary: 'Trained.', document: null },
      } satisfies RunEvent,
    ),
  );
  await put('.lifecycle/deployments/local/state.json', { ...deployed, process: ownIdentity() });
  await put('.lifecycle/deployments/local/predictions/2026-11-21.jsonl', lines({ id: '1', at: answeredAt }));
  await put(
    '.lifecycle/monitors/local/windows.jsonl',
    lines({ ...window, rows: 1, isComplete: false }, window) + '{"torn',
  );
  await put('.lifecycle/monitors/local/alerts.jsonl', lines(opened('performance'), resolved('performance')));
}

/** The source as it was when it was collected. */
async function settleSource(): Promise<void> {
  const [source] = collected.sources;
  const modified = new Date(source?.modified ?? 0);
  await put('source/history.csv', 'x'.repeat(source?.bytes ?? 0));
  await utimes(join(root, 'source/history.csv'), modified, modified);
}

describe('gathering the facts of a project', () => {
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'catalog-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('tells the rest where a newer version of this program deployed to what this one does not know', async () => {
    await writeStory();
    await put('.lifecycle/deployments/local/state.json', { ...deployed, target: 'moon' });
    const { deployments, runs } = await look();
    assert.equal(deployments[0]?.isAlive, undefined);
    assert.ok(runs.length > 0);
  });

  it('knows since when there is a Python environment, and whether it is still to be made', async () => {
    const python = async (asOf?: string) => {
      const { environmentAt, lacksEnvironment } = await look(asOf);
      return { environmentAt, lacksEnvironment };
    };
    const lacks = { environmentAt: undefined, lacksEnvironment: true };
    const unknown = { environmentAt: undefined, lacksEnvironment: undefined };
    await put('lifecycle.yaml', 'lifecycle: 1\n');
    assert.deepEqual(await python(), unknown);
    await put('lifecycle.yaml', 'python: {requirements: requirements.txt}\n');
    assert.deepEqual(await python(), lacks);
    await put(relative(root, interpreterIn(join(root, '.venv'))), '');
    for (const [name, at] of [
      ['pyvenv.cfg', '2026-11-20T08:00:00.000Z'],
      ['requirements.sha256', '2026-11-20T08:01:00.000Z'],
    ] as const) {
      await put(`.venv/${name}`, '');
      await utimes(join(root, '.venv', name), new Date(at), new Date(at));
      assert.deepEqual(await python(), { ...unknown, environmentAt: at });
    }
    assert.deepEqual(await python('2026-11-20T08:00:30.000Z'), unknown);
    await put('.venv/lifecycle.unfinished', 'new');
    assert.deepEqual(await python(), lacks);
    await put('lifecycle.yaml', 'python: {requirements: requirements.txt, interpreter: python3}\n');
    assert.deepEqual(await python(), unknown);
  });

  it('says of one dataset what is due', async () => {
    await writeStory();
    await settleSource();
    const due = async () => dueOf(await openProject(root), 'bank', clockAt('2026-11-22'));
    assert.equal(await due(), undefined);
    await put('lifecycle.yaml', manifestText.replace('[duration]', '[duration, day]'));
    assert.deepEqual(await due(), { stage: 'prepare', why: 'its steps have changed', isNew: false });
  });

  it('reads what is there of everything the manifest names', async () => {
    await writeStory();
    const facts = await look();
    assert.deepEqual(facts.broken, []);
    assert.deepEqual(facts.datasets[0]?.collected, collected);
    assert.deepEqual(facts.datasets[0]?.prepared, current);
    assert.deepEqual(
      [facts.datasets[0]?.isPreparedCurrent, facts.datasets[0]?.checkStanding],
      [true, 'current'],
    );
    assert.equal(facts.datasets[0]?.testReads, 2);
    assert.equal(facts.datasets[0]?.sources?.[0]?.bytes, 8);
    assert.deepEqual(facts.registries[0]?.aliases, { champion: 1 });
    assert.equal(facts.runs[0]?.state.status, 'done');
    assert.equal(facts.deployments[0]?.isAlive, true);
    assert.equal(facts.deployments[0]?.lastPrediction, answeredAt, 'not when the file was copied');
    assert.equal(facts.madeLater, undefined);
    assert.deepEqual((await look('2020-01-01')).madeLater, ['uptake']);
    const [other] = (await look('2026-11-30')).deployments;
    assert.deepEqual([other?.isOfToday, other?.isAlive], [true, undefined]);
    assert.deepEqual(
      facts.monitors[0]?.windows.map(({ rows, isComplete }) => [rows, isComplete]),
      [[1200, true]],
    );
    const labels = rows(buildCatalog(facts)).map(({ label }) => label);
    for (const label of ['leak:duration is wrong.', 'Version 2', 'Goal missed', 'http://127.0.0.1:8080'])
      assert.ok(labels.includes(label), label);
  });

  it('knows nothing later than the time judged at', async () => {
    await writeStory();
    const facts = await look('2026-11-21T12:00:00.000Z');
    assert.deepEqual(
      facts.registries[0]?.versions.map((one) => one.version),
      [1],
    );
    assert.deepEqual([facts.monitors[0]?.windows, facts.monitors[0]?.alerts], [[], []]);
    assert.equal(facts.runs.length, 1);
    const later = await look('2026-11-22T12:00:00.000Z');
    assert.deepEqual([later.monitors[0]?.windows.length, later.monitors[0]?.alerts.length], [1, 1]);
    assert.deepEqual((await look('2026-11-20T00:00:00.000Z')).runs, []);
  });

  const state = [
    ['.lifecycle/datasets/bank/current.json', 'datasets', 'bank'],
    [`${folderOf(collected.fingerprint)}/version.json`, 'datasets', 'bank'],
    [`${folderOf(prepared.fingerprint)}/version.json`, 'datasets', 'bank'],
    [`${folderOf(prepared.fingerprint)}/check.json`, 'datasets', 'bank'],
    ['.lifecycle/registry/uptake/2/version.yaml', 'models', 'uptake'],
    [`.lifecycle/runs/${trainRun.id}/run.json`, 'runs', trainRun.id],
    ['.lifecycle/deployments/local/state.json', 'deployments', 'local'],
    ['.lifecycle/monitors/local/windows.jsonl', 'monitors', 'local'],
    ['.lifecycle/monitors/local/alerts.jsonl', 'monitors', 'local'],
  ] as const;
  const damages = [
    ['torn', '{"schema": 1, "kind\n'],
    ['another document', '{"schema": 1, "collected": 5}\n'],
    ['a list', '[]\n'],
    ['null', 'null\n'],
    ['bytes', '\0\u0001\ufffd\n'],
    ['of a newer version', '{"schema": 2}\n'],
  ] as const;
  for (const [file, section, name] of state)
    for (const [what, content] of damages)
      it(`makes a row of ${file.split('/').slice(-2).join('/').slice(-40)} that is ${what}, and shows the rest`, async () => {
        await writeStory();
        await put(file, content);
        const facts = await look();
        assert.deepEqual(
          facts.broken.map((one) => [one.section, one.name, one.file]),
          [[section, name, file]],
        );
        const catalog = buildCatalog(facts);
        const row = rows(catalog).find(({ about }) => about.path === file && rows(catalog).length > 0);
        assert.equal(row?.kind, 'failure');
        assert.equal(row?.state, 'error');
        assert.ok(row?.fix);
        assert.ok(rows(catalog).length > 20);
      });

  it('takes for trained what evaluate would take: with its model file there, measured or not', async () => {
    await writeStory();
    const folder = `.lifecycle/runs/${trainRun.id}`;
    const file = { path: 'model.onnx', digest: 'sha256:1', bytes: 4 };
    const outcome = { kind: 'done', passed: true, summary: 'Trained.', document: null } as const;
    const measured = (digest: string) => ({
      schema: 1,
      run: trainRun.id,
      digest,
      metric: 'roc_auc',
      measuredOn: 'test',
      test: { rows: 1, metrics: {} },
      slices: [],
    });
    const events: RunEvent[] = [
      { kind: 'training', at: trainRun.at, inputs: version(1).training },
      { kind: 'output', at: trainRun.at, file },
      { kind: 'finished', at: trainRun.at, outcome },
    ];
    await put(`${folder}/events.jsonl`, lines(...events));
    await put('.lifecycle/candidates/uptake.json', {
      schema: 1,
      run: trainRun.id,
      from: 'train',
      at: trainRun.at,
    });
    assert.deepEqual((await look()).candidates, []);
    await put(`${folder}/artifacts/model.onnx`, 'onnx');
    const told = async () =>
      (await look()).candidates.map(({ run: { record }, measured }) => [record.id, measured?.standing]);
    assert.deepEqual(await told(), [[trainRun.id, undefined]]);
    await put(`${folder}/evaluation.json`, measured('sha256:1'));
    assert.deepEqual(await told(), [[trainRun.id, 'otherwise']], 'no key tells by what');
    const candidate = { training: version(1).training, digest: 'sha256:1', prepared, isPreparedAnew: false };
    const key = evaluationKey(await openProject(root), candidate);
    await put(`${folder}/evaluation.json`, { ...measured('sha256:1'), key });
    assert.deepEqual(await told(), [[trainRun.id, 'current']]);
    await put(`${folder}/evaluation.json`, measured('sha256:of another file'));
    assert.deepEqual(await told(), [[trainRun.id, undefined]]);
    assert.deepEqual((await look('2026-11-20T00:00:00.000Z')).candidates, []);
  });

  for (const [folder, name] of [
    ['.lifecycle/registry', 'uptake'],
    ['.lifecycle/registry/uptake', 'uptake'],
  ] as const)
    it(`says that ${folder} cannot be read, and not that there is no version`, async () => {
      await writeStory();
      await rm(join(root, folder), { recursive: true });
      await symlink(join(root, folder), join(root, folder)); // a circle: what nobody can read, root neither
      const facts = await look();
      assert.deepEqual(
        facts.broken.map((one) => [one.section, one.name, one.file, one.reason]),
        [['models', name, folder, 'The registry cannot be read (ELOOP)']],
      );
      const row = rows(buildCatalog(facts)).find(({ about }) => about.path === folder);
      assert.deepEqual([row?.kind, row?.state], ['failure', 'error']);
    });

  it('shows why a folder cannot be read in the place of its rows', async () => {
    await symlink(join(root, 'lifecycle.yaml'), join(root, 'lifecycle.yaml'));
    const { facts, failure } = await lookAtFolder(root, clockAt());
    assert.equal((failure as NodeJS.ErrnoException).code, 'ELOOP');
    const [row] = buildCatalog(facts).process;
    assert.deepEqual([row?.kind, row?.state], ['problem', 'error']);
    assert.match(row?.label ?? '', /^This folder cannot be read: .*is a link that leads to itself/);
  });

  it('does not follow a name in a state file out of the folder', async () => {
    await writeStory();
    await put('.lifecycle/datasets/bank/current.json', { schema: 1, collected: '../../../../../../etc' });
    const facts = await look();
    assert.equal(facts.datasets[0]?.collected, undefined);
  });

  it('sees that a source has changed', async () => {
    await writeStory();
    await settleSource();
    const before = buildCatalog(await look()).next.map(({ title }) => title);
    assert.ok(!before.includes('Collect bank'), before.join());
    await put('source/history.csv', 'longer than before'.repeat(10));
    const after = buildCatalog(await look()).next;
    assert.equal(
      after.find(({ title }) => title === 'Collect bank')?.why,
      'source/history.csv has changed since 20 Nov 2026.',
    );
  });

  for (const [pattern, path, told] of [
    ['source/*.csv', 'source/later.csv', 'source/later.csv was not collected yet.'],
    ['./source', 'source/2009/later.csv', 'source/2009/later.csv was not collected yet.'],
    ['./source', 'source/notes.md', undefined],
    ['source/h*.csv', 'source/later.csv', undefined],
    ['source/history.csv', 'source/later.csv', undefined],
    ['source/later.csv', 'source/later.csv', 'Its source has changed.'],
  ] as const)
    it(`${told === undefined ? 'sees nothing new in' : 'sees what became of'} ${pattern} with ${path}`, async () => {
      await writeStory();
      await settleSource();
      await put('lifecycle.yaml', manifestText.replace('source/history.csv', pattern));
      await put(path, 'a,b\n1,2\n');
      const step = buildCatalog(await look()).next.find(({ title }) => title === 'Collect bank');
      assert.equal(step?.why, told);
    });

  it('tells that a path has changed until it was collected from there', async () => {
    const text = (path: string) => `lifecycle: 1\ndatasets:\n  loans: {path: ${path}}\n`;
    await put('lifecycle.yaml', text('data/loans.csv'));
    await put('data/loans.csv', 'a,b\n1,2\n');
    await put('data/later.csv', 'a,b\n3,4\n');
    const collect = async () => {
      const project = await openProject(root);
      const options = { clock: clockAt(), report: () => undefined, signal: new AbortController().signal };
      const dataset = project.manifest.datasets?.['loans'] ?? assert.fail();
      await collectDataset({ project, name: 'loans', dataset, ...options });
    };
    const told = async (path: string) => {
      await put('lifecycle.yaml', text(path));
      const why = buildCatalog(await look()).next.find(({ title }) => title === 'Collect loans')?.why;
      return why?.replace(/ since .*/, '');
    };
    await collect();
    assert.equal(await told('data/loans.csv'), undefined);
    assert.equal(await told('data/*.csv'), 'data/later.csv was not collected yet.');
    assert.equal(await told('data/later.csv'), 'Its path has changed.');
    await told('data/*.csv');
    await collect();
    assert.equal(await told('data/*.csv'), undefined);
    await rm(join(root, 'data/later.csv'));
    assert.equal(await told('data/*.csv'), 'data/later.csv was taken away');
    assert.equal(await told('data/loans.csv'), 'Its path has changed.');
    for (const path of [
      '"data/[!x]*.csv"',
      '"{data/loans,loans}.csv"',
      '"{data/**,loans}/*.csv"',
      `data, source: ${root}/data`,
    ]) {
      await told(path);
      await collect();
      assert.equal(await told(path), undefined, path);
    }
    const braces = 'data/copy, source: "raw/{2024/*,2025/*}.csv"';
    await put('raw/2024/may.csv', 'a,b\n1,2\n');
    await told(braces);
    await collect();
    assert.equal(await told(braces), undefined);
    assert.equal(await readFile(join(root, 'data/copy/2024/may.csv'), 'utf8'), 'a,b\n1,2\n');
  });

  it('does not take a source for changed that was only touched', async () => {
    await writeStory();
    await settleSource();
    const bytes = await readFile(join(root, 'source/history.csv'));
    const versionFile = `.lifecycle/datasets/bank/${collected.fingerprint.slice('sha256:'.length)}/version.json`;
    const sources = collected.sources.map((source) => ({ ...source, digest: digestText(bytes) }));
    await put(versionFile, { ...collected, sources });
    const touched = async (file: Buffer) => {
      await writeFile(join(root, 'source/history.csv'), file);
      return buildCatalog(await look()).next.some(({ title }) => title === 'Collect bank');
    };
    assert.equal(await touched(bytes), false);
    assert.equal(await touched(Buffer.alloc(bytes.length, 'y')), true);
  });

  for (const [what, change, title, why] of [
    [
      'a setting that preparing looks at',
      ['target: y', 'target: z'],
      'Prepare bank',
      'Its settings have changed.',
    ],
    [
      'what is expected',
      ['split: {by', 'expect: {unique: [id]}\n    split: {by'],
      'Check bank',
      'What is expected of it has changed.',
    ],
  ] as const)
    it(`sees that ${what} has changed`, async () => {
      await writeStory();
      await settleSource();
      await put('lifecycle.yaml', manifestText.replace(change[0], change[1]));
      const step = buildCatalog(await look()).next.find((one) => one.title === title);
      assert.equal(step?.why, why);
    });

  it('says that a goal has changed, and not what is expected, where only that was touched', async () => {
    await writeStory();
    await settleSource();
    await put(`${folderOf(current.fingerprint)}/check.json`, { ...judged, goals: judging.goals });
    const due = async (change: readonly [string, string]) => {
      await put('lifecycle.yaml', manifestText.replace(...change));
      return buildCatalog(await look()).next.find((one) => one.title === 'Check bank')?.why ?? '';
    };
    assert.equal(await due(['', '']), '');
    assert.match(
      await due(['>= 0.65"}', '>= 0.7"}']),
      /^The goals of models that learn from it have changed/,
    );
    assert.equal(await due(['Call who is likely', 'Call whoever is likely']), '', 'no finding reads that');
  });

  it('says of a check made by earlier rules that the checks are newer, not that anything else has changed', async () => {
    await writeStory();
    await settleSource();
    const key = checkKey({ ...judging, by: rules - 1 });
    await put(`${folderOf(prepared.fingerprint)}/check.json`, { ...judged, key });
    const facts = await look();
    assert.equal(facts.datasets[0]?.checkStanding, 'older');
    const step = buildCatalog(facts).next.find((one) => one.title === 'Check bank');
    assert.equal(step?.why, 'The checks themselves are newer than its last check.');
  });

  it('reads a run again until it has ended', async () => {
    await put('lifecycle.yaml', manifestText);
    const { record } = run('train', '11-24T08:00', { status: 'running' });
    const events = `.lifecycle/runs/${record.id}/events.jsonl`;
    await put(`.lifecycle/runs/${record.id}/run.json`, record);
    await put(`.lifecycle/runs/${record.id}/heartbeat.json`, {
      process: ownIdentity(),
      at: new Date().toISOString(),
    });
    await put(events, lines({ kind: 'started', at: record.at, process: ownIdentity() }));
    const first = (await look()).runs[0]?.state.status;
    await put(
      events,
      lines({ kind: 'started', at: record.at }, { kind: 'stopped', at: record.at, by: 'ana' }),
    );
    assert.deepEqual([first, (await look()).runs[0]?.state.status], ['running', 'stopped']);
  });

  it('is quiet in a folder that has nothing of a model', async () => {
    await put('src/index.ts', 'export {};');
    await put('package.json', {});
    await put('node_modules/x/data.csv', 'a\n1\n');
    await put('.venv/lib/model.pkl', '');
    await put('tools/pyvenv.cfg', '');
    await put('tools/data.csv', 'a\n');
    const catalog = buildCatalog(await look());
    assert.equal(catalog.isEmpty, true);
    assert.deepEqual(rows(catalog), []);
  });
});

describe('finding what no manifest names', () => {
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'found-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  const found = async (limit?: number) => {
    const project = await openProject(root);
    return gatherFound(project, limit === undefined ? {} : { limit });
  };

  it('tells data, models, scripts, stores, pipelines and cluster objects', async () => {
    await put('bank.csv', 'a\n1\n');
    await put('sub/events.parquet', 'xx');
    await put('notes.json', '{}');
    const months = Array.from(
      { length: 12 },
      (_, month) => `traffic/2009-${String(month + 1).padStart(2, '0')}.csv`,
    );
    for (const path of months) await put(path, 'a\n');
    await put('train.py', '');
    await put('tests/train_test.py', '');
    await put('models/old.pkl', 'xyz');
    await put('mlruns/0/meta.yaml', '');
    await put('mlruns/123/meta.yaml', '');
    await put('mlruns/models/model.pkl', '');
    await put('mlflow.db', '');
    await put('dvc.yaml', 'stages:\n  prepare: {cmd: a}\n  train: {cmd: b}\n');
    await put(
      'k8s/app.yaml',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: s\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  labels: {a: b}\n  name: scorer\n---\napiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: uptake\n',
    );
    await put('values.yaml', 'kind: Deployment\n');
    assert.deepEqual((await found()).files, [
      { kind: 'data', path: 'bank.csv', what: 'CSV', bytes: 4 },
      { kind: 'data', path: 'sub/events.parquet', what: 'Parquet', bytes: 2 },
      {
        kind: 'data',
        path: 'traffic/2009-*.csv',
        what: 'CSV',
        bytes: 24,
        files: 12,
        members: months.map((path) => ({ path, bytes: 2 })),
      },
      { kind: 'script', path: 'train.py', what: 'training script' },
      { kind: 'model', path: 'models/old.pkl', what: 'pickle', bytes: 3 },
      { kind: 'tracking', path: 'mlruns', what: 'MLflow runs', experiments: 2 },
      { kind: 'tracking', path: 'mlflow.db', what: 'MLflow database' },
      { kind: 'pipeline', path: 'dvc.yaml', what: 'DVC pipeline', names: ['prepare', 'train'] },
      { kind: 'cluster', path: 'k8s/app.yaml', what: 'Kubernetes Deployment', names: ['scorer'] },
      { kind: 'cluster', path: 'k8s/app.yaml', what: 'Kubernetes InferenceService', names: ['uptake'] },
    ]);
  });

  it('keeps files apart whose names say that they are different things, and a few numbered ones', async () => {
    const names = ['train', 'test', 'customers', 'orders', 'a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'b3'];
    for (const name of names) await put(`${name}.csv`, '');
    assert.deepEqual(
      (await found()).files.map(({ path }) => path).sort(),
      names.map((name) => `${name}.csv`).sort(),
    );
  });

  it('leaves out what the manifest speaks of', async () => {
    await put('lifecycle.yaml', manifestText.replace('source/history.csv', 'source/*.csv'));
    for (const path of ['source/a.csv', 'data/bank.csv', 'data/outcomes/2009.csv', 'train.py', 'other.csv'])
      await put(path, '');
    assert.deepEqual(
      (await found()).files.map(({ path }) => path),
      ['other.csv'],
    );
  });

  it('says of a pipeline that cannot be read just that', async () => {
    await put('dvc.yaml', '['.repeat(50_000));
    assert.deepEqual((await found()).files, [
      { kind: 'pipeline', path: 'dvc.yaml', what: 'DVC pipeline, not readable' },
    ]);
  });

  it('follows no link out of the folder', async () => {
    await symlink(tmpdir(), join(root, 'elsewhere'));
    assert.deepEqual((await found()).files, []);
  });

  it('gives up looking after so many entries, the shallow ones first, and says so', async () => {
    for (let index = 0; index < 30; index++) await put(`deep/down/x${index}.txt`, '');
    await put('top.csv', '');
    const cut = await found(20);
    assert.deepEqual([cut.cutAt, cut.files.map(({ path }) => path)], [20, ['top.csv']]);
    assert.equal((await found(100)).cutAt, undefined);
  });

  it('shows so many rows of data and tells how many files more there are, which keep no script from being seen', async () => {
    const letters = [...'abcdefghij'];
    const names = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
    for (const name of names.slice(0, 520)) await put(`${name}.csv`, '');
    await put('train.py', '');
    const { files, leftOut, cutAt } = await found();
    assert.deepEqual([files.length, files.at(-1)?.path, leftOut], [501, 'train.py', { data: 20, others: 0 }]);
    assert.equal(cutAt, undefined);
  });

  it('stops when it is no longer wanted', async () => {
    const project = await openProject(root);
    await assert.rejects(gatherFound(project, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});
