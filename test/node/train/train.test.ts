import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LifecycleError } from '../../../src/core/errors';
import { nextSteps } from '../../../src/core/catalog/next';
import type { Outcome, RunEvent } from '../../../src/core/run/run';
import { gatherFacts } from '../../../src/node/catalog/gather';
import { clockAt } from '../../../src/node/clock';
import { digestFile, digestText } from '../../../src/node/files/digest';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { identityOf } from '../../../src/node/process/identity';
import { openProject, type Project } from '../../../src/node/project';
import { executeStage } from '../../../src/node/run/execute';
import { listRuns } from '../../../src/node/run/find';
import { runFiles } from '../../../src/node/run/folder';
import { train } from '../../../src/node/stages/train';
import type { TrainRequest } from '../../../src/node/train/request';
import { lifecycle } from '../../cli/commandLine';
import { modelFile, takeSplits, trainingProject, writePrepared, writesModel } from './project';

const never = new AbortController().signal;

interface Options {
  readonly request?: Omit<TrainRequest, 'model'>;
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
}

function trainIn(project: Project, { request, onEvent, signal = never }: Options = {}): Promise<Outcome> {
  return executeStage({
    project,
    clock: clockAt(),
    stage: train,
    request: { model: 'uptake', ...request },
    detach: false,
    ...(onEvent ? { onEvent } : {}),
    signal,
  });
}

async function newestRun(project: Project) {
  const [run] = await listRuns(project, { stage: 'train' });
  assert(run);
  return run;
}

/** The error of a training that has to fail. */
async function failure(project: Project, options?: Options): Promise<LifecycleError> {
  try {
    await trainIn(project, options);
  } catch (error) {
    return error as LifecycleError;
  }
  return assert.fail('The training did not fail.');
}

