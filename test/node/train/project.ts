// A project with one model to train: its script is the test's, its splits are there already.
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { splitNames, type PreparedVersion } from '../../../src/core/dataset/version';
import { clockAt } from '../../../src/node/clock';
import { requirePrepared, splitOf, splitPath, versionFolder } from '../../../src/node/dataset/versions';
import { writeJson } from '../../../src/node/files/atomic';
import { digestFile, digestText } from '../../../src/node/files/digest';
import { openProject, type Project } from '../../../src/node/project';

/** An ONNX classifier that takes `age` and `job`. */
export const modelFile = resolve(import.meta.dirname, '../../fixtures/onnx/classifier.onnx');

/** Python lines that write the model the way a script should. */
export const writesModel = `
import os, shutil
shutil.copy(os.path.join(os.path.dirname(__file__), "ready.onnx"), os.path.join(os.environ["LIFECYCLE_OUT"], "model.onnx"))
`;

/** The machine's Python itself, not a shim that looks for it each time. */
export const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
  encoding: 'utf8',
}).trim();

const made: string[] = [];
after(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));

export interface TrainingProject {
  readonly script?: string;
  /** Lines below the model in lifecycle.yaml. */
  readonly model?: readonly string[];
  /** Undefined: the machine's; empty: none is named. */
  readonly interpreter?: string;
  readonly files?: Readonly<Record<string, string>>;
}

export async function trainingProject({
  script = writesModel,
  model = ['train: python train.py'],
  interpreter = python,
  files = {},
}: TrainingProject = {}): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), 'train-'));
  made.push(root);
  await write(root, 'train.py', script);
  await copyFile(modelFile, join(root, 'ready.onnx'));
  for (const [name, text] of Object.entries(files)) await write(root, name, text);
  const lines = [
    'lifecycle: 1',
    ...(interpreter === '' ? [] : [`python: {interpreter: ${interpreter}}`]),
    'datasets: {bank: data/bank.csv}',
    'models:',
    '  uptake:',
  ];
  await write(root, 'lifecycle.yaml', [...lines, ...model.map((line) => `    ${line}`), ''].join('\n'));
  const project = await openProject(root);
  await writePrepared(project, 'first');
  return project;
}

/** Makes a prepared version whose splits hold the given text, and makes it the current one. */
export async function writePrepared(
  project: Project,
  content: string,
  columns: readonly string[] = ['age', 'job'],
): Promise<PreparedVersion> {
  const part = (name: string) => ({
    file: `${name}.parquet`,
    rows: 1,
    fingerprint: digestText(`${content}-${name}`),
    digest: digestText(`${content} ${name}`),
  });
  const version: PreparedVersion = {
    schema: 1,
    kind: 'prepared',
    dataset: 'bank',
    fingerprint: digestText(content),
    at: clockAt().real(),
    from: digestText('source'),
    key: content,
    steps: [],
    effects: [],
    columns: columns.map((name) => ({ name, type: 'VARCHAR' })),
    raw: [],
    rows: 3,
    data: part('data'),
    parts: {
      train: { ...part('train'), to: '2009-05-01T00:00:00.000Z' },
      validation: { ...part('validation'), to: '2009-06-01T00:00:00.000Z' },
      test: { ...part('test'), to: '2009-07-01T00:00:00.000Z' },
    },
  };
  const folder = project.paths.datasetVersion('bank', version.fingerprint);
  for (const name of ['data', 'train', 'validation', 'test'])
    await write(folder, `${name}.parquet`, `${content} ${name}`);
  await writeJson(join(folder, 'version.json'), version);
  await writeJson(project.paths.datasets('bank', 'current.json'), {
    schema: 1,
    prepared: version.fingerprint,
  });
  return version;
}

/** Takes the splits for prepared as they lie there now, after a test wrote them itself. */
export async function takeSplits(project: Project): Promise<void> {
  const version = await requirePrepared(project, 'bank');
  const parts = { ...version.parts };
  for (const split of splitNames)
    parts[split] = {
      ...splitOf(version, split),
      digest: await digestFile(splitPath(project, version, split)),
    };
  await writeJson(join(versionFolder(project, version), 'version.json'), { ...version, parts });
}

async function write(folder: string, name: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}
