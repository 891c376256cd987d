// Datasets that are collected from each other, or prepared with each other, in a circle: then none of them could ever be the first.
import picomatch from 'picomatch';
import { addTo, circlesIn, type Leads } from './circles';
import type { Complaint } from './complaint';
import { othersOf } from './lookups';
import type { Dataset, Manifest } from './manifest';
import { isAddress, normalPath } from './origin';
import { othersIn } from './step';

/** One complaint a circle, at its first member: where that is collected from another, or prepared with another. */
export const checkCycles = ({ datasets = {} }: Pick<Manifest, 'datasets'>): readonly Complaint[] => [
  ...circlesIn(sourcesOf(datasets)).map(collectedInCircle),
  ...circlesIn(preparedWith(datasets)).map((circle) => preparedInCircle(circle, datasets)),
];

function collectedInCircle(circle: readonly [string, ...string[]]): Complaint {
  const [start] = circle;
  return {
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
}

function preparedInCircle(
  circle: readonly [string, ...string[]],
  datasets: Readonly<Record<string, Dataset>>,
): Complaint {
  const [start, next = start] = circle;
  const index = (datasets[start]?.prepare ?? []).findIndex((step) => othersIn(step).includes(next));
  return {
    severity: 'error',
    path: ['datasets', start, 'prepare', index],
    message:
      circle.length === 1
        ? `This step reads "${start}", which it prepares.`
        : `These datasets are prepared with each other in a circle: ${[...circle, start].join(' <- ')}.`,
    hint:
      circle.length === 1
        ? `Give the data that it needs a name of its own under "datasets:", or write an "sql" step.`
        : 'Take the step out of one of them, or give it a dataset that is none of these.',
  };
}

/** The datasets that the steps of each read. One that is read as it was collected leads no further. */
const preparedWith = (datasets: Readonly<Record<string, Dataset>>): Leads =>
  new Map(Object.entries(datasets).map(([name, dataset]) => [name, othersOf(dataset)]));

/** The datasets whose path is read by the source of each. */
function sourcesOf(datasets: Readonly<Record<string, Dataset>>): Leads {
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