describe('train', () => {
  it('gives the command train and validation, seed and parameters, and never the test split', async () => {
    const project = await trainingProject({
      script: `${writesModel}
import json
named = {k: v for k, v in os.environ.items() if k.startswith("LIFECYCLE_") or k == "MLFLOW_TRACKING_URI"}
named["cwd"] = os.getcwd()
json.dump(named, open(os.path.join(os.environ["LIFECYCLE_OUT"], "seen.json"), "w"))`,
      model: ['train: python train.py', 'params: {algorithm: logistic, max-depth: 3}', 'seed: 7'],
    });
    process.env['MLFLOW_TRACKING_URI'] = 'http://127.0.0.1:1';
    process.env['LIFECYCLE_PARAM_STALE'] = 'left by another training';
    try {
      await trainIn(project, { request: { params: { algorithm: 'forest' } } });
    } finally {
      delete process.env['MLFLOW_TRACKING_URI'];
      delete process.env['LIFECYCLE_PARAM_STALE'];
    }
    const { folder } = await newestRun(project);
    const { artifacts } = runFiles(folder);
    const seen = JSON.parse(await readFile(join(artifacts, 'seen.json'), 'utf8')) as Record<string, string>;
    assert.equal(await readFile(seen['LIFECYCLE_TRAIN'] ?? '', 'utf8'), 'first train');
    assert.equal(await readFile(seen['LIFECYCLE_VALIDATION'] ?? '', 'utf8'), 'first validation');
    assert.equal(seen['LIFECYCLE_OUT'], artifacts);
    assert.deepEqual(Object.keys(seen).sort(), [
      'LIFECYCLE_OUT',
      'LIFECYCLE_PARAM_ALGORITHM',
      'LIFECYCLE_PARAM_MAX_DEPTH',
      'LIFECYCLE_SEED',
      'LIFECYCLE_TASK',
      'LIFECYCLE_TRAIN',
      'LIFECYCLE_VALIDATION',
      'cwd',
    ]);
    assert.equal(seen['LIFECYCLE_PARAM_ALGORITHM'], 'forest');
    assert.equal(seen['LIFECYCLE_SEED'], '7');
    assert.equal(seen['LIFECYCLE_TASK'], 'classification');
    assert.equal(seen['cwd'], project.root);
  });

  it('records what the run was made of and what it left, with digests', async () => {
    const project = await trainingProject({
      script: `${writesModel}\nprint('{"metric": "roc_auc", "value": 0.7}')\nprint("fitted")`,
    });
    const git = (...args: string[]) => execFileSync('git', args, { cwd: project.root, encoding: 'utf8' });
    git('init', '-q');
    git('-c', 'user.email=a@b.c', '-c', 'user.name=a', 'add', 'train.py', 'lifecycle.yaml');
    git('-c', 'user.email=a@b.c', '-c', 'user.name=a', 'commit', '-qm', 'first');
    await writeFile(join(project.root, 'train.py'), `${writesModel}\nprint("changed")\n`);
    await writeFile(join(project.root, 'features.py'), 'SIZE = 3\n');
    const outcome = await trainIn(project);
    const { state, folder, record } = await newestRun(project);
    const files = runFiles(folder);
    const inputs = state.training;
    assert(inputs);
    assert.equal(outcome.kind, 'done');
    assert.equal((outcome.document as { run: string }).run, record.id);
    assert.equal(inputs.code.commit, git('rev-parse', 'HEAD').trim());
    assert.equal(inputs.code.isDirty, true);
    assert.equal(inputs.code.diff, await digestFile(files.diff));
    assert.deepEqual(inputs.data, {
      dataset: 'bank',
      prepared: digestText('first'),
      train: digestText('first-train'),
      validation: digestText('first-validation'),
    });
    assert.equal(inputs.knownUntil, '2009-06-01T00:00:00.000Z');
    assert.match(inputs.environment.version, /^3\.\d+\.\d+/);
    const { size } = await stat(modelFile);
    assert.deepEqual(state.outputs, [
      { path: 'model.onnx', digest: await digestFile(modelFile), bytes: size },
    ]);
    assert.match(await readFile(files.log, 'utf8'), /^changed$/m);
    // The patch brings a checkout of the commit to exactly the code that ran.
    const clone = join(project.root, 'clone');
    git('clone', '-q', '.', clone);
    execFileSync('git', ['apply', files.diff], { cwd: clone });
    for (const file of ['train.py', 'features.py'])
      assert.equal(
        await readFile(join(clone, file), 'utf8'),
        await readFile(join(project.root, file), 'utf8'),
      );
  });

  it('takes metrics from lines of JSON', async () => {
    const project = await trainingProject({
      script: `${writesModel}
for step, value in enumerate([0.6, 0.7]):
    print('{"metric": "roc_auc", "value": %s, "step": %s}' % (value, step))
print('{"metric": "loss"}')`,
    });
    const outcome = await trainIn(project);
    assert.deepEqual((await newestRun(project)).state.metrics, { roc_auc: 0.7 });
    assert.equal(outcome.figure, 'roc_auc 0.7');
  });

  it('warns of a metric that is not finite, and does not fail', async () => {
    const project = await trainingProject({
      script: `${writesModel}
import json
print(json.dumps({"metric": "loss", "value": float("nan"), "step": 1}))`,
    });
    const outcome = await trainIn(project);
    const { state, record } = await newestRun(project);
    assert.deepEqual([state.status, state.metrics, state.warnings.length], ['done', {}, 1]);
    assert.match(outcome.summary, /^Trained uptake in .*\n {2}Metric "loss" was NaN at step 1: /);
    const { stdout } = await lifecycle('log', record.id, '--dir', project.root);
    assert.match(stdout, /\n {2}! Metric "loss" was NaN at step 1: .*\n$/);
  });

  it('is skipped while nothing changed, and done again when anything did', async () => {
    const project = await trainingProject();
    await trainIn(project);
    const { record } = await newestRun(project);
    const again = await trainIn(project);
    assert.equal(again.kind, 'skipped');
    assert.equal((again.document as { run: string }).run, record.id);
    assert.equal((await listRuns(project)).length, 1);

    const changes: readonly [string, () => Promise<Options | undefined>][] = [
      ['seed', () => Promise.resolve({ request: { seed: 1 } })],
      ['parameter', () => Promise.resolve({ request: { params: { c: 2 } } })],
      ['data', async () => void (await writePrepared(project, 'second'))],
      ['script', () => appendTo(project, 'train.py', '\n# another\n')],
      ['imported code', () => appendTo(project, 'lib/features.py', 'A = 1\n')],
    ];
    for (const [what, change] of changes) {
      const options = await change();
      assert.equal((await trainIn(project, options)).kind, 'done', what);
      assert.equal((await trainIn(project, options)).kind, 'skipped', what);
    }
  });

  it('is done again when its model file is gone', async () => {
    const project = await trainingProject();
    await trainIn(project);
    const { folder } = await newestRun(project);
    await writeFile(join(runFiles(folder).artifacts, 'model.onnx'), '');
    assert.equal((await trainIn(project)).kind, 'done');
  });

  const failures: readonly {
    readonly name: string;
    readonly script?: string;
    readonly model?: readonly string[];
    readonly interpreter?: string;
    readonly files?: Readonly<Record<string, string>>;
    readonly code: string;
    readonly message: RegExp;
    readonly hint: RegExp;
  }[] = [
    {
      name: 'a script that fails',
      script: 'for n in range(30): print("line", n)\nraise SystemExit(3)',
      code: 'failed',
      message: /exit code 3/,
      hint: /log\.txt\):\nline 10\n(.*\n)*line 29$/,
    },
    {
      name: 'a script that is missing',
      model: ['train: python trian.py'],
      code: 'input',
      message: /no file trian\.py/,
      hint: /mend the command/,
    },
    {
      name: 'a module that is missing',
      script: 'import sklearnx.linear_model',
      code: 'failed',
      message: /"sklearnx", which is not installed/,
      hint: /pip install sklearnx/,
    },
    {
      name: 'no model',
      script: 'print("done")',
      code: 'failed',
      message: /wrote no model: model\.onnx is missing/,
      hint: /LIFECYCLE_OUT/,
    },
    {
      name: 'a model in the wrong place',
      script: 'import shutil; shutil.copy("ready.onnx", "model.onnx")',
      code: 'failed',
      message: /wrote no model/,
      hint: /There is a model\.onnx in .*, which nobody takes/,
    },
    {
      name: 'an empty model',
      script: 'import os; open(os.environ["LIFECYCLE_OUT"] + "/model.onnx", "w")',
      code: 'failed',
      message: /but model\.onnx is empty/,
      hint: /closes the file/,
    },
    {
      name: 'a torn model',
      script: `${writesModel}
with open(os.environ["LIFECYCLE_OUT"] + "/model.onnx", "r+b") as f: f.truncate(100)`,
      code: 'failed',
      message: /cannot be loaded: it is no whole ONNX model/,
      hint: /closes the file/,
    },
    {
      name: 'a script that a signal ends',
      script: 'import os, signal; os.kill(os.getpid(), signal.SIGKILL)',
      code: 'failed',
      message: /ended by SIGKILL/,
      hint: /memory/,
    },
    {
      name: 'a script that takes too long',
      script: 'import time; time.sleep(60)',
      model: ['train: python train.py', 'timeout: 1s'],
      code: 'failed',
      message: /longer than its timeout/,
      hint: /timeout in lifecycle\.yaml/,
    },
    {
      name: 'a program that is missing',
      model: ['train: Rscrpt train.R'],
      files: { 'train.R': '' },
      code: 'unavailable',
      message: /"Rscrpt".* was not found/,
      hint: /Install it/,
    },
    {
      name: 'a Python that is missing',
      interpreter: '.venv/bin/python',
      code: 'input',
      message: /no Python "\.venv\/bin\/python"/,
      hint: /Write the path/,
    },
    {
      name: 'a command for a shell',
      model: ['train: python train.py | tee log.txt'],
      code: 'input',
      message: /"\|", which only a shell understands/,
      hint: /script/,
    },
  ];
  for (const { name, code, message, hint, ...made } of failures)
    it(`tells of ${name} and keeps it in the run`, async () => {
      const project = await trainingProject(made);
      const error = await failure(project);
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
      assert.match(error.hint ?? '', hint);
      assert.doesNotMatch(error.message, /\n/);
      const { state } = await newestRun(project);
      assert.equal(state.status, 'failed');
      assert.equal(state.error?.message, error.message);
      assert.deepEqual(state.outputs, []);
    });

  it('asks which class is positive before the command runs, not after hours of it', async () => {
    const { root } = await trainingProject({
      script: `${writesModel}
open(os.path.join(os.path.dirname(__file__), "was-run"), "w")`,
    });
    const file = join(root, 'lifecycle.yaml');
    const text = await readFile(file, 'utf8');
    const declared = async (more: string) => {
      const bank = `datasets: {bank: {path: data/bank.csv, target: y${more}}}`;
      await writeFile(file, text.replace('datasets: {bank: data/bank.csv}', bank));
      return openProject(root);
    };
    const project = await declared('');
    const { fingerprint } = await writePrepared(project, 'answers', ['age', 'job', 'y']);
    const train = join(project.paths.datasetVersion('bank', fingerprint), 'train.parquet');
    await withDatabase(
      (database) =>
        database.run(`COPY (SELECT unnest(['M', 'B', NULL]) AS y) TO ${literal(train)} (FORMAT parquet)`),
      { signal: never },
    );
    await takeSplits(project);
    const error = await failure(project);
    assert.equal(error.code, 'input');
    assert.match(error.hint ?? '', /Add positive: "B" to the dataset, or another of B, M\./);
    await assert.rejects(stat(join(root, 'was-run')));
    await trainIn(await declared(', positive: M'));
    await stat(join(root, 'was-run'));
  });

  it('compares what the model takes with the columns of the data, whose names an exporter may have changed', async () => {
    const project = await trainingProject();
    await copyFile(join(dirname(modelFile), 'renamed.onnx'), join(project.root, 'ready.onnx'));
    await writePrepared(project, 'spaced', ['age in years', 'job', 'y']);
    const error = await failure(project);
    assert.equal(error.message, 'The model wants "age_in_years", the data has "age in years".');
    assert.match(error.hint ?? '', /rename: \{"age in years": age_in_years\}/);
    await writePrepared(project, 'other', ['wage', 'y']);
    await copyFile(modelFile, join(project.root, 'ready.onnx'));
    const other = await failure(project);
    assert.match(
      other.message,
      /^The model wants "age", the data has "wage" \(and 1 more of its inputs\)\.$/,
    );
    assert.match(other.hint ?? '', /The data has wage, y\./);
  });

  it('needs no Python where the command needs none, and says so where it does', async () => {
    const path = process.env['PATH'];
    const project = await trainingProject({
      interpreter: '',
      model: ['train: sh train.sh'],
      files: { 'train.sh': 'cp ready.onnx $LIFECYCLE_OUT/model.onnx\n' },
    });
    const needing = await trainingProject({ interpreter: '' });
    const tools = join(project.root, 'tools');
    await mkdir(tools);
    for (const tool of ['sh', 'cp', 'git'])
      execFileSync('ln', [
        '-s',
        execFileSync('which', [tool], { encoding: 'utf8' }).trim(),
        join(tools, tool),
      ]);
    process.env['PATH'] = tools;
    try {
      assert.equal((await trainIn(project)).kind, 'done');
      const error = await failure(needing);
      assert.equal(error.code, 'unavailable');
      assert.match(error.message, /No Python was found/);
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('bears 100 MB of output with flat memory, and keeps all of it', async () => {
    const project = await trainingProject({
      script: `${writesModel}
import sys
for _ in range(100): sys.stdout.write("x" * 999_999 + "\\n")
sys.stderr.write("y" * 5_000_000)`,
    });
    let highest = 0;
    const before = process.memoryUsage().rss;
    const timer = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20);
    await trainIn(project).finally(() => clearInterval(timer));
    const { folder } = await newestRun(project);
    assert.equal((await stat(runFiles(folder).log)).size, 105_000_000);
    assert((await stat(runFiles(folder).events)).size < 100_000);
    assert(highest - before < 80e6, `memory grew by ${(highest - before) / 1e6} MB`);
  });

  it('is refused while the model is being trained, and says by whom', async () => {
    const project = await trainingProject({ script: `print("here")\nimport time; time.sleep(60)` });
    const controller = new AbortController();
    let tellStarted = () => {};
    const started = new Promise<void>((resolve) => (tellStarted = resolve));
    const first = trainIn(project, {
      signal: controller.signal,
      onEvent: (event) => event.kind === 'command' && tellStarted(),
    });
    await started;
    const { record } = await newestRun(project);
    const error = await failure(project);
    assert.equal(error.code, 'unavailable');
    assert.match(error.message, new RegExp(`trained already, by run ${record.id}`));
    controller.abort();
    await assert.rejects(first, { code: 'cancelled' });
    assert.match((await failure(project, { signal: AbortSignal.timeout(3_000) })).code, /cancelled/);
  });

  it('ends everything the command started when it is stopped', async () => {
    const project = await trainingProject({
      script: `import subprocess, sys, time, os
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("child", child.pid, flush=True)
time.sleep(60)`,
    });
    const controller = new AbortController();
    const running = trainIn(project, {
      signal: controller.signal,
      onEvent: (event) => {
        if (event.kind === 'progress' && event.message.startsWith('child')) controller.abort();
      },
    });
    await assert.rejects(running, { code: 'cancelled' });
    const { folder } = await newestRun(project);
    const [, pid] = /child (\d+)/.exec(await readFile(runFiles(folder).log, 'utf8')) ?? [];
    assert(pid);
    for (let tries = 0; identityOf(Number(pid)) && tries < 100; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(identityOf(Number(pid)), undefined);
    assert.deepEqual(await readdir(runFiles(folder).artifacts), []);
  });

  it('is asked for by `next` where the parameters or the code have changed, and no more once it is done', async () => {
    const project = await trainingProject({ model: ['train: python train.py', 'params: {depth: 3}'] });
    const { root } = project;
    const asked = async () => {
      const facts = await gatherFacts(await openProject(root), clockAt());
      return nextSteps(facts).flatMap(({ stage, why }) => (stage === 'train' ? [why] : []));
    };
    await trainIn(project);
    assert.deepEqual(await asked(), []);
    const manifest = await readFile(join(root, 'lifecycle.yaml'), 'utf8');
    await writeFile(join(root, 'lifecycle.yaml'), manifest.replace('depth: 3', 'depth: 4'));
    assert.deepEqual(await asked(), ['Its parameters have changed since it was last trained.']);
    await writeFile(join(root, 'lifecycle.yaml'), manifest);
    assert.deepEqual(await asked(), []);
    await writeFile(join(root, 'train.py'), `${writesModel}\nprint("changed")\n`);
    assert.deepEqual(await asked(), ['Its code has changed since it was last trained.']);
    assert.equal((await trainIn(await openProject(root))).kind, 'done');
    assert.deepEqual(await asked(), []);
  });
});

async function appendTo(project: Project, file: string, text: string): Promise<undefined> {
  await mkdir(join(project.root, file, '..'), { recursive: true });
  await writeFile(join(project.root, file), text, { flag: 'a' });
  return undefined;
}
