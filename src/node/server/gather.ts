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
 * that a wrong request fails only itself. Where what answers is unavailable, one request may have brought that about, so
 * all that wait are tried alone; until two in a row find it so, which the others would find too.
 */
export function gatherCalls<In, Out>(answer: (items: readonly In[]) => Promise<readonly Out[]>) {
  const queue: Waiting<In, Out>[] = [];
  let isBusy = false;

  const drain = async () => {
    isBusy = true;
    let alone = 0; // how many, from the first on, are tried alone
    let outages = 0; // in a row, of requests tried alone
    while (queue.length > 0) {
      const together = alone > 0 ? queue.splice(0, 1) : take(queue);
      alone = Math.max(alone - 1, 0);
      const failure = await settle(together, answer);
      const isAlone = together.length === 1;
      outages = failure?.isOutage && isAlone ? outages + 1 : 0;
      if (!failure) continue;
      if (isAlone) tell(together, failure.error);
      else queue.unshift(...together);
      if (outages === 2) tell(queue.splice(0), failure.error);
      if (failure.isOutage) alone = queue.length;
      else if (!isAlone) alone = together.length;
    }
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

interface Failure {
  readonly error: unknown;
  readonly isOutage: boolean;
}

/** Answers them, or says why not. */
async function settle<In, Out>(
  together: readonly Waiting<In, Out>[],
  answer: (items: readonly In[]) => Promise<readonly Out[]>,
): Promise<Failure | undefined> {
  try {
    const outputs = await answer(together.flatMap(({ items }) => items));
    let from = 0;
    for (const { items, resolve } of together) resolve(outputs.slice(from, (from += items.length)));
    return undefined;
  } catch (error) {
    return { error, isOutage: isLifecycleError(error) && error.code === 'unavailable' };
  }
}

function tell<In, Out>(waiting: readonly Waiting<In, Out>[], error: unknown): void {
  for (const { reject } of waiting) reject(error);
}
