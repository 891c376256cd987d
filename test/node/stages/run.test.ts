import assert from 'node:assert/strict';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildCatalog } from '../../../src/core/catalog/catalog';
import { lastFailure } from '../../../src/core/catalog/runsAbout';
import type { Outcome, RunEvent } from '../../../src/core/run/run';
import { gatherFacts } from '../../../src/node/catalog/gather';
import { clockAt } from '../../../src/node/clock';
import { deploymentFiles, readDeploymentState } from '../../../src/node/deploy/folder';
import { stopDeployment } from '../../../src/node/deploy/stop';
import { localTarget } from '../../../src/node/deploy/local';
import { openProject } from '../../../src/node/project';
import { readRegistry } from '../../../src/node/registry/read';
import { openPredictionLog } from '../../../src/node/server/predictionLog';
import { executeStage } from '../../../src/node/run/execute';
import { listRuns } from '../../../src/node/run/find';
import type { Stage } from '../../../src/node/stage';
import { check } from '../../../src/node/stages/check';
import { prepare } from '../../../src/node/stages/prepare';
import { run } from '../../../src/node/stages/run';
import { builtProgram } from '../../builtProgram';
import { useOwnDataHome } from '../../ownDataHome';
import { python } from '../train/project';

const fixtures = resolve(import.meta.dirname, '../../fixtures/tuning');

const script = `import os, shutil
model = os.path.join(os.path.dirname(__file__), "models", os.environ["LIFECYCLE_PARAM_KIND"] + ".onnx")
shutil.copy(model, os.path.join(os.environ["LIFECYCLE_OUT"], "model.onnx"))
`;

interface Settings {
  readonly kind?: string;
  readonly target?: string;
  readonly rows?: string;
}

async function write(root: string, { kind = 'simple', target = '>= 0.6', rows = '>= 100' }: Settings) {
  const manifest = `lifecycle: 1
goals: {find: {metric: roc_auc, target: "${target}"}}
python: {interpreter: ${python}}
datasets:
  people:
    source: models/train.csv
    path: data/people.csv
    target: y
    positive: "yes"
    split: {by: order, train: 0.5, validation: 0.25, test: 0.25}
    expect: {rows: "${rows}"}
models:
  finder:
    goal: find
    train: python train.py
    params: {kind: ${kind}}
    gates: {goal: met, checks: pass}
`;
  await writeFile(join(root, 'lifecycle.yaml'), manifest);
}

