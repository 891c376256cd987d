// Datasets that are collected from each other in a circle: then none of them could ever be the first.
import picomatch from 'picomatch';
import type { Complaint } from './complaint';
import type { Dataset, Manifest } from './manifest';
import { isAddress, normalPath } from './origin';

/** One complaint a circle, at the `source` of its first member. */
export function checkCycles({ datasets = {} }: Pick<Manifest, 'datasets'>): readonly Complaint[] {
  const next = withoutEnds(sourcesOf(datasets));
  const told = new Set<string>();
  return [...next.keys()].flatMap((start) => {
    const circle = told.has(start) ? undefined : findCircle(start, next);
    if (!circle || circle.some((name) => told.has(name))) return [];
    for (const name of circle) told.add(name);
    const complaint: Complaint = {
      severity: 'error',
      path: ['datasets', start, 'source'],
      message:
        circle.length === 1
          ? `The source of "${start}" includes the file that it is collected into.`
          : `These datasets are collected from each other in a circle: ${[...circle, start].join(' <- ')}.`,
      hint:
        circle.length === 1
          ? 'Give it another path, or leave "source" out for data that is already there.'
          : 'Give one of them a source of its own.',
    };
    return [complaint];
  });
}

type Sources = ReadonlyMap<string, readonly string[]>;

/** The datasets whose path is read by the source of each. */
function sourcesOf(datasets: Readonly<Record<string, Dataset>>): Sources {
  const below = new Map<string, { readonly name: string; readonly file: string }[]>();
  for (const [name, { path }] of Object.entries(datasets)) {
    const file = normalPath(path);
    for (const folder of [...foldersAbove(file), file]) addTo(below, folder, { name, file });
  }
  const readBy = (source: string | undefined): readonly string[] => {
    if (source === undefined || isAddress(source)) return [];
    const pattern = normalPath(source);
    const { base, isGlob, negated } = picomatch.scan(pattern);
    const candidates = isGlob ? (below.get(negated ? '' : base) ?? []) : [];
    const matches = candidates.length > 0 ? picomatch(pattern, { dot: true, posix: true }) : () => false;
    const inside = below.get(pattern) ?? [];
    const read = new Set([...inside, ...candidates.filter(({ file }) => matches(file))]);
    return [...read].map(({ name }) => name);
  };
  return new Map(Object.entries(datasets).map(([name, { source }]) => [name, readBy(source)]));
}

/** `''` is the folder of the manifest. */
function foldersAbove(file: string): readonly string[] {
  const parts = file.split('/');
  return parts.map((_part, index) => parts.slice(0, index).join('/'));
}

/** Without the datasets that lead to nothing which is collected from another one: no circle passes through them. */
function withoutEnds(all: Sources): Sources {
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
function findCircle(start: string, next: Sources): readonly string[] | undefined {
  const reachedFrom = new Map<string, string>();
  const queue = [start];
  for (const name of queue) {
    for (const one of next.get(name) ?? []) {
      if (one === start) return wayTo(name, reachedFrom);
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

function addTo<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
