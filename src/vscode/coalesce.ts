// Many wishes for the same work made one: it runs soon after the last wish, never twice at once, and no wish is lost.

export interface Coalesced {
  /** Resolves when the work has run after this wish; never rejects. */
  wish(): Promise<void>;
  dispose(): void;
}

/** `work` must not reject. `wait`: milliseconds of calm before it runs; it never waits longer than ten times that. */
export function coalesce(work: () => Promise<void>, wait: number): Coalesced {
  let timer: NodeJS.Timeout | undefined;
  let firstWish: number | undefined;
  let waiting: (() => void)[] = [];
  let isRunning = false;
  let isDisposed = false;

  const plan = () => {
    if (isRunning || isDisposed || waiting.length === 0) return;
    const now = performance.now();
    firstWish ??= now;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), Math.max(0, Math.min(wait, firstWish + 10 * wait - now)));
  };
  const run = async () => {
    isRunning = true;
    firstWish = undefined;
    const served = waiting;
    waiting = [];
    try {
      await work();
    } finally {
      isRunning = false;
      for (const done of served) done();
      plan();
    }
  };
  return {
    wish: () =>
      new Promise<void>((resolve) => {
        if (isDisposed) return resolve();
        waiting.push(resolve);
        plan();
      }),
    dispose: () => {
      isDisposed = true;
      clearTimeout(timer);
      for (const done of waiting) done();
      waiting = [];
    },
  };
}
