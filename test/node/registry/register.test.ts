import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreparedVersion } from '../../../src/core/dataset/version';
import type { Evaluation } from '../../../src/core/evaluate/evaluation';
import type { Reference } from '../../../src/core/monitor/reference';
import { writeCheck } from '../../../src/node/check/result';
import { clockAt } from '../../../src/node/clock';
import { evaluationFile } from '../../../src/node/evaluate/file';
import { writeJson } from '../../../src/node/files/atomic';
import { digestFile } from '../../../src/node/files/digest';
import { tryLock } from '../../../src/node/files/lock';
import type { Project } from '../../../src/node/project';
import { registerVersion } from '../../../src/node/registry/register';
import type { Tell } from '../../../src/node/stage';
import { exampleVersion } from '../../core/registry/example';
import { modelFile, trainingProject, writePrepared } from '../train/project';

const reference: Reference = {
  schema: 1,
  profile: { schema: 1, rows: 0, columns: [] } as unknown as Reference['profile'],
  timeColumns: {},
};

interface Evaluated {
  readonly project: Project;
  readonly prepared: PreparedVersion;
  readonly evaluation: Evaluation;
}

async function evaluated(): Promise<Evaluated> {
  const project = await trainingProject();
  const columns = [
    { name: 'age', type: 'DOUBLE' },
    { name: 'job', type: 'VARCHAR' },
  ];
  const prepared = { ...(await writePrepared(project, 'first')), raw: columns, columns };
  const figures = { rows: 10, metrics: exampleVersion().metrics.values, baseline: {} };
  const evaluation: Evaluation = {
    schema: 1,
    model: 'uptake',
    run: '20090701T000000-aaaaaa',
    digest: await digestFile(modelFile),
    at: '2009-07-01T00:00:00.000Z',
    task: 'classification',
    metric: 'roc_auc',
    measuredOn: 'test',
    target: 'y',
    classes: ['no', 'yes'],
    positive: 'yes',
    test: figures,
    slices: [],
    testReads: 1,
  };
  return { project, prepared, evaluation };
}

async function register({ project, prepared, evaluation }: Evaluated, tell?: Tell) {
  const folder = join(project.root, 'evaluated');
  await mkdir(folder, { recursive: true });
  await writeJson(evaluationFile(folder), evaluation);
  const registration = {
    project,
    clock: clockAt('2009-07-01T00:00:00.000Z'),
    run: { id: evaluation.run, folder },
    training: exampleVersion().training,
    modelFile,
    prepared,
    evaluation,
    reference,
  };
  return registerVersion(registration, new AbortController().signal, tell);
}

const checkOf = ({ prepared }: Evaluated, passed: boolean) => ({
  schema: 1 as const,
  dataset: 'bank',
  prepared: prepared.fingerprint,
  asOf: '2009-07-01T00:00:00.000Z',
  key: 'k',
  passed,
  findings: [],
  expectations: passed
    ? []
    : [
        {
          expectation: 'rows >= 5',
          passed,
          observed: '3 rows',
          unexpectedCount: 1,
          elementCount: 3,
          rows: [],
        },
      ],
});

describe('a registration', () => {
  it('keeps how text of the data was read', async () => {
    const made = await evaluated();
    const reading = { decimal: '.', date: '%m/%d/%Y' } as const;
    const { version } = await register({ ...made, prepared: { ...made.prepared, reading } });
    assert.deepEqual(version.reading, reading);
  });

  it('takes along which columns hold personal data, and shows none of it in its example', async () => {
    const made = await evaluated();
    const prepared = { ...made.prepared, usual: { age: 30, job: 'ask ana@example.org' } };
    await writeCheck(made.project, prepared, {
      ...checkOf(made, true),
      findings: [
        {
          id: 'personal-data:job',
          kind: 'personal-data',
          severity: 'warning',
          columns: ['job'],
          message: 'job holds e-mail addresses.',
          evidence: { kinds: ['email'], shares: [0.1] },
          seenIn: 'collected',
        },
      ],
    });
    const { version } = await register({ ...made, prepared });
    assert.deepEqual(version.personal, { job: { kinds: ['email'], isWhole: false } });
    assert.doesNotMatch(JSON.stringify(version), /ana@example/);
  });

  it('is refused for a model file that is not the one that was evaluated', async () => {
    const one = await evaluated();
    const other = { ...one.evaluation, digest: `sha256:${'1'.repeat(64)}` };
    await assert.rejects(register({ ...one, evaluation: other }), /is not the one that was evaluated/);
  });

  it('is refused for a model of more than two classes, also one that was measured before that was', async () => {
    const one = await evaluated();
    const evaluation = { ...one.evaluation, classes: ['a', 'b', 'yes'] };
    await assert.rejects(register({ ...one, evaluation }), { code: 'input', message: /has 3 classes/ });
  });

  it('asked for twice at once gives one version, and says so to both', async () => {
    const one = await evaluated();
    const both = await Promise.all([register(one), register(one)]);
    assert.deepEqual(both.map(({ isNew, version }) => [isNew, version.version]).sort(), [
      [false, 1],
      [true, 1],
    ]);
  });

  it('says that it waits where another one of its model is under way', async () => {
    const one = await evaluated();
    const other = await tryLock(one.project.paths.locks('register-uptake.json'), 'other');
    assert.ok(other.kind === 'held');
    const told: string[] = [];
    const tell = (message: string) => {
      told.push(message);
      return other.release();
    };
    assert.ok((await register(one, tell)).isNew);
    assert.deepEqual(told, ['Waiting for another registration of uptake']);
  });

  it('takes data that was never checked for not passed', async () => {
    const { version } = await register(await evaluated());
    assert.deepEqual(version.checks, { passed: false, open: [] });
  });

  it('keeps how a row comes by its time, though the model does not take it', async () => {
    const { project, prepared, evaluation } = await evaluated();
    const bank = project.manifest.datasets?.['bank'];
    assert.ok(bank);
    const manifest = { ...project.manifest, datasets: { bank: { ...bank, time: { column: 'ts' } } } };
    const { version } = await register({
      project: { ...project, manifest },
      prepared: {
        ...prepared,
        raw: [...prepared.raw, { name: 'called', type: 'VARCHAR' }],
        steps: [{ derive: { ts: "strptime(called, '%d/%m/%Y')" } }],
      },
      evaluation,
    });
    assert.deepEqual(version.preparation.inputs.map(({ name }) => name), ['age', 'job']); // prettier-ignore
    assert.deepEqual(version.time, {
      column: 'ts',
      preparation: {
        steps: [{ derive: { ts: "strptime(called, '%d/%m/%Y')" } }],
        inputs: [{ name: 'called', type: 'VARCHAR' }],
      },
    });
  });

  it('lists the expectations that failed', async () => {
    const one = await evaluated();
    await writeCheck(one.project, one.prepared, checkOf(one, false));
    assert.deepEqual((await register(one)).version.checks, { passed: false, open: ['rows >= 5'] });
  });

  it('takes the check of the data it was trained on, though other data was prepared since', async () => {
    const one = await evaluated();
    await writeCheck(one.project, one.prepared, checkOf(one, true));
    await writePrepared(one.project, 'second');
    const { version, isNew } = await register(one);
    assert.ok(isNew);
    assert.deepEqual(version.checks, { passed: true, open: [] });
    assert.equal((await register(one)).isNew, false);
  });
});
