// The state of a run as a pure fold over its events and the signs of life of its process.
import type { OutputFile, RunEvent, RunState, RunStatus } from './run';

/** What is known of the process that executes the run; gathered before its events are read. */
export interface SignsOfLife {
  /** Whether the process exists; undefined where it cannot be told from here (another host). */
  readonly isAlive?: boolean;
  /** Milliseconds since the last heartbeat, or since the run was made where there was none yet. */
  readonly silentFor: number;
}

/** A process of another host is given up after so long: clocks differ, networks stall. */
const silenceOfOtherHost = 5 * 60_000;
/** A runner that never gave a sign is given up after so long. */
const silenceBeforeStart = 60_000;

/** Events in the order of the file. A run that ended stays ended, whatever follows. */
export function foldRun(events: readonly RunEvent[], life: SignsOfLife): RunState {
  const metrics: Record<string, number> = {};
  const warnings: string[] = [];
  const outputs = new Map<string, OutputFile>();
  let state: Omit<RunState, 'metrics' | 'warnings' | 'outputs'> = { status: 'starting' };
  for (const event of events) {
    if (state.endedAt !== undefined) break;
    switch (event.kind) {
      case 'started':
        state = { ...state, status: 'running' };
        break;
      case 'progress':
        state = { ...state, progress: event };
        break;
      case 'training':
        state = { ...state, training: event.inputs };
        break;
      case 'command':
      case 'step':
        break;
      case 'metric':
        if (typeof event.value === 'number') metrics[event.name] = event.value; // older runs kept an infinite one as null
        break;
      case 'warning':
        warnings.push(event.message);
        break;
      case 'output':
        outputs.set(event.file.path, event.file);
        break;
      case 'finished':
        state = { ...state, status: event.outcome.kind, outcome: event.outcome, endedAt: event.at };
        break;
      case 'failed':
        state = { ...state, status: 'failed', error: event.error, endedAt: event.at };
        break;
      case 'stopped':
        state = { ...state, status: 'stopped', endedAt: event.at };
        break;
    }
  }
  const isLost = state.endedAt === undefined && isGone(state.status, life);
  return {
    ...state,
    ...(isLost ? { status: 'lost' } : {}),
    metrics,
    warnings,
    outputs: [...outputs.values()],
  };
}

export const hasEnded = (status: RunStatus) => status !== 'starting' && status !== 'running';

function isGone(status: RunStatus, { isAlive, silentFor }: SignsOfLife): boolean {
  if (isAlive !== undefined) return !isAlive;
  return silentFor > (status === 'starting' ? silenceBeforeStart : silenceOfOtherHost);
}
