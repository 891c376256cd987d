// Stopping a run from any process: ask its runner, wait, and clear away what a dead runner left behind.
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unavailable } from '../../core/errors';
import type { ProcessIdentity, RunEvent, RunState } from '../../core/run/run';
import { hasEnded } from '../../core/run/state';
import { clockAt, milliseconds } from '../clock';
import { writeJson } from '../files/atomic';
import { appendLine, readLines } from '../files/lines';
import { carriersNow, endCarriers } from '../process/carriers';
import { endGroup, endProcess } from '../process/end';
import { isAlive } from '../process/identity';
import type { Project } from '../project';
import { listRuns, listRunsIn, readState, type FoundRun } from './find';
import { runFiles, type StopRequest } from './folder';
import { readHeartbeat } from './heartbeat';

/** A runner on another host reads the request at its next heartbeat. */
const waitForOtherHost = 20_000;
/** A runner gives its command five seconds, and then needs some itself. */
const waitForRunner = 15_000;

/** Returns the state once the run has ended; a run that had ended is left as it was. Throws `unavailable` where it does not obey. */
export async function stopRun(folder: string, by: string): Promise<RunState> {
  const before = await readState(folder);
  if (before.status === 'lost') return stopLost(folder, before, by);
  if (hasEnded(before.status)) return before;
  const at = clockAt().real();
  await writeJson(runFiles(folder).stop, { by, at } satisfies StopRequest);
  const runner = (await readHeartbeat(folder))?.process;
  const isHere = runner !== undefined && isAlive(runner) !== undefined;
  if (!isHere) return waitForEnd(folder, waitForOtherHost);
  await endProcess(runner, waitForRunner);
  const after = await readState(folder);
  if (after.status !== 'lost') return after;
  await endLeft(folder, by);
  return tellStopped(folder, by);
}

/** Ends the command that a killed runner could not end itself, and what left the command's group. */
export async function endLeftCommand(folder: string): Promise<void> {
  for (const command of await commandsOf(folder)) await endGroup(command);
  await endCarriers(...givenTo(folder));
}

/** Runs that somebody may want to stop, newest first: those under way, and lost ones that left something at work; none that another run started. */
export async function stoppableRuns(project: Project): Promise<readonly FoundRun[]> {
  const all = await listRuns(project);
  const runs = all.filter(({ record }) => record.parent === undefined);
  const others = { all, carriers: await carriersNow() };
  const areStoppable = await Promise.all(runs.map((run) => isAtWork(run, others)));
  return runs.filter((_run, index) => areStoppable[index]);
}

interface Others {
  readonly all: readonly FoundRun[];
  readonly carriers: Awaited<ReturnType<typeof carriersNow>>;
}

/** Whether the run is under way or, where it was lost, its command, what left the command's group, or a run that it started lives on. */
async function isAtWork(
  { folder, state }: Pick<FoundRun, 'folder' | 'state'>,
  others: Others,
): Promise<boolean> {
  if (state.status !== 'lost') return !hasEnded(state.status);
  if ((await commandsOf(folder)).some((command) => isAlive(command) === true)) return true;
  if (others.carriers(...givenTo(folder)).length > 0) return true;
  const started = others.all.filter(({ record }) => record.parent === basename(folder));
  return (await Promise.all(started.map((run) => isAtWork(run, others)))).includes(true);
}

/** The variable that a run's command is given, and all that it starts. */
const givenTo = (folder: string) => ['LIFECYCLE_OUT', runFiles(folder).artifacts] as const;

async function commandsOf(folder: string): Promise<readonly ProcessIdentity[]> {
  const events = await readLines<RunEvent>(runFiles(folder).events);
  return events.flatMap((event) => (event.kind === 'command' ? [event.process] : []));
}

async function stopLost(folder: string, state: RunState, by: string): Promise<RunState> {
  const wasLeft = await isAtWork(
    { folder, state },
    { all: await listRunsIn(dirname(folder)), carriers: await carriersNow() },
  );
  await endLeft(folder, by);
  return wasLeft ? tellStopped(folder, by) : state;
}

/** Ends what a killed runner left: its command, and the runs that it had started. */
async function endLeft(folder: string, by: string): Promise<void> {
  await endLeftCommand(folder);
  const started = await listRunsIn(dirname(folder), { parent: basename(folder) });
  const left = started.filter(({ state }) => state.status === 'lost' || !hasEnded(state.status));
  await Promise.all(left.map((run) => stopRun(run.folder, by)));
}

async function tellStopped(folder: string, by: string): Promise<RunState> {
  await appendLine(runFiles(folder).events, { kind: 'stopped', at: clockAt().real(), by } satisfies RunEvent);
  return readState(folder);
}

async function waitForEnd(folder: string, limit: number): Promise<RunState> {
  const until = milliseconds() + limit;
  for (;;) {
    const state = await readState(folder);
    if (hasEnded(state.status)) return state;
    if (milliseconds() > until)
      throw unavailable('The run did not answer.', {
        hint: 'It runs on another machine; stop it there, or wait until it is given up as lost.',
      });
    await sleep(250);
  }
}
