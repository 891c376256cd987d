// What lies in a run's folder: the only place that spells these names.
import { join } from 'node:path';
import type { ProcessIdentity } from '../../core/run/run';

/** Absolute paths inside `.lifecycle/runs/<id>`. */
export function runFiles(folder: string) {
  return {
    record: join(folder, 'run.json'),
    events: join(folder, 'events.jsonl'),
    heartbeat: join(folder, 'heartbeat.json'),
    /** Written by whoever wants the run to stop. */
    stop: join(folder, 'stop.json'),
    /** What the user's command printed. */
    log: join(folder, 'log.txt'),
    /** What the runner itself printed: empty unless something is wrong with it. */
    runnerLog: join(folder, 'runner.log'),
    /** The stack of an unexpected error. */
    error: join(folder, 'error.txt'),
    /** Bytes given back before the last event is written, so that a full disk can still be told. */
    reserve: join(folder, 'reserve'),
    artifacts: join(folder, 'artifacts'),
    diff: join(folder, 'diff.patch'),
    tuning: join(folder, 'tuning.json'),
  };
}

/** heartbeat.json */
export interface Heartbeat {
  readonly process: ProcessIdentity;
  /** ISO time of the last beat. */
  readonly at: string;
}

/** stop.json */
export interface StopRequest {
  readonly by: string;
  readonly at: string;
}
