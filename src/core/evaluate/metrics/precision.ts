// The share of rows called positive that are; no value where none is called.
import { shareRight } from './shareRight';

export const precision = shareRight({ label: 'precision', restsOn: 'called', constant: (share) => share });
