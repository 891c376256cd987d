import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { remedy } from '../../../src/core/remedy';
import type { Outcome, ProcessIdentity, RunEvent, RunRecord } from '../../../src/core/run/run';
import { hasEnded } from '../../../src/core/run/state';
import type { Tuning } from '../../../src/core/tune/tuning';
import { clockAt } from '../../../src/node/clock';
import { findCandidate, requireUnchanged } from '../../../src/node/evaluate/candidate';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { digestText } from '../../../src/node/files/digest';
import { isAlive, ownIdentity } from '../../../src/node/process/identity';
import { openProject, type Project } from '../../../src/node/project';
import { latestCandidate } from '../../../src/node/run/candidate';
import { startRun } from '../../../src/node/run/detached';
import { executeStage } from '../../../src/node/run/execute';
import { listRuns, readRun } from '../../../src/node/run/find';
import { runFiles } from '../../../src/node/run/folder';
import { beat, readHeartbeat } from '../../../src/node/run/heartbeat';
import { makeRun } from '../../../src/node/run/record';
import { stoppableRuns, stopRun } from '../../../src/node/run/stop';
import { train } from '../../../src/node/stages/train';
import { tune } from '../../../src/node/stages/tune';
import { builtProgram } from '../../builtProgram';
import { lifecycle } from '../../cli/commandLine';
import { useOwnDataHome } from '../../ownDataHome';
import { python, takeSplits, trainingProject } from '../train/project';

const fixtures = resolve(import.meta.dirname, '../../fixtures/tuning');
const never = new AbortController().signal;

/** Copies the model that the parameter names, after as long as it is told. */
const script = `
import os, shutil, time
kind = os.environ["LIFECYCLE_PARAM_KIND"]
print("begun", flush=True)
time.sleep(float(os.environ.get("LIFECYCLE_PARAM_WAIT", "0")))
if kind == "broken": raise SystemExit("this kind does not work")
shutil.copy(os.path.join(os.path.dirname(__file__), "models", kind + ".onnx"), os.path.join(os.environ["LIFECYCLE_OUT"], "model.onnx"))
if "LIFECYCLE_PARAM_TELL" in os.environ: print('{"metric": "roc_auc", "value": %s}' % {"simple": 0.6, "complex": 0.7, "poor": 0.99}[kind])
`;

interface TuningProject {
  readonly kinds: readonly string[];
  readonly parallel?: number;
  readonly params?: string;
  /** More members of the dataset. */
  readonly dataset?: string;
}

async function tuningProject({ kinds, parallel = 1, params = '{}' }: TuningProject): Promise<Project> {
  const made = await trainingProject({ script });
  await cp(fixtures, join(made.root, 'models'), { recursive: true });
  const folder = made.paths.datasetVersion('bank', digestText('first'));
  await withDatabase(async (database) => {
    for (const split of ['train', 'validation'])
      await database.run(
        `COPY (FROM read_csv(${literal(join(fixtures, `${split}.csv`))}, types = {y: 'VARCHAR'})) TO ${literal(join(folder, `${split}.parquet`))} (FORMAT parquet)`,
      );
  });
  await takeSplits(made);
  return writeManifest(made.root, { kinds, parallel, params });
}

async function writeManifest(
  root: string,
  { kinds, parallel = 1, params = '{}', dataset = 'positive: "yes"' }: TuningProject,
) {
  const manifest = `lifecycle: 1
python: {interpreter: ${python}}
datasets: {bank: {path: data/bank.csv, target: y, ${dataset}}}
models:
  uptake:
    train: python train.py
    params: ${params}
    tune: {parallel: ${parallel}, space: {kind: [${kinds.join(', ')}]}}
`;
  await writeFile(join(root, 'lifecycle.yaml'), manifest);
  const project = await openProject(root);
  assert.deepEqual(project.problems, []);
  return project;
}

