// Waiting until something in a folder changes, by the system's notice and by looking again.
import { watch, type FSWatcher } from 'node:fs';

export interface Changes {
  /** Resolves on the next change, in any case soon, and at once when the signal aborts. */
  next(signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Notices do not cross shared folders, so a look comes twice a second without one. */
const lookEvery = 500;

export function changesIn(folder: string): Changes {
  let hasChanged = false;
  let wake = () => {};
  const watcher = watching(folder, () => {
    hasChanged = true;
    wake();
  });
  return {
    next: async (signal) => {
      if (!hasChanged && !signal.aborted)
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', done);
            resolve();
          };
          const timer = setTimeout(done, lookEvery);
          signal.addEventListener('abort', done);
          wake = done;
        });
      hasChanged = false;
      wake = () => {};
    },
    close: () => watcher?.close(),
  };
}

function watching(folder: string, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, onChange);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined; // the system gives no notice here
  }
}