describe('run', () => {
  let root: string;
  useOwnDataHome({ email: 'ana@example.org' });
  before(builtProgram);
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'run-all-'));
    await cp(fixtures, join(root, 'models'), { recursive: true });
    await writeFile(join(root, 'train.py'), script);
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  const runAll = async (onEvent?: (event: RunEvent) => void, asOf?: string): Promise<Outcome> =>
    executeStage({
      project: await openProject(root),
      clock: clockAt(asOf),
      stage: run,
      request: {},
      detach: false,
      ...(onEvent ? { onEvent } : {}),
      signal: new AbortController().signal,
    });
  /** `stage` of every step, with what came of it: `+` done, `=` nothing to do, `!` no. */
  const stepsOf = ({ document }: Outcome) =>
    (document as unknown as { steps: readonly (Outcome & { stage: string })[] }).steps.map(
      ({ stage, kind, passed }) => `${passed ? (kind === 'done' ? '+' : '=') : '!'}${stage}`,
    );
  const registry = async () => (await readRegistry((await openProject(root)).paths, 'finder')).state;

  it('does everything in order, then nothing, then what a change asks for', async () => {
    await write(root, {});
    const told: string[] = [];
    const first = await runAll((event) => event.kind === 'step' && told.push(event.stage));
    const all = ['collect', 'prepare', 'check', 'train', 'evaluate', 'register', 'promote'];
    assert.deepEqual(
      stepsOf(first),
      all.map((stage) => `+${stage}`),
    );
    assert.deepEqual(told, all);
    assert.equal(first.passed, true);
    assert.deepEqual((await registry()).aliases, { champion: 1 });

    const second = await runAll();
    assert.equal(second.kind, 'skipped');
    assert.equal(second.summary, 'Everything is up to date.');
    assert.deepEqual(
      stepsOf(second),
      all.map((stage) => `=${stage}`),
    );

    await write(root, { kind: 'complex' });
    assert.deepEqual(stepsOf(await runAll()), [
      '=collect',
      '=prepare',
      '=check',
      '+train',
      '+evaluate',
      '+register',
      '+promote',
    ]);
    assert.deepEqual((await registry()).aliases, { champion: 2 });

    await write(root, { kind: 'simple' });
    const back = await runAll();
    assert.equal(stepsOf(back).at(-1), '=promote');
    assert.deepEqual((await registry()).aliases, { champion: 2 }, 'an older version replaces no newer one');
  });

  it('registers a preparation that changes no training value as a version of its own, without training', async () => {
    await write(root, {});
    await runAll();
    const file = join(root, 'lifecycle.yaml');
    const steps = (text: string) => text.replace('    split:', '    prepare: [{trim: job}]\n    split:');
    await writeFile(file, steps(await readFile(file, 'utf8')));
    const due = async () =>
      buildCatalog(await gatherFacts(await openProject(root), clockAt())).next.map(({ title }) => title);
    const perform = async (stage: Stage<{ names?: string[] | undefined }>) =>
      executeStage({
        project: await openProject(root),
        clock: clockAt(),
        stage,
        request: { names: ['people'] },
        signal: new AbortController().signal,
      });
    await perform(prepare);
    await perform(check);
    assert.deepEqual((await due()).slice(0, 1), ['Register finder']);
    const steps2 = stepsOf(await runAll());
    assert.deepEqual(steps2.slice(0, 6), [
      '=collect',
      '=prepare',
      '=check',
      '=train',
      '=evaluate',
      '+register',
    ]);
    const { versions } = await registry();
    assert.equal(versions.length, 2);
    assert.equal(versions[0]?.run, versions[1]?.run);
    assert.deepEqual(
      versions.map(({ preparation }) => preparation.steps),
      [[], [{ trim: ['job'] }]],
    );
    assert.ok(!(await due()).some((title) => /^(Train|Evaluate|Register) /.test(title)));
    assert.equal(stepsOf(await runAll())[5], '=register');
  });

  it('promotes to the alias that the deployment follows, and deploys', async () => {
    await write(root, {});
    const deployment = 'deployments: {live: {model: finder@production, target: local, port: 0}}\n';
    await appendFile(join(root, 'lifecycle.yaml'), deployment);
    const outcome = await runAll();
    assert.deepEqual(stepsOf(outcome).slice(-2), ['+promote', '+deploy']);
    assert.deepEqual((await registry()).aliases, { production: 1 });
    const { paths } = await openProject(root);
    const state = await readDeploymentState(paths, 'live');
    assert.ok(state);
    await localTarget(paths).stop(state, new AbortController().signal);
  });

  it('leaves a deployment that was stopped as it is, and says so', async () => {
    await write(root, {});
    const deployment = 'deployments: {live: {model: finder@champion, target: local, port: 0}}\n';
    await appendFile(join(root, 'lifecycle.yaml'), deployment);
    assert.equal(stepsOf(await runAll()).at(-1), '+deploy');
    const { paths } = await openProject(root);
    await stopDeployment(paths, 'live', new AbortController().signal);
    const told: string[] = [];
    const again = await runAll((event) => event.kind === 'step' && told.push(event.outcome.summary));
    const state = await readDeploymentState(paths, 'live');
    assert.ok(state);
    assert.deepEqual(
      [stepsOf(again).at(-1), await localTarget(paths).health(state, new AbortController().signal)],
      ['=deploy', 'stopped'],
    );
    assert.match(told.at(-1) ?? '', /live was stopped, and is left so.*lifecycle deploy live/);
  });

  it('is not refused for drift that an earlier one told, and warns of it', async () => {
    await write(root, {});
    const watched = `deployments: {live: {model: finder@champion, target: local, port: 0}}
monitors: {live: {window: {rows: 200}}}
`;
    await appendFile(join(root, 'lifecycle.yaml'), watched);
    await runAll();
    const { paths } = await openProject(root);
    const log = await openPredictionLog(deploymentFiles(paths, 'live').predictions);
    await log.append(
      Array.from({ length: 200 }, (_, row) => ({
        id: `p${row}`,
        at: new Date().toISOString(),
        version: 1,
        inputs: { age: 95, job: 'student' },
        output: { score: 0.5, label: 'yes' },
      })),
    );
    await log.close();
    const first = await runAll();
    const told: string[] = [];
    const second = await runAll((event) => event.kind === 'step' && told.push(event.outcome.summary));
    const state = await readDeploymentState(paths, 'live');
    assert.ok(state);
    await localTarget(paths).stop(state, new AbortController().signal);
    assert.deepEqual([first.passed, stepsOf(first).at(-1)], [false, '!monitor'], first.summary);
    assert.deepEqual([second.passed, stepsOf(second).at(-1)], [true, '=monitor'], second.summary);
    assert.match(second.summary, /^Everything is up to date\.\n! .*age/);
    assert.match(told.at(-1) ?? '', /^No window has changed: 1 alert is open\.\n +\S+@1 .*age/);
  });

  it('says of a time before the registration that there was no version then', async () => {
    await write(root, {});
    await runAll();
    await assert.rejects(
      runAll(undefined, '2025-07-01'),
      /finder@1 was registered on .*, after .* 2025.*: there was no such version then/,
    );
    const facts = await gatherFacts(await openProject(root), clockAt());
    assert.equal(lastFailure(facts, 'register', 'finder'), undefined, 'only the question was wrong');
  });

  it('stops at a check that says no', async () => {
    await write(root, { rows: '>= 1000000' });
    const told: string[] = [];
    const outcome = await runAll((event) => {
      if (event.kind === 'step') told.push(event.outcome.summary);
    });
    assert.equal(outcome.passed, false);
    assert.deepEqual(stepsOf(outcome), ['+collect', '+prepare', '!check']);
    assert.match(outcome.summary, /^Look at check: /);
    assert.match(told.at(-1) ?? '', /\nrows.* not met/, 'what it stopped at has a name');
    assert.deepEqual(await listRuns(await openProject(root), { stage: 'train' }), []);
  });

  it('deploys and watches the champion though a newer version was refused, and ends in no', async () => {
    const watched = `deployments: {live: {model: finder@champion, target: local, port: 0}}
monitors: {live: {window: {rows: 200}}}
`;
    await write(root, {});
    await runAll();
    await write(root, { kind: 'complex', target: '>= 0.99' });
    await appendFile(join(root, 'lifecycle.yaml'), watched);
    const refused = await runAll();
    const again = await runAll();
    const { paths } = await openProject(root);
    const state = await readDeploymentState(paths, 'live');
    assert.ok(state);
    await localTarget(paths).stop(state, new AbortController().signal);
    assert.deepEqual([refused.passed, again.passed, state.version], [false, false, 1]);
    assert.deepEqual(stepsOf(refused).slice(-3), ['!promote', '+deploy', '=monitor']);
    assert.deepEqual(stepsOf(again).slice(-3), ['!promote', '=deploy', '=monitor']);
    assert.match(again.summary, /^Look at promote: finder@2 was refused as champion/);
  });

  it('ends in no at a gate that says no, and does not ask it again', async () => {
    await write(root, { target: '>= 0.99' });
    const first = await runAll();
    assert.equal(first.passed, false);
    assert.equal(stepsOf(first).at(-1), '!promote');
    const events = (await registry()).events.length;
    const second = await runAll();
    assert.equal(stepsOf(second).at(-1), '!promote');
    assert.match(second.summary, /finder@1 was refused as champion/);
    assert.equal((await registry()).events.length, events);
  });
});
