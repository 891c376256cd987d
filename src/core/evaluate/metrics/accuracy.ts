// The share of rows that are called what they are.
import { shareRight } from './shareRight';

export const accuracy = shareRight({
  label: 'accuracy',
  restsOn: 'rows',
  constant: (share) => Math.max(share, 1 - share),
});
