// A decision about a version: one small file each under `events/`, named `<time>-<random>.yaml`, never changed.
import type { GateResult } from './gate';

interface Decision {
  readonly schema: 1;
  readonly at: string;
  /** git's user.email. */
  readonly by: string;
  readonly version: number;
  /** Signatures come later; until then a decision says so. */
  readonly isSigned: false;
}

export type RegistryEvent =
  | (Decision & { readonly kind: 'approved'; readonly note?: string })
  | (Decision & { readonly kind: 'aliased'; readonly alias: string; readonly gates: readonly GateResult[] })
  | (Decision & { readonly kind: 'refused'; readonly alias: string; readonly gates: readonly GateResult[] })
  | (Decision & { readonly kind: 'retired'; readonly note?: string })
  | (Decision & { readonly kind: 'compared'; readonly comparison: RecordedComparison });

/** A look at challenger against champion; looks at the same champion are counted and paid for. */
export interface RecordedComparison {
  readonly champion: number;
  /** Digest over both models' digests and the rows' fingerprint: the same look again is not a new one. */
  readonly key: string;
  readonly look: number;
  readonly alpha: number;
  readonly metric: string;
  readonly rows: number;
  readonly from?: string;
  readonly to?: string;
  readonly championValue: number;
  readonly challengerValue: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly withinPeriods?: {
    readonly difference: number;
    readonly low: number;
    readonly high: number;
    readonly hasTurned: boolean;
  };
  /** Labelled rows that each gave no score; undefined where both answered all. */
  readonly unanswered?: { readonly champion: number; readonly challenger: number };
  readonly isBetter: boolean;
  readonly reason: string;
}
