// What a gate said, as a decision records it.
import type { Gates } from '../manifest/manifest';

export interface GateResult {
  readonly gate: keyof Gates;
  readonly passed: boolean;
  /** One sentence with the figures, for a person. */
  readonly reason: string;
}
