// A small project that has lived: a version registered with its reference, predictions in its log, their labels in files.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { scoreBuckets } from '../../../src/core/monitor/reference';
import { seededRandom } from '../../../src/core/random';
import type { Version } from '../../../src/core/registry/version';
import { deploymentFiles } from '../../../src/node/deploy/folder';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { openProject, type Project } from '../../../src/node/project';
import { referenceOf } from '../../../src/node/registry/reference';
import { writeVersion } from '../../../src/node/registry/write';
import { openPredictionLog } from '../../../src/node/server/predictionLog';
import { storeFile } from '../../../src/node/store';
import { storedVersion } from '../deploy/storedVersion';

export interface Call {
  readonly id: number;
  /** A day. */
  readonly ts: string;
  readonly age: number;
  readonly job: string;
  readonly y: 'yes' | 'no';
}

const manifest = `
lifecycle: 1
goals: {uptake: {metric: roc_auc, target: ">= 0.65"}}
datasets: {bank: {path: bank.csv, target: y, positive: "yes", time: ts, key: id}}
models: {uptake: {goal: uptake, dataset: bank, train: python train.py, gates: {better_than: champion}}}
deployments: {local: {model: uptake@champion}}
monitors:
  local:
    window: 1 month
    labels: {path: outcomes/*.csv, key: id, delay: 14d}
    performance: {metric: roc_auc, min: 0.65}
    retrain: {when: [performance], data: {last: 2 months}, compare: {last: 1 month}}
`;

export interface LivedProject {
  readonly project: Project;
  /** Version 1, registered. */
  readonly version: Version;
  /** Logs the calls as answered by a version. */
  answer(calls: readonly Call[], version?: number): Promise<void>;
  /** Writes outcomes/NAME.csv: `id,y` with each label as `text`, each key as `key` writes it. */
  label(
    name: string,
    calls: readonly Call[],
    text?: (call: Call) => string,
    key?: (call: Call) => string,
  ): Promise<void>;
}

const made: string[] = [];
after(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));

export async function livedProject(parts: Partial<Version> = {}): Promise<LivedProject> {
  const root = await mkdtemp(join(tmpdir(), 'lived-'));
  made.push(root);
  execFileSync('git', ['init', '-q'], { cwd: root });
  execFileSync('git', ['config', 'user.email', 'ana@example.org'], { cwd: root });
  await writeFile(join(root, 'lifecycle.yaml'), manifest);
  const project = await openProject(root);
  const version = await registered(project, parts);
  return {
    project,
    version,
    async answer(calls, number = 1) {
      const log = await openPredictionLog(deploymentFiles(project.paths, 'local').predictions);
      await log.append(
        calls.map(({ y: _y, ...inputs }) => ({
          id: `${inputs.id}-${number}`,
          at: `${inputs.ts}T12:00:00.000Z`,
          version: number,
          inputs,
          output: { score: chanceOf(inputs), label: chanceOf(inputs) >= 0.5 ? 'yes' : 'no' },
        })),
      );
      await log.close();
    },
    async label(name, calls, text = ({ y }) => y, key = ({ id }) => String(id)) {
      const file = join(root, 'outcomes', `${name}.csv`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, ['id,y', ...calls.map((call) => `${key(call)},${text(call)}`), ''].join('\n'));
    },
  };
}

async function registered(project: Project, parts: Partial<Version>): Promise<Version> {
  const stored = await storedVersion(project.paths);
  const trainFile = join(project.root, 'train.parquet');
  const calls = callsOf({ month: '2009-05', count: 600, seed: 1, firstId: 900_000 });
  await writeCalls(trainFile, calls);
  const [model] = stored.files;
  const modelFile = project.paths.stored(model?.digest ?? '');
  const reference = await referenceOf(
    { trainFile, modelFile, time: 'ts', scores: scoreBuckets(calls.map(chanceOf)) },
    new AbortController().signal,
  );
  const file = join(project.root, 'reference.json');
  await writeFile(file, JSON.stringify({ ...reference, timeColumns: {} }));
  const version: Version = {
    ...stored,
    files: [
      ...stored.files,
      { role: 'reference', name: 'reference.json', ...(await storeFile(project.paths, file)) },
    ],
    knownUntil: '2009-06-30',
    ...parts,
  };
  await writeVersion(project.paths, version, '');
  return version;
}

/** Parquet with the calls' columns, in order. */
export const writeCalls = (file: string, calls: readonly Call[]): Promise<void> =>
  withDatabase(async (database) => {
    const lines = `${file}.jsonl`;
    await writeFile(lines, calls.map((call) => `${JSON.stringify(call)}\n`).join(''));
    const columns = "{id: 'BIGINT', ts: 'DATE', age: 'DOUBLE', job: 'VARCHAR', y: 'VARCHAR'}";
    await database.run(
      `COPY (FROM read_json(${literal(lines)}, format = 'newline_delimited', columns = ${columns})) TO ${literal(file)} (FORMAT parquet)`,
    );
  });

/** Calls of a month, spread over its first 28 days. `turned`: what spoke for a yes speaks against it. */
export function callsOf(wanted: {
  readonly month: string;
  readonly count: number;
  readonly seed: number;
  readonly firstId: number;
  readonly turned?: boolean;
}): readonly Call[] {
  const { month, count, seed, firstId, turned = false } = wanted;
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_none, index) => {
    const day = String(1 + Math.floor((index * 28) / count)).padStart(2, '0');
    const inputs = { age: 18 + random.below(72), job: random.below(2) === 0 ? 'admin' : 'student' };
    const chance = chanceOf(inputs);
    const y = random.uniform() < (turned ? 1 - chance : chance) ? 'yes' : 'no';
    return { id: firstId + index, ts: `${month}-${day}`, ...inputs, y };
  });
}

/** Near to what the model says: it was trained on such rows. */
export const chanceOf = ({ age, job }: Pick<Call, 'age' | 'job'>) =>
  1 / (1 + Math.exp(-((age - 50) / 10 + Number(job === 'student'))));
