// The share of rows that are called what they are.
import { shareRight } from './shareRight';

export const accuracy = shareRight({
  label: 'accuracy',
  restsOn: 'rows',
  constant: (share, known = share) => (known > 0.5 ? share : 1 - share),
});
