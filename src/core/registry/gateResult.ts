// What a gate said, as a decision records it.
import type { Gates } from '../manifest/manifest';

export interface GateResult {
  readonly gate: keyof Gates;
  readonly passed: boolean;
  /** False where there was nothing to judge by, so that it is refused for want of it; left out elsewhere. */
  readonly isJudged?: false;
  /** One sentence with the figures, for a person. */
  readonly reason: string;
}

/** On a line of its own, e.g. `✗ goal: roc_auc ...`. */
export const gateLine = ({ gate, passed, reason }: GateResult): string =>
  `${passed ? '✓' : '✗'} ${gate}: ${reason}`;
