// A run's events as they come, until it ends or is lost; any number of followers, in any process that shares the folder.
import { hasEnded, foldRun } from '../../core/run/state';
import type { RunEvent, RunState } from '../../core/run/run';
import { changesIn } from '../files/changes';
import { appendedLines } from '../files/appended';
import { exists } from '../files/exists';
import { parseLine } from '../files/lines';
import { runFiles } from './folder';
import { signsOfLife } from './heartbeat';

/** Yields every event once, in order, and returns the state at the end. Throws the abort's reason when the signal aborts. */
export async function* followRun(folder: string, signal: AbortSignal): AsyncGenerator<RunEvent, RunState> {
  const lines = appendedLines(runFiles(folder).events);
  const changes = changesIn(folder);
  const seen: RunEvent[] = [];
  try {
    for (;;) {
      signal.throwIfAborted();
      const life = await signsOfLife(folder);
      for (const line of await lines()) {
        for (const event of parseLine<RunEvent>(line)) {
          seen.push(event);
          yield event;
        }
      }
      const state = foldRun(seen, life);
      if (state.status === 'lost' && !(await exists(runFiles(folder).record)))
        return { ...state, status: 'skipped' }; // whoever started it took the folder away
      if (hasEnded(state.status)) return state;
      await changes.next(signal);
    }
  } finally {
    changes.close();
  }
}
