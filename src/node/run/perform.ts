// Executing a stage inside this process under a run's folder: every way it can end becomes its last event.
import { writeFile } from 'node:fs/promises';
import { cancelled, wrongInput, type LifecycleError } from '../../core/errors';
import type { Outcome, RunEvent } from '../../core/run/run';
import type { Clock } from '../clock';
import type { Project } from '../project';
import { ownIdentity } from '../process/identity';
import type { Stage } from '../stage';
import { plainError, toLifecycleError } from '../thrown';
import { runFiles, type StopRequest } from './folder';
import { beat, keepBeating, readStopRequest } from './heartbeat';
import { openEventWriter, type MadeRun } from './record';

export interface Performance {
  readonly project: Project;
  readonly clock: Clock;
  readonly stage: Stage<unknown>;
  readonly run: MadeRun;
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}

/** Returns the stage's outcome; throws a LifecycleError once the run's last event says the same. */
export async function performRun(performance: Performance): Promise<Outcome> {
  const { project, clock, stage, run, onEvent, signal } = performance;
  const { folder, record } = run;
  const halted = new AbortController();
  let stopRequest: StopRequest | undefined;
  let broken: LifecycleError | undefined;
  const writer = openEventWriter(folder, {
    onWritten: (event) => onEvent?.(event),
    onFailure: (error) => {
      broken = error;
      halted.abort();
    },
  });
  const process = ownIdentity();
  using _beating = keepBeating(folder, process, (request) => {
    stopRequest = request;
    halted.abort();
  });
  const stopping = AbortSignal.any([signal, halted.signal]);
  try {
    await beat(folder, process);
    writer.write({ kind: 'started', at: clock.real(), process });
    stopping.throwIfAborted();
    const outcome = await stage.perform(readRequest(stage, record.request), {
      project,
      clock,
      run: { id: record.id, folder, ...(record.parent === undefined ? {} : { parent: record.parent }) },
      report: (event) => writer.write({ ...event, at: clock.real() }),
      settled: () => writer.flush(),
      signal: stopping,
    });
    if (broken) throw broken;
    await writer.end({ kind: 'finished', at: clock.real(), outcome });
    return outcome;
  } catch (thrown) {
    if (stopping.aborted && !broken) {
      stopRequest ??= await readStopRequest(folder);
      await writer.end({ kind: 'stopped', at: clock.real(), by: stopRequest?.by ?? 'a signal' });
      throw cancelled();
    }
    const error = broken ?? toLifecycleError(thrown);
    await keepStack(folder, error);
    await writer.end({ kind: 'failed', at: clock.real(), error: plainError(error) });
    throw error;
  }
}

function readRequest(stage: Stage<unknown>, request: unknown): unknown {
  const read = stage.request.safeParse(request);
  if (read.success) return read.data;
  throw wrongInput(`${stage.name} was not asked in a way it understands.`, {
    problems: read.error.issues.map((issue) => ({
      severity: 'error',
      message: [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
    })),
  });
}

/** A defect of ours shows a person its message; its stack is kept for whoever mends it. */
async function keepStack(folder: string, error: LifecycleError): Promise<void> {
  if (error.code !== 'unexpected') return;
  const stack = error.cause instanceof Error ? error.cause.stack : error.stack;
  await writeFile(runFiles(folder).error, `${stack ?? error.message}\n`).catch(() => undefined);
}
