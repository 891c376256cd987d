// What every verb is given: the global options read, the project, the clock, where to print, and the signal of Ctrl-C.
import { createInterface } from 'node:readline/promises';
import { formatProblem, wrongInput } from '../core/errors';
import { requireMended, type Part } from '../core/manifest/parts';
import { clockAt, milliseconds, type Clock } from '../node/clock';
import { openProject, type Project } from '../node/project';
import { presenter, type Presenter } from './present';
import { progressOn, type Progress, type ProgressStream } from './progress';
import { visible } from './visible';

export interface GlobalOptions {
  readonly dir: string;
  readonly json: boolean;
  readonly yes: boolean;
  /** ISO time, UTC; undefined judges by the real time. */
  readonly asOf?: string;
}

export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: ProgressStream;
}

export interface Session {
  readonly options: GlobalOptions;
  readonly clock: Clock;
  readonly streams: Streams;
  readonly present: Presenter;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /**
   * The project for a verb that works on `parts` of it; errors elsewhere in its manifest are told, and hinder nothing.
   * Throws `input` with those that keep the parts from being used.
   */
  project(parts: (project: Project) => readonly Part[]): Promise<Project>;
  /** The project with whatever is valid of its manifest, for verbs that only look. */
  readableProject(): Promise<Project>;
  /** True with `--yes`; asks on a terminal. Throws `input` where nobody can be asked. */
  confirm(question: string): Promise<boolean>;
}

export function openSession(options: GlobalOptions, streams: Streams, signal: AbortSignal): Session {
  const presentOn = ({ isTTY }: { readonly isTTY?: boolean }) =>
    presenter(isTTY === true && !process.env['NO_COLOR']);
  return {
    options,
    streams,
    signal,
    present: presentOn(streams.stdout),
    clock: clockAt(options.asOf),
    progress: progressOn(streams.stderr),
    readableProject: () => openProject(options.dir),
    project: async (parts) => {
      const project = await openProject(options.dir);
      requireMended(project, parts(project));
      tellErrors(project, presentOn(streams.stderr), streams);
      return project;
    },
    confirm: (question) => confirm(question, options, streams, signal),
  };
}

function tellErrors({ problems }: Project, present: Presenter, { stderr }: Streams): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  for (const problem of errors.slice(0, errorsTold))
    stderr.write(`${visible(present.warning(formatProblem(problem)))}\n`);
  if (errors.length > errorsTold)
    stderr.write(`${present.warning(`lifecycle.yaml has ${errors.length - errorsTold} more mistakes.`)}\n`);
}

const errorsTold = 5;

/** `2009-12-31` (its first moment, UTC) or `2009-12-31T10:00[:00][Z]`, as ISO time. Throws `input`. */
export function readAsOf(text: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text);
  const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(text);
  const day = new Date(`${text.slice(0, 10)}T00:00Z`);
  const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10)); // no 30 February
  const time = new Date(hasZone || !/[T ]/.test(text) ? text : `${text.replace(' ', 'T')}Z`);
  if (!isDate || !isDay || Number.isNaN(time.getTime()))
    throw wrongInput(`--as-of ${text} is not a time.`, {
      hint: 'Write a date such as 2009-12-31, or a time such as 2009-12-31T18:00Z.',
    });
  if (time.getTime() > milliseconds())
    throw wrongInput(
      `--as-of ${text} has not come yet: what is judged by it would hide what is judged later.`,
      {
        hint: 'Give a time that has passed, or leave it out to judge by now.',
      },
    );
  return time.toISOString();
}

async function confirm(
  question: string,
  options: GlobalOptions,
  { stdin, stderr }: Streams,
  signal: AbortSignal,
): Promise<boolean> {
  if (options.yes) return true;
  if (!stdin.isTTY)
    throw wrongInput(`This needs a yes: ${question}`, { hint: 'Add --yes to say it beforehand.' });
  const prompt = createInterface({ input: stdin, output: stderr });
  try {
    return /^y(es)?$/i.test((await prompt.question(`${visible(question)} [y/N] `, { signal })).trim());
  } finally {
    prompt.close();
  }
}
