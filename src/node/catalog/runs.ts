// Runs and how they stand, newest first, as far back as the tree can show.
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { BrokenFile, RunFacts } from '../../core/catalog/facts';
import { shapes } from '../../core/shapes';
import { isRunId, newestFirst } from '../../core/run/id';
import type { RunRecord } from '../../core/run/run';
import { hasEnded } from '../../core/run/state';
import { places } from '../../core/places';
import { isMissing } from '../files/atomic';
import type { Project } from '../project';
import { readState } from '../run/find';
import { runFiles } from '../run/folder';
import { toLifecycleError } from '../thrown';
import { readSmallJson } from './smallFile';

const recordsRead = 2000;
const statesRead = 300;
/** Trials are shown below their tuning: of older tunings the tuning itself is enough. */
const tuningsWithTrials = 3;
const known = new Map<string, RunFacts>();
const knownAtMost = 5000;

export interface GatheredRuns {
  readonly runs: readonly RunFacts[];
  readonly broken: readonly BrokenFile[];
}

/** `asOf`: runs judged later are left out. */
export async function gatherRuns(project: Project, asOf?: string): Promise<GatheredRuns> {
  const names = await readdir(project.paths.runs()).catch((error: unknown) =>
    isMissing(error) ? [] : unreadable(project, '', error),
  );
  if ('reason' in names) return { runs: [], broken: [names] };
  const ids = names.filter(isRunId).sort().reverse().slice(0, recordsRead);
  const records = await Promise.all(ids.map((id) => readRecord(project, id)));
  const read = records
    .flatMap(({ value }) => (value ? [value] : []))
    .filter((record) => asOf === undefined || (record.asOf ?? record.at) <= asOf)
    .sort(newestFirst);
  const states = await Promise.all(worthReading(read).map((record) => readRun(project, record)));
  return {
    runs: states.flatMap((run) => ('record' in run ? [run] : [])),
    broken: [
      ...records.flatMap(({ broken }) => (broken ? [broken] : [])),
      ...states.flatMap((run) => ('record' in run ? [] : [run])),
    ],
  };
}

function readRecord(project: Project, id: string) {
  return readSmallJson<RunRecord>(
    {
      file: runFiles(join(project.paths.runs(), id)).record,
      root: project.root,
      section: 'runs',
      name: id,
      hint: `Delete its folder, ${places.runs}/${id}: nobody can tell any more what it was.`,
    },
    shapes.run,
  );
}

function worthReading(records: readonly RunRecord[]): readonly RunRecord[] {
  const tunings = records.filter(({ stage }) => stage === 'tune').map(({ id }) => id);
  const old = new Set(tunings.slice(tuningsWithTrials));
  return records.filter(({ parent }) => parent === undefined || !old.has(parent)).slice(0, statesRead);
}

/** What has ended does not change any more, so it is read once. */
async function readRun(project: Project, record: RunRecord): Promise<RunFacts | BrokenFile> {
  const folder = join(project.paths.runs(), record.id);
  const before = known.get(folder);
  if (before && before.record.at === record.at) return before;
  try {
    const run = { record, state: await readState(folder) };
    if (hasEnded(run.state.status) && run.state.status !== 'lost') {
      if (known.size >= knownAtMost) known.clear();
      known.set(folder, run);
    }
    return run;
  } catch (error) {
    return unreadable(project, record.id, error);
  }
}

function unreadable({ root, paths }: Project, name: string, error: unknown): BrokenFile {
  const { message, hint = 'Its folder can be deleted.' } = toLifecycleError(error);
  const file = relative(root, paths.runs(name)).replaceAll('\\', '/');
  return { section: 'runs', name, file, reason: message.replace(`${root}/`, '').replace(/\.$/, ''), hint };
}
