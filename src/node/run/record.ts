// Writing a run's folder: its record, then its events in order, durable before they are acknowledged.
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LifecycleError } from '../../core/errors';
import type { Json } from '../../core/json';
import { requireMended } from '../../core/manifest/parts';
import { actsOn, namesAsked } from '../../core/run/actsOn';
import { runId } from '../../core/run/id';
import type { RunEvent, RunRecord } from '../../core/run/run';
import type { Clock } from '../clock';
import { writeJson } from '../files/atomic';
import { diskError } from '../files/diskError';
import { appendLines } from '../files/lines';
import { ensureState, type Project } from '../project';
import { toLifecycleError } from '../thrown';
import { runFiles } from './folder';

export interface NewRun {
  readonly project: Project;
  readonly clock: Clock;
  readonly stage: RunRecord['stage'];
  readonly request: unknown;
  /** The run that starts this one. */
  readonly parent?: string;
}

export interface MadeRun {
  readonly record: RunRecord;
  readonly folder: string;
}

/**
 * Makes the run's folder with its run.json and its reserve: a disk that is full is told before anything is started.
 * Throws `input` where what the stage works on is wrong in the manifest.
 */
export async function makeRun({ project, clock, stage, request, parent }: NewRun): Promise<MadeRun> {
  requireMended(project, actsOn(stage, request, project.entries));
  await ensureState(project);
  const at = clock.real();
  const id = runId(at, randomBytes(8).readBigUInt64LE().toString(36).slice(0, 8));
  const folder = join(project.paths.runs(), id);
  const name = subjectOf(stage, request);
  const record: RunRecord = {
    schema: 1,
    id,
    stage,
    ...(name === undefined ? {} : { name }),
    ...(parent === undefined ? {} : { parent }),
    request: JSON.parse(JSON.stringify(request)) as Json,
    at,
    ...(clock.asOf === undefined ? {} : { asOf: clock.asOf }),
  };
  const files = runFiles(folder);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(files.reserve, Buffer.alloc(reservedBytes));
    await writeJson(files.record, record);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { record, folder };
}

export interface EventWriter {
  /** Takes the event at once; it is on disk when `flush` or `end` returns. */
  write(event: RunEvent): void;
  flush(): Promise<void>;
  /** Writes the last event. Throws `unavailable` where even that is impossible. */
  end(event: RunEvent): Promise<void>;
}

export interface EventListener {
  /** Told of each event once it is on disk. */
  onWritten(event: RunEvent): void;
  /** Told once when events cannot be written any more; the run has to end. */
  onFailure(error: LifecycleError): void;
}

export function openEventWriter(folder: string, listener: EventListener): EventWriter {
  const { events, reserve } = runFiles(folder);
  let pending: RunEvent[] = [];
  let writing: Promise<void> | undefined;
  let failure: LifecycleError | undefined;
  const writeAll = async () => {
    while (pending.length > 0 && !failure) {
      const batch = pending;
      pending = [];
      try {
        await appendLines(events, batch);
      } catch (error) {
        failure = cannotWrite(error);
        listener.onFailure(failure);
        break;
      }
      for (const event of batch) listener.onWritten(event);
    }
    writing = undefined;
  };
  const flush = () => writing ?? Promise.resolve();
  return {
    write: (event) => {
      if (failure) return;
      pending.push(event);
      writing ??= writeAll();
    },
    flush,
    end: async (event) => {
      await flush();
      await rm(reserve, { force: true });
      await appendLines(events, [event]).catch((error: unknown) => {
        throw cannotWrite(error);
      });
      listener.onWritten(event);
    },
  };
}

const reservedBytes = 64 * 1024;

const cannotWrite = (cause: unknown): LifecycleError =>
  diskError(cause, { what: "The run's folder", also: 'Nothing that was finished is lost.' }) ??
  toLifecycleError(cause);

/** The one thing a request is about, as the run's name; a `run` is about what belongs to its models too. */
function subjectOf(stage: RunRecord['stage'], request: unknown): string | undefined {
  const [name, ...others] = (stage === 'run' ? undefined : namesAsked(stage, request)) ?? [];
  return others.length === 0 ? name : undefined;
}
