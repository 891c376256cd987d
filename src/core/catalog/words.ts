// The verbs of the lifecycle as the tree and `next` write them.
import type { StageName } from '../run/run';

/** `Collect` */
export const verbOf = (stage: StageName | 'run' | 'approve') =>
  stage.charAt(0).toUpperCase() + stage.slice(1);

/** A clause with a capital and a full stop. */
export const sentence = (clause: string) =>
  `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${/[.!?]$/.test(clause) ? '' : '.'}`;
