// Requests that arrive while the model is busy are answered together by its next call: one call at a time, no waiting for more.
import { isLifecycleError } from '../../core/errors';

/** Rows that may be answered by one call. */
const rowsTogether = 4096;

interface Waiting<In, Out> {
  readonly items: readonly In[];
  readonly resolve: (out: readonly Out[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * `answer` gives one output an item, in order. Where it throws for several requests together, each is tried alone, so
 * that a wrong request fails only itself; but not where what answers is unavailable, which waiting again would not change.
 */
export function gatherCalls<In, Out>(answer: (items: readonly In[]) => Promise<readonly Out[]>) {
  const queue: Waiting<In, Out>[] = [];
  let isBusy = false;

  const drain = async () => {
    isBusy = true;
    for (let together = take(queue); together.length > 0; together = take(queue))
      await settle(together, answer);
    isBusy = false;
  };

  return (items: readonly In[]): Promise<readonly Out[]> =>
    new Promise((resolve, reject) => {
      queue.push({ items, resolve, reject });
      if (!isBusy) void drain(); // settle never rejects: each waiting request is told
    });
}

function take<In, Out>(queue: Waiting<In, Out>[]): readonly Waiting<In, Out>[] {
  let rows = 0;
  let count = 0;
  while (count < queue.length && (count === 0 || rows + (queue[count]?.items.length ?? 0) <= rowsTogether))
    rows += queue[count++]?.items.length ?? 0;
  return queue.splice(0, count);
}

async function settle<In, Out>(
  together: readonly Waiting<In, Out>[],
  answer: (items: readonly In[]) => Promise<readonly Out[]>,
): Promise<void> {
  try {
    const outputs = await answer(together.flatMap(({ items }) => items));
    let from = 0;
    for (const { items, resolve } of together) resolve(outputs.slice(from, (from += items.length)));
  } catch (error) {
    if (together.length === 1 || (isLifecycleError(error) && error.code === 'unavailable'))
      for (const { reject } of together) reject(error);
    else for (const one of together) await settle([one], answer);
  }
}
