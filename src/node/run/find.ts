// Finding runs again by their folders: what they are and how they stand, whoever started them.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { shapes } from '../../core/shapes';
import { wrongInput } from '../../core/errors';
import { isRunId, newestFirst } from '../../core/run/id';
import type { RunEvent, RunRecord, RunState } from '../../core/run/run';
import { foldRun } from '../../core/run/state';
import { isMissing } from '../files/atomic';
import { readLines } from '../files/lines';
import { readStored } from '../files/stored';
import type { Project } from '../project';
import { runFiles } from './folder';
import { signsOfLife } from './heartbeat';
import { remedy } from '../../core/remedy';

export interface FoundRun {
  readonly record: RunRecord;
  readonly state: RunState;
  /** Absolute. */
  readonly folder: string;
}

export interface RunFilter {
  readonly stage?: RunRecord['stage'];
  readonly name?: string;
  readonly parent?: string;
}

/** Newest first. A run that cannot be read is left out, so that it hides no other; the tree tells of it. */
export const listRuns = (project: Project, filter: RunFilter = {}): Promise<FoundRun[]> =>
  listRunsIn(project.paths.runs(), filter);

/** The same of the folder that holds the runs' folders. */
export async function listRunsIn(runs: string, filter: RunFilter = {}): Promise<FoundRun[]> {
  const names = await readdir(runs).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const ids = names.filter(isRunId).sort().reverse();
  const records = await Promise.all(ids.map((id) => readRecord(join(runs, id)).catch(() => undefined)));
  const wanted = records
    .filter((record) => record !== undefined)
    .filter((record) => isWanted(record, filter))
    .sort(newestFirst);
  const found = await Promise.all(
    wanted.map((record) => withState(join(runs, record.id), record).catch(() => undefined)),
  );
  return found.filter((run) => run !== undefined);
}

/** Throws `input` where there is no such run. */
export async function readRun(project: Project, id: string): Promise<FoundRun> {
  const folder = join(project.paths.runs(), id);
  const record = isRunId(id) ? await readRecord(folder) : undefined;
  if (!record)
    throw wrongInput(`There is no run ${id}.`, { hint: 'See the runs there are.', remedy: remedy('log') });
  return withState(folder, record);
}

async function readRecord(folder: string): Promise<RunRecord | undefined> {
  return readStored<RunRecord>(runFiles(folder).record, shapes.run);
}

async function withState(folder: string, record: RunRecord): Promise<FoundRun> {
  return { record, folder, state: await readState(folder) };
}

/** How the run in this folder stands now. */
export async function readState(folder: string): Promise<RunState> {
  const life = await signsOfLife(folder);
  return foldRun(await readLines<RunEvent>(runFiles(folder).events), life);
}

function isWanted(record: RunRecord, { stage, name, parent }: RunFilter): boolean {
  return (
    (stage === undefined || record.stage === stage) &&
    (name === undefined || record.name === name) &&
    (parent === undefined || record.parent === parent)
  );
}
