// What each detector of a finding is, and the parts that their findings share.
import { identifier, literal } from '../prepare/quote';
import type { Facts } from './facts';
import type { Finding, FindingKind } from './finding';

/** One kind of problem: a file of its own under `findings/`, named in `detectors.ts`. */
export interface Detector {
  readonly kind: FindingKind;
  detect(facts: Facts): readonly Finding[];
}

/** A finding without what follows from its kind, its columns and where it was seen. */
export type Found = Omit<Finding, 'id' | 'kind' | 'seenIn' | 'resolvedBy'>;

/** A detector of a function that gives what it found. */
export function detector(kind: FindingKind, find: (facts: Facts) => readonly Found[]): Detector {
  return {
    kind,
    detect: (facts) =>
      find(facts).map((found) => ({
        id: findingId(kind, found.columns),
        kind,
        ...found,
        seenIn: facts.seenIn,
      })),
  };
}

export const findingId = (kind: FindingKind, columns: readonly string[]) => [kind, ...columns].join(':');

/** `3.2%`, two digits below one percent, never "0.0%" for something. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0 || value >= 1) return `${Number(value.toFixed(1))}%`;
  return `${Number(value.toPrecision(2))}%`;
}

/** `1 row`, `2,000 rows`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** A SQL condition: the column is one of the values. */
export const isOneOf = (column: string, values: readonly (string | number)[]) =>
  `${identifier(column)} IN (${values.map((value) => literal(value)).join(', ')})`;

export { identifier };
