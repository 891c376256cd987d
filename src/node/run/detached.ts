// A stage executed by a detached runner: start it, follow it, stop it when asked. Loads no stage, so the extension host may use it.
import { basename } from 'node:path';
import { rm } from 'node:fs/promises';
import { cancelled, errorOf, failed } from '../../core/errors';
import type { Outcome, RunEvent, RunState } from '../../core/run/run';
import { requireDetaching, startDetached } from '../process/startDetached';
import { runFiles } from './folder';
import { forgetSkipped } from './forget';
import { followRun } from './follow';
import { beat } from './heartbeat';
import { makeRun, type MadeRun, type NewRun } from './record';
import { keepRuntime } from './runtime';
import { stopRun } from './stop';
import { remedy } from '../../core/remedy';

/** Makes the run and starts its runner; returns once the runner's process exists. `environment` is added to ours. */
export async function startRun(
  wanted: NewRun,
  environment: Readonly<Record<string, string>> = {},
): Promise<MadeRun> {
  requireDetaching('Runs');
  const cli = await keepRuntime();
  const run = await makeRun(wanted);
  try {
    const { identity } = await startDetached({
      args: [cli, 'runner', run.folder],
      cwd: wanted.project.root,
      log: runFiles(run.folder).runnerLog,
      environment,
    });
    if (identity) await beat(run.folder, identity);
    return run;
  } catch (error) {
    await rm(run.folder, { recursive: true, force: true });
    throw error;
  }
}

export interface DetachedExecution extends NewRun {
  /** Added to ours for the runner. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Told of the run's folder once its runner exists. */
  readonly onStarted?: (folder: string) => void;
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}

/** Throws what the stage threw; when the signal aborts, the run is stopped first. */
export async function runDetached(execution: DetachedExecution): Promise<Outcome> {
  const { environment, onStarted, onEvent, signal, ...wanted } = execution;
  signal.throwIfAborted();
  const run = await startRun(wanted, environment);
  onStarted?.(run.folder);
  const outcome = await followToEnd(run.folder, { ...(onEvent ? { onEvent } : {}), signal });
  if (outcome.kind === 'skipped') await forgetSkipped(wanted.project, run);
  return outcome;
}

/** Follows a run that somebody started; aborting stops it. */
export async function followToEnd(
  folder: string,
  { onEvent, signal }: { onEvent?: (event: RunEvent) => void; signal: AbortSignal },
): Promise<Outcome> {
  const events = followRun(folder, signal);
  try {
    for (;;) {
      const next = await events.next();
      if (next.done) return outcomeOf(next.value, folder);
      onEvent?.(next.value);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    await stopRun(folder, 'Ctrl-C');
    throw cancelled();
  }
}

/** The outcome of a run that ended; throws where it did not end with one. */
export function outcomeOf(state: RunState, folder: string): Outcome {
  if (state.outcome) return state.outcome;
  if (state.error) throw errorOf(state.error);
  if (state.status === 'stopped') throw cancelled();
  throw failed('The run was lost: its process ended without a word.', {
    hint: `It may have been killed, or memory or disk were full. Stopping it ends what it may have left. What it printed is in ${runFiles(folder).runnerLog} and ${runFiles(folder).log}.`,
    remedy: remedy('stop', basename(folder)),
  });
}
