// What a version decides by, in the words of every surface that tells it.
import { defaultThreshold } from '../evaluate/defaultThreshold';
import type { Version } from '../registry/version';

/** From which score on a row is called positive, and whether the scores are the model's own; nothing where there is no positive class. */
export function decidesBy({
  positive,
  threshold,
  calibration,
}: Version): readonly (readonly [name: string, value: string])[] {
  if (positive === undefined) return [];
  const from =
    threshold === undefined
      ? `${defaultThreshold}, as none was chosen`
      : `${Number(threshold.toPrecision(4))}, as chosen`;
  return [
    [`Called ${positive} from a score of`, from],
    ['Probabilities', calibration ? 'recalibrated' : 'as the model gives them'],
  ];
}
