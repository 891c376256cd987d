// What a training learnt to tell, held against what lifecycle.yaml asks for now.
import { positiveIn } from '../evaluate/positive';
import type { Dataset } from '../manifest/manifest';
import type { TrainingInputs } from './run';

/** What a model is trained for. A file with one column of probabilities gives those of the class that was positive then. */
export type Aim = Pick<TrainingInputs, 'target' | 'classes' | 'positive'>;

/** The positive class by the manifest of now among the classes that were learnt; as it is declared where those were not told. */
export const positiveNow = (
  { classes }: Aim,
  { target, positive }: Pick<Dataset, 'target' | 'positive'>,
): string | undefined =>
  classes && target !== undefined
    ? positiveIn(positive, { target, classes })
    : positive === undefined
      ? undefined
      : String(positive);

/** What of it has changed, as the beginning of a sentence; undefined where nothing has, and of a training from before it was told. */
export function aimChange(
  learnt: Aim,
  now: Pick<Dataset, 'target' | 'positive'> | undefined,
): string | undefined {
  if (learnt.target === undefined || now?.target === undefined) return undefined;
  if (learnt.target !== now.target) return 'its target has changed';
  return learnt.classes && positiveNow(learnt, now) !== learnt.positive
    ? 'its positive class has changed'
    : undefined;
}
