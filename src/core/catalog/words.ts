// The verbs of the lifecycle as the tree and `next` write them.
import type { StageName } from '../run/run';

/** `Collect` */
export const verbOf = (stage: StageName | 'run' | 'approve') =>
  stage.charAt(0).toUpperCase() + stage.slice(1);

/** A clause with a capital and a full stop; one that starts with a name keeps it as it is. */
export const sentence = (clause: string) =>
  `${clause.replace(/^(its?|newer|no|the|what)\b/, (word) => word.charAt(0).toUpperCase() + word.slice(1))}${/[.!?]$/.test(clause) ? '' : '.'}`;
