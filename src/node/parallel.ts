// Several pieces of work at a time, a few at once.

/** Results in the order of `items`. The first error aborts the rest and is thrown once all of them have ended. */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  signal: AbortSignal,
): Promise<R[]> {
  const failure = new AbortController();
  const both = AbortSignal.any([signal, failure.signal]);
  const results = new Array<R>(items.length);
  const waiting = items.map((item, index) => ({ item, index })).reverse();
  let first: { readonly error: unknown } | undefined;
  const take = async () => {
    for (let next = waiting.pop(); next && !both.aborted; next = waiting.pop())
      try {
        results[next.index] = await work(next.item, both);
      } catch (error) {
        first ??= { error };
        failure.abort();
      }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, take));
  signal.throwIfAborted();
  if (first) throw first.error;
  return results;
}
