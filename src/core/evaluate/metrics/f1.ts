// The harmonic mean of precision and recall, 2 j / (1 + j) of Jaccard's index j: the share that is both, of rows called or positive.
import { shareRight } from './shareRight';

export const f1 = shareRight({
  label: 'F1',
  restsOn: 'either',
  valueOfShare: (share) => (2 * share) / (1 + share),
  constant: (share) => (2 * share) / (1 + share),
});
