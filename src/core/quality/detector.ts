// What each detector of a finding is, and the parts that their findings share.
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
