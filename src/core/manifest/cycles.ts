// Datasets that are collected from each other in a circle: then none of them could ever be the first.
import picomatch from 'picomatch';
import type { Complaint } from './complaint';
import type { Dataset, Manifest } from './manifest';

/** One complaint a circle, at the `source` of its first member. */
export function checkCycles({ datasets = {} }: Pick<Manifest, 'datasets'>): readonly Complaint[] {
  const next = new Map(
    Object.entries(datasets).map(([name, { source }]) => [name, source ? madeBy(source, datasets) : []]),
  );
  const told = new Set<string>();
  return [...next.keys()].flatMap((start) => {
    const circle = findCircle(start, next);
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

/** The datasets whose path is read by this source. */
function madeBy(source: string, datasets: Readonly<Record<string, Dataset>>): readonly string[] {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source)) return [];
  const pattern = normal(source);
  const matches = picomatch(pattern, { dot: true, posix: true });
  return Object.entries(datasets)
    .filter(([, { path }]) => {
      const file = normal(path);
      return file === pattern || file.startsWith(`${pattern}/`) || matches(file);
    })
    .map(([name]) => name);
}

/** The shortest way from `start` back to it. */
function findCircle(
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const queue: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (let way = queue.shift(); way; way = queue.shift()) {
    for (const name of next.get(way.at(-1) ?? start) ?? []) {
      if (name === start) return way;
      if (seen.has(name)) continue;
      seen.add(name);
      queue.push([...way, name]);
    }
  }
  return undefined;
}

function normal(path: string): string {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
