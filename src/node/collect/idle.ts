// Waiting for bytes of a server, but not for ever, and not without a word.

const tellEvery = 10_000;

export interface IdleLimit {
  /** Milliseconds without a byte until it is given up. */
  readonly limit: number;
  /** Told now and then how many seconds nothing has come. */
  readonly onIdle: (seconds: number) => void;
  readonly signal: AbortSignal;
}

/** Does the work, which says of each byte that it came; its signal aborts where none does for too long. */
export async function untilIdle<T>(
  { limit, onIdle, signal }: IdleLimit,
  work: (signal: AbortSignal, came: () => void) => Promise<T>,
): Promise<T> {
  const idle = new AbortController();
  let last = performance.now();
  const timer = setInterval(
    () => {
      const silent = performance.now() - last;
      if (silent >= limit) idle.abort(new Error(`no byte came for ${Math.round(limit / 1000)} s`));
      else if (silent >= tellEvery) onIdle(Math.round(silent / 1000));
    },
    Math.min(tellEvery, limit),
  );
  try {
    return await work(AbortSignal.any([signal, idle.signal]), () => (last = performance.now()));
  } finally {
    clearInterval(timer);
  }
}
