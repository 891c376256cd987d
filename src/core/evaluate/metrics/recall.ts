// The share of positive rows that are called so; no value where none is positive.
import { shareRight } from './shareRight';

export const recall = shareRight({ label: 'recall', restsOn: 'positives', constant: () => 1 });
