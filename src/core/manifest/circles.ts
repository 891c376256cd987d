// Circles among names that lead to each other.

/** What each name leads to. */
export type Leads = ReadonlyMap<string, readonly string[]>;

/** The shortest circle through each name that is in one, but none that shares a name with one before it. */
export function circlesIn(all: Leads): readonly (readonly [string, ...string[]])[] {
  const next = withoutEnds(all);
  const told = new Set<string>();
  return [...next.keys()].flatMap((start) => {
    const circle = told.has(start) ? undefined : findCircle(start, next);
    if (!circle || circle.some((name) => told.has(name))) return [];
    for (const name of circle) told.add(name);
    return [circle];
  });
}

/** Without the names that lead to nothing which leads on: no circle passes through them. */
function withoutEnds(all: Leads): Leads {
  const readers = new Map<string, string[]>();
  for (const [reader, names] of all) for (const name of names) addTo(readers, name, reader);
  const open = new Map([...all].map(([name, names]) => [name, names.length]));
  const ends = [...open].filter(([, count]) => count === 0).map(([name]) => name);
  for (const end of ends) {
    open.delete(end);
    for (const reader of readers.get(end) ?? []) {
      const count = (open.get(reader) ?? 0) - 1;
      open.set(reader, count);
      if (count === 0) ends.push(reader);
    }
  }
  return new Map(
    [...all].flatMap(([name, names]) =>
      open.has(name) ? [[name, names.filter((one) => open.has(one))]] : [],
    ),
  );
}

/** The shortest way from `start` back to it. */
function findCircle(start: string, next: Leads): readonly [string, ...string[]] | undefined {
  const reachedFrom = new Map<string, string>();
  const queue = [start];
  for (const name of queue) {
    for (const one of next.get(name) ?? []) {
      if (one === start) return [start, ...wayTo(name, reachedFrom).slice(1)];
      if (reachedFrom.has(one)) continue;
      reachedFrom.set(one, name);
      queue.push(one);
    }
  }
  return undefined;
}

function wayTo(name: string, reachedFrom: ReadonlyMap<string, string>): readonly string[] {
  const way = [name];
  for (let from = reachedFrom.get(name); from !== undefined; from = reachedFrom.get(from)) way.push(from);
  return way.reverse();
}

export function addTo<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
