// How many of the newest training rows are kept back for choosing a threshold, so that they can tell one.
import { count } from '../figures';
import { defaultThreshold } from './defaultThreshold';

/** So many rows of each class have to be kept back: fewer tell no threshold. */
export const fewestOfClass = 10;
/** Shares of the rows: what is kept back, and what it may grow to where a class is rare. */
const [usual, most] = [1 / 10, 1 / 3];

export interface KeptBack {
  /** Number of the newest rows. */
  readonly rows: number;
  /** Whether a tenth of them would not have done. */
  readonly isGrown: boolean;
}

/**
 * `labels`: in order of time. Undefined where not even the newest third has enough of each class, or the rest lacks one. More than
 * a tenth ends before the row that would be one more of each class than is needed: ending with the last one needed would always
 * end on a row of the rare class, and its share would be too high (inverse sampling; Haldane, 1945).
 */
export function keepBack(labels: readonly string[], classes: readonly string[]): KeptBack | undefined {
  const least = Math.floor(labels.length * usual);
  const largest = Math.floor(labels.length * most);
  const counts = new Map(classes.map((name) => [name, 0]));
  const hasOfEach = (number: number) => classes.every((name) => (counts.get(name) ?? 0) >= number);
  const kept = (rows: number) => {
    const older = new Set(labels.slice(0, labels.length - rows));
    return classes.every((name) => older.has(name)) ? { rows, isGrown: rows > least } : undefined;
  };
  for (let rows = 1; rows <= largest; rows++) {
    const label = labels[labels.length - rows] ?? '';
    counts.set(label, (counts.get(label) ?? 0) + 1);
    if (rows === least && hasOfEach(fewestOfClass)) return kept(rows);
    if (rows > least && hasOfEach(fewestOfClass + 1)) return kept(rows - 1);
  }
  return hasOfEach(fewestOfClass) ? kept(largest) : undefined;
}

/** What is served where nothing could be chosen, a sentence. */
export function nothingChosen(labels: readonly string[], classes: readonly string[]): string {
  const newest = labels.slice(labels.length - Math.floor(labels.length * most));
  const rare = classes
    .map((name) => ({ name, rows: newest.filter((label) => label === name).length }))
    .sort((a, b) => a.rows - b.rows)[0];
  const why =
    rare && rare.rows < fewestOfClass
      ? `the newest third of its ${count(labels.length)} training rows has ${rare.rows} of "${rare.name}", under ${fewestOfClass}`
      : 'the rows before those kept back lack a class';
  return `No threshold was chosen, as ${why}: ${defaultThreshold} is served. Lengthen data.last of the retraining policy to have one chosen.`;
}
