// Work that is given up after a time. Not by AbortSignal.timeout within AbortSignal.any: of the two the collector of garbage takes the timeout, and the work then waits for ever.

/** Does the work with a signal that aborts with the given one, and after `limit` milliseconds with a `TimeoutError`. */
export async function withDeadline<T>(
  { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(new DOMException('It took too long.', 'TimeoutError')), limit);
  try {
    return await work(AbortSignal.any([signal, over.signal]));
  } finally {
    clearTimeout(timer);
  }
}
