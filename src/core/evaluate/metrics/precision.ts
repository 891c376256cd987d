// The share of rows called positive that are; no value where none is called.
import { positivesAtThreshold } from './positivesAtThreshold';

export const precision = positivesAtThreshold({
  label: 'precision',
  among: (isCalled) => isCalled,
  constant: (share) => share,
});
