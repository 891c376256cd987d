// Great Expectations and ydata-profiling asked about the same files, each in a Python environment of its own that is built once.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mustRun } from '../../scripts/command.mjs';
import { benchCache } from '../harness';

export const rivals = ['GX', 'ydata'] as const;
export type Rival = (typeof rivals)[number];

export interface Case {
  readonly plant: string;
  readonly share: number;
  readonly set: string;
  readonly file: string;
  readonly target: string;
  /** The same table without the defect. */
  readonly clean: string;
}

/** The last Great Expectations that proposes a suite by itself is 0.18: later ones have no data assistants. */
const packages: Readonly<Record<Rival, readonly string[]>> = {
  GX: ['great-expectations==0.18.22', 'pandas==2.1.4', 'numpy==1.26.4', 'setuptools==75.8.0'],
  ydata: ['ydata-profiling==4.18.4', 'setuptools==75.8.0'],
};

/** Planted defects that a rival has a kind of warning for. */
const has: Readonly<Record<Rival, readonly string[]>> = {
  GX: [
    'spelling and case',
    'another unit (1 to 1,000)',
    'unit written behind',
    'decimal comma',
    'dates in two formats',
    'dates in the future',
    'dates at 1970-01-01',
    'encoding: letters lost',
    '-999 for missing',
    '9999 for missing',
    '99 for missing',
    'rare class',
    'since the version before: beyond the range',
    'since the version before: a new value',
    'since the version before: missing',
    'since the version before: a column gone',
    'since the version before: half of the rows',
  ],
  ydata: [
    'exact duplicate rows',
    'near-duplicate rows',
    'spelling and case',
    'rare class',
    'redundant column, so many cells changed',
    'redundant column, recoded',
    'since the version before: missing',
  ],
};

/** Sets that would take them hours, with all that is planted; of the others they are asked about the middle share. */
const tooLarge = ['bank, 10,000 rows', 'movies'];
const askedShares = [0.05, 1];

export interface Answers {
  /** Undefined where the rival has no such kind, or is not there. */
  readonly found: (rival: Rival, asked: Case) => boolean | undefined;
  /** Warnings about a table in which nothing was planted. */
  readonly alarms: (rival: Rival, file: string) => number | undefined;
}

/** `asked`: those that are to be asked; the others answer nothing. */
export async function askRivals(
  asked: readonly Rival[],
  cases: readonly Case[],
  folder: string,
): Promise<Answers> {
  const known = new Map<string, number>();
  for (const rival of asked) {
    const own = cases.filter(
      ({ plant, set, share }) =>
        has[rival].includes(plant) && !tooLarge.includes(set) && askedShares.includes(share),
    );
    const answers = await ask(rival, own, folder).catch((error: unknown) => {
      process.stdout.write(`${rival} was not asked: ${String(error)}\n`);
      return {};
    });
    for (const [file, count] of Object.entries(answers)) known.set(`${rival} ${file}`, count);
  }
  return {
    found: (rival, { plant, file }) => {
      const count = has[rival].includes(plant) ? known.get(`${rival} ${file}`) : undefined;
      return count === undefined ? undefined : count > 0;
    },
    alarms: (rival, file) => known.get(`${rival} ${file}`),
  };
}

/** By file: warnings that the clean table has not; of a clean table all of them. */
async function ask(rival: Rival, cases: readonly Case[], folder: string): Promise<Record<string, number>> {
  const python = await environment(rival);
  const [asked, answered] = [join(folder, `${rival}.json`), join(folder, `${rival}.answers.json`)];
  await writeFile(asked, JSON.stringify(cases));
  const script = join(import.meta.dirname, '..', 'rivals', `${rival === 'GX' ? 'assistant' : 'alerts'}.py`);
  await mustRun(python, [script, asked, answered], {
    env: {
      ...process.env,
      DO_NOT_TRACK: '1',
      GX_ANALYTICS_ENABLED: 'False',
      YDATA_PROFILING_NO_ANALYTICS: 'True',
    },
  });
  return JSON.parse(await readFile(answered, 'utf8')) as Record<string, number>;
}

async function environment(rival: Rival): Promise<string> {
  const [first = ''] = packages[rival];
  const folder = join(benchCache, 'python', first.replace('==', '-'));
  const python = join(folder, 'bin', 'python');
  if (existsSync(python)) return python;
  const unfinished = `${folder}.${String(process.pid)}`;
  await mkdir(dirname(folder), { recursive: true });
  try {
    await mustRun('python3', ['-m', 'venv', unfinished]);
    await mustRun(join(unfinished, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...packages[rival]]);
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return python;
}
