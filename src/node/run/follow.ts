// A run's events as they come, until it ends or is lost; any number of followers, in any process that shares the folder.
import { watch, type FSWatcher } from 'node:fs';
import { open } from 'node:fs/promises';
import { hasEnded, foldRun } from '../../core/run/state';
import type { RunEvent, RunState } from '../../core/run/run';
import { isMissing } from '../files/atomic';
import { parseLine } from '../files/lines';
import { runFiles } from './folder';
import { signsOfLife } from './heartbeat';

/** Yields every event once, in order, and returns the state at the end. Throws the abort's reason when the signal aborts. */
export async function* followRun(folder: string, signal: AbortSignal): AsyncGenerator<RunEvent, RunState> {
  const reader = lineReader(runFiles(folder).events);
  const changes = changesOf(folder);
  const seen: RunEvent[] = [];
  try {
    for (;;) {
      signal.throwIfAborted();
      const life = await signsOfLife(folder);
      for (const line of await reader()) {
        for (const event of parseLine<RunEvent>(line)) {
          seen.push(event);
          yield event;
        }
      }
      const state = foldRun(seen, life);
      if (hasEnded(state.status)) return state;
      await changes.next(signal);
    }
  } finally {
    changes.close();
  }
}

/** Each call gives the whole lines added since the last one. */
function lineReader(file: string): () => Promise<string[]> {
  let offset = 0;
  return async () => {
    let handle: Awaited<ReturnType<typeof open>>;
    try {
      handle = await open(file, 'r');
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
    try {
      const { size } = await handle.stat();
      const buffer = Buffer.alloc(Math.max(0, size - offset));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      const whole = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
      offset += whole;
      return buffer.toString('utf8', 0, whole).split('\n');
    } finally {
      await handle.close();
    }
  };
}

const pollEvery = 500;

/** Wakes on the next change in the folder, and in any case after half a second: watching fails on shared folders. */
function changesOf(folder: string): { next(signal: AbortSignal): Promise<void>; close(): void } {
  let hasChanged = false;
  let wake: (() => void) | undefined;
  const onChange = () => {
    hasChanged = true;
    wake?.();
  };
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, { persistent: false }, onChange);
    watcher.on('error', () => watcher?.close());
  } catch {
    watcher = undefined; // polling goes on
  }
  return {
    next: async (signal) => {
      if (!hasChanged)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pollEvery);
          signal.addEventListener('abort', () => resolve(), { once: true });
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      hasChanged = false;
      wake = undefined;
    },
    close: () => watcher?.close(),
  };
}
