// A small project from raw file to server: people, a model that was fitted elsewhere, and answers as the test draws them.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { expit } from '../../../src/core/distribution';
import type { Evaluation } from '../../../src/core/evaluate/evaluation';
import { seededRandom } from '../../../src/core/random';
import type { Outcome } from '../../../src/core/run/run';
import { clockAt } from '../../../src/node/clock';
import { openProject } from '../../../src/node/project';
import { executeStage } from '../../../src/node/run/execute';
import { openStage } from '../../../src/node/stages';
import type { StageName } from '../../../src/core/run/run';
import { python } from '../train/project';

const fixtures = resolve(import.meta.dirname, '../../fixtures/tuning');

const script = `import os, shutil
model = os.path.join(os.path.dirname(__file__), "models", os.environ["LIFECYCLE_PARAM_KIND"] + ".onnx")
shutil.copy(model, os.path.join(os.environ["LIFECYCLE_OUT"], "model.onnx"))
`;

export interface Person {
  readonly customer: number;
  readonly age: number | null;
  readonly job: 'admin' | 'student';
  readonly y: 'yes' | 'no';
}

export interface PeopleSettings {
  readonly people: readonly Person[];
  /** Raw as a bank would have it: the year of birth instead of the age, white space around the job. */
  readonly isRaw?: boolean;
  /** Further members of the dataset and the model. */
  readonly dataset?: Readonly<Record<string, unknown>>;
  readonly model?: Readonly<Record<string, unknown>>;
  /** The goal's money. */
  readonly value?: Readonly<Record<string, unknown>>;
}

/** Log odds that the fixtures' models have learnt. */
export const logOdds = ({ age, job }: Pick<Person, 'age' | 'job'>) =>
  ((age ?? 50) - 50) / 15 + 1.5 * Number(job === 'student') - 1;

/** `truth`: the true log odds of a person and the row's number; those that the model learnt unless told. */
export function drawPeople(
  count: number,
  {
    seed = 1,
    visits = 1,
    truth = logOdds,
  }: {
    seed?: number;
    visits?: number;
    truth?: (person: Pick<Person, 'age' | 'job'>, row: number) => number;
  } = {},
): readonly Person[] {
  const random = seededRandom(seed);
  return Array.from({ length: count / visits }, (_none, customer) => {
    const who = { age: 18 + random.below(72), job: random.uniform() < 0.5 ? 'admin' : 'student' } as const;
    const chance = random.uniform();
    return Array.from({ length: visits }, (_visit, visit) => {
      const y = chance < expit(truth(who, customer * visits + visit)) ? 'yes' : 'no';
      return { customer, ...who, y } as const;
    });
  }).flat();
}

/** What a request brings for a person. */
export const rawRow = ({ customer, age, job }: Person, isRaw = false) =>
  isRaw ? { customer, born: age === null ? null : 2010 - age, work: ` ${job} ` } : { customer, age, job };

const steps = [
  { trim: ['work'] },
  { rename: { work: 'job' } },
  { derive: { age: '2010 - born' } },
  { drop: ['born'] },
];

export interface PeopleProject {
  readonly root: string;
  /** `onProgress`: called with each message before the work goes on. */
  perform(stage: StageName, request: unknown, onProgress?: (message: string) => void): Promise<Outcome>;
  /** Collects, prepares, trains and evaluates. */
  evaluated(): Promise<Evaluation>;
}

const made: string[] = [];
after(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));

/** The last quarter of the rows is the test split, the quarter before it the validation split. */
export async function peopleProject(settings: PeopleSettings): Promise<PeopleProject> {
  const { people, isRaw = false } = settings;
  const root = await newFolder();
  await cp(fixtures, join(root, 'models'), { recursive: true });
  await writeFile(join(root, 'train.py'), script);
  const rows = people.map((person) => ({ ...rawRow(person, isRaw), y: person.y }));
  const lines = rows.map((row) => Object.values(row).map((value) => value ?? '').join(',')); // prettier-ignore
  await writeFile(join(root, 'people.csv'), `${Object.keys(rows[0] ?? {}).join(',')}\n${lines.join('\n')}\n`);
  const goal = { metric: 'roc_auc', target: '>= 0.6', ...(settings.value ? { value: settings.value } : {}) };
  const manifest = {
    lifecycle: 1,
    goals: { find: goal },
    python: { interpreter: python },
    datasets: {
      people: {
        source: 'people.csv',
        path: 'data/people.csv',
        target: 'y',
        key: 'customer',
        ...(isRaw ? { prepare: steps } : {}),
        split: { by: 'order', train: 0.5, validation: 0.25, test: 0.25 },
        ...settings.dataset,
      },
    },
    models: {
      finder: { goal: 'find', train: 'python train.py', params: { kind: 'simple' }, ...settings.model },
    },
    deployments: { live: { model: 'finder@1', target: 'local', port: 0 } },
  };
  await writeFile(join(root, 'lifecycle.yaml'), stringify(manifest));
  return projectAt(root);
}

/** The same project as it stands now, in a folder of its own. */
export async function copyOf({ root }: PeopleProject): Promise<PeopleProject> {
  const copy = await newFolder();
  await cp(root, copy, { recursive: true, preserveTimestamps: true });
  return projectAt(copy);
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'people-'));
  made.push(folder);
  return folder;
}

function projectAt(root: string): PeopleProject {
  const perform = async (stage: StageName, request: unknown, onProgress?: (message: string) => void) =>
    executeStage({
      project: await openProject(root),
      clock: clockAt(),
      stage: await openStage(stage),
      request,
      detach: false,
      onEvent: (event) => {
        if (event.kind === 'progress') onProgress?.(event.message);
      },
      signal: new AbortController().signal,
    });
  return {
    root,
    perform,
    async evaluated() {
      await perform('collect', {});
      await perform('prepare', {});
      await perform('train', { model: 'finder' });
      const { document } = await perform('evaluate', { model: 'finder' });
      return document as unknown as Evaluation;
    },
  };
}