describe('tune', () => {
  useOwnDataHome();
  before(builtProgram);

  const tuneIn = (project: Project, onEvent?: (event: RunEvent) => void): Promise<Outcome> =>
    executeStage({
      project,
      clock: clockAt(),
      stage: tune,
      request: { model: 'uptake' },
      detach: false,
      ...(onEvent ? { onEvent } : {}),
      signal: never,
    });
  const documentOf = (outcome: Outcome) => outcome.document as unknown as Tuning;
  const kindOf = (tuning: Tuning, run: string) =>
    tuning.trials.find((trial) => trial.run === run)?.params['kind'];

  it('chooses the simplest that validation cannot tell from the best, each trial a run, and says which', async () => {
    const project = await tuningProject({ kinds: ['poor', 'simple', 'complex'], parallel: 3 });
    const seen: RunEvent[] = [];
    const outcome = await tuneIn(project, (event) => seen.push(event));
    const tuning = documentOf(outcome);
    assert.equal(kindOf(tuning, tuning.chosen), 'simple');
    assert.deepEqual(
      tuning.indistinguishable.map((run) => kindOf(tuning, run)),
      ['simple', 'complex'],
    );
    assert.match(tuning.reason, /kind=complex/);
    assert.match(
      outcome.summary,
      /kind=simple of 3 trials, the simplest of 2 that validation cannot tell apart/,
    );
    const [poor, simple] = tuning.trials;
    assert((simple?.metric?.value ?? 0) > (poor?.metric?.value ?? 1));
    assert((poor?.behind ?? 0) > (poor?.se ?? 1));
    const [run] = await listRuns(project, { stage: 'tune' });
    assert(run);
    const children = await listRuns(project, { parent: run.record.id });
    assert.deepEqual(
      children.map(({ record }) => record.id).sort(),
      tuning.trials.map((trial) => trial.run).sort(),
    );
    assert.deepEqual(JSON.parse(await readFile(runFiles(run.folder).tuning, 'utf8')), tuning);
    assert.equal((await latestCandidate(project, 'uptake'))?.record.id, tuning.chosen);
    const last = seen.filter((event) => event.kind === 'progress' && event.done === 3).length;
    assert.equal(last, 1);
  });

  it('scores the trials anew where rows belong together otherwise, and trains them anew for another positive class', async () => {
    const kinds = ['simple', 'poor'];
    const { root } = await tuningProject({ kinds, parallel: 2 });
    const tuned = async (dataset: string) => {
      const project = await writeManifest(root, { kinds, dataset });
      const { kind, document } = await tuneIn(project);
      const { groupedBy } = document as unknown as Tuning;
      return [kind, groupedBy, (await listRuns(project, { stage: 'train' })).length];
    };
    assert.deepEqual(await tuned('positive: "yes"'), ['done', undefined, 2]);
    assert.deepEqual(await tuned(''), ['skipped', undefined, 2], 'yes is the usual one');
    assert.deepEqual(await tuned('key: age'), ['done', 'age', 2]);
    assert.deepEqual(await tuned('key: age, positive: "no"'), ['done', 'age', 4]);
  });

  it('takes trials that were done, and is skipped when all of it was', async () => {
    const first = await tuningProject({ kinds: ['simple', 'poor'], parallel: 2 });
    await tuneIn(first);
    assert.equal((await tuneIn(first)).kind, 'skipped');
    assert.equal((await listRuns(first)).length, 3);
    const more = await writeManifest(first.root, { kinds: ['poor', 'simple', 'complex'] });
    assert.equal((await tuneIn(more)).kind, 'done');
    assert.equal((await listRuns(more, { stage: 'train' })).length, 3);
    const chosen = await latestCandidate(more, 'uptake');
    const file = join(runFiles(chosen?.folder ?? '').artifacts, 'model.onnx');
    const left = await readFile(file);
    await writeFile(file, Buffer.from(left).fill(left[99] === 0 ? 1 : 0, 99, 100));
    const named = { message: /was changed after it was trained/, remedy: { verb: 'tune', args: ['uptake'] } };
    const candidate = await findCandidate(more, 'uptake');
    await assert.rejects(requireUnchanged(candidate), named);
    assert.equal((await tuneIn(more)).kind, 'done');
    assert.equal((await listRuns(more, { stage: 'train' })).length, 4, 'the changed trial alone ran again');
    const again = await latestCandidate(more, 'uptake');
    await rm(runFiles(again?.folder ?? '').artifacts, { recursive: true });
    assert.equal((await tuneIn(more)).kind, 'done');
    assert.equal((await listRuns(more, { stage: 'train' })).length, 5);
  });

  it('goes on without a trial that fails, and fails when all do', async () => {
    const project = await tuningProject({ kinds: ['broken', 'simple'], parallel: 2 });
    const tuning = documentOf(await tuneIn(project));
    assert.equal(kindOf(tuning, tuning.chosen), 'simple');
    assert.match(tuning.trials[0]?.error ?? '', /failed with exit code 1/);
    assert.equal(tuning.trials[0]?.run, undefined);
    const { stdout } = await lifecycle('--dir', project.root, 'tune', 'uptake');
    assert.match(stdout, /\nkind +roc_auc\n.*\nbroken +failed: python.*\nsimple .* chosen, best\n/);
    const hopeless = await writeManifest(project.root, { kinds: ['broken'] });
    await assert.rejects(tuneIn(hopeless), {
      code: 'failed',
      message: /Every trial failed: python train\.py/,
    });
  });

  for (const [code, from, to, message] of [
    ['input', 'uptake:', 'churn:', /no model named "uptake"/],
    ['unavailable', 'train: python', 'train: nosuch', /The program "nosuch"/],
  ] as const)
    it(`fails where a trial tells what would make every other fail (${code})`, async () => {
      const project = await tuningProject({ kinds: ['simple', 'complex'] });
      const changes = `
manifest = os.path.join(os.path.dirname(__file__), "lifecycle.yaml")
text = open(manifest).read().replace("${from}", "${to}")
open(manifest, "w").write(text)
`;
      await writeFile(join(project.root, 'train.py'), `${script}${changes}`);
      await assert.rejects(tuneIn(project), { code, message });
    });

  it('goes on without a trial whose model cannot be scored, and still judges the others', async () => {
    const project = await tuningProject({ kinds: ['other', 'complex', 'simple'], parallel: 3 });
    await cp(join(fixtures, '../onnx/misfit.onnx'), join(project.root, 'models/other.onnx'));
    const tuning = documentOf(await tuneIn(project));
    assert.equal(kindOf(tuning, tuning.chosen), 'complex');
    assert.match(
      tuning.trials[0]?.error ?? '',
      /model\.onnx could not be run on 400 rows: its operator Add /,
    );
    assert.notEqual(tuning.trials[0]?.run, undefined);
    assert.equal(kindOf(tuning, tuning.best), 'simple');
    assert.match(tuning.reason, /the simplest of 2 that these rows cannot tell apart/);
  });

  it('ranks by the metric that the scripts tell, where they do', async () => {
    const project = await tuningProject({
      kinds: ['simple', 'complex', 'poor'],
      parallel: 3,
      params: '{tell: true}',
    });
    const tuning = documentOf(await tuneIn(project));
    assert.equal(kindOf(tuning, tuning.best), 'poor');
    assert.deepEqual(
      tuning.trials.map(({ reported }) => reported),
      [0.6, 0.7, 0.99],
    );
  });

  it('stops its trials when it is stopped', async () => {
    const project = await tuningProject({ kinds: ['simple', 'complex'], parallel: 2, params: '{wait: 60}' });
    const { folder, record } = await startRun({
      project,
      clock: clockAt(),
      stage: 'tune',
      request: { model: 'uptake' },
    });
    await begun(project, 2);
    assert.equal((await stopRun(folder, 'test')).status, 'stopped');
    const children = await listRuns(project, { parent: record.id });
    assert.deepEqual(
      children.map(({ state }) => state.status),
      ['stopped', 'stopped'],
    );
  });

  it('is what stop ends after its runner was killed, with the trials that it left', async () => {
    const project = await tuningProject({ kinds: ['simple', 'complex'], parallel: 2, params: '{wait: 60}' });
    const record = await killedTuning(project);
    assert.deepEqual(
      (await stoppableRuns(project)).map((run) => run.record.id),
      [record.id],
    );
    const processes = await Promise.all(
      (await listRuns(project, { parent: record.id })).map(({ folder }) => readHeartbeat(folder)),
    );
    const { exitCode, stdout } = await lifecycle('--dir', project.root, 'stop', record.id);
    assert.equal(exitCode, 0);
    assert.match(stdout, new RegExp(`Stopped tune uptake ${record.id}`));
    assert.deepEqual(
      processes.map((life) => life && isAlive(life.process)),
      [false, false],
    );
    assert.deepEqual(
      (await listRuns(project)).map(({ state }) => state.status),
      ['stopped', 'stopped', 'stopped'],
    );
    assert.deepEqual(await stoppableRuns(project), []);
  });

  it('goes on where a killed one was: done trials are kept, those at work are joined', async () => {
    const project = await tuningProject({ kinds: ['simple', 'complex'], parallel: 2, params: '{wait: 3}' });
    const record = await killedTuning(project);
    const tuning = documentOf(await tuneIn(project));
    const children = await listRuns(project, { parent: record.id });
    assert.deepEqual(
      tuning.trials.map(({ run }) => run).sort(),
      children.map((child) => child.record.id).sort(),
    );
    assert(children.every(({ state }) => hasEnded(state.status)));
  });

  const tunings: readonly {
    readonly is: string;
    readonly process: ProcessIdentity;
    readonly ends?: RegExp;
  }[] = [
    { is: 'lives', process: ownIdentity() },
    {
      is: 'was killed',
      process: { ...ownIdentity(), started: 'before' },
      ends: /that this trial is of, run .* has ended/,
    },
  ];
  for (const { is, process, ends } of tunings)
    it(`leaves the candidate to the choice of the tuning, while the model is free and the tuning ${is}`, async () => {
      const project = await tuningProject({ kinds: ['simple'] });
      const made = { project, clock: clockAt() };
      const { folder, record } = await makeRun({ ...made, stage: 'tune', request: { model: 'uptake' } });
      await beat(folder, process);
      const trial = executeStage({
        ...made,
        stage: train,
        request: { model: 'uptake', params: { kind: 'simple' } },
        parent: record.id,
        detach: false,
        signal: never,
      });
      if (ends)
        await assert.rejects(trial, { code: 'unavailable', message: ends, remedy: remedy('tune', 'uptake') });
      else assert.equal((await trial).kind, 'done');
      assert.equal(await latestCandidate(project, 'uptake'), undefined);
    });
});

/** Waits until so many scripts began. */
async function begun(project: Project, count: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const runs = await listRuns(project, { stage: 'train' });
    if (runs.filter(({ state }) => state.progress?.message === 'begun').length === count) return;
    await sleep(50);
  }
  assert.fail('The trials did not begin.');
}

/** A tuning whose runner was killed while the scripts of its two trials were at work. */
async function killedTuning(project: Project): Promise<RunRecord> {
  const { folder, record } = await startRun({
    project,
    clock: clockAt(),
    stage: 'tune',
    request: { model: 'uptake' },
  });
  await begun(project, 2);
  process.kill((await readHeartbeat(folder))?.process.pid ?? 0, 'SIGKILL');
  for (let tries = 0; (await readRun(project, record.id)).state.status !== 'lost' && tries < 100; tries++)
    await sleep(20);
  return record;
}
