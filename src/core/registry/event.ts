// A decision about a version: one small file each under `events/`, named `<time>-<random>.yaml`, never changed.
import type { RecordedComparison } from './comparison';
import type { GateResult } from './gateResult';

interface Decision {
  readonly schema: 1;
  /** ISO time that it was judged by. */
  readonly at: string;
  /** The real time, where it was judged by another: of those judged by the same, the last one written stands. */
  readonly writtenAt?: string;
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
  /** From a deployment that asked for it, though it was never promoted. */
  | (Decision & {
      readonly kind: 'barred';
      readonly deployment: string;
      readonly gates: readonly GateResult[];
    })
  | (Decision & { readonly kind: 'retired'; readonly note?: string })
  | (Decision & { readonly kind: 'compared'; readonly comparison: RecordedComparison });
