// Whether a training learnt from the values that a preparation gives: the tree, evaluate and register ask here, and so a training's key has it.
import type { PreparedVersion } from '../dataset/version';
import type { TrainingInputs } from './run';

/** Other steps may give the same values, as one that is there for what production sends: then there is nothing to train. */
export const isLearntFrom = (
  data: TrainingInputs['data'],
  { dataset, fingerprint, parts }: Pick<PreparedVersion, 'dataset' | 'fingerprint' | 'parts'>,
): boolean =>
  data.dataset === dataset &&
  (data.prepared === fingerprint ||
    (data.train === parts.train?.fingerprint && data.validation === parts.validation?.fingerprint));
