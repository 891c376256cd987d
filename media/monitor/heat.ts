// How strong a measure of drift is, as one of a few levels of colour; the colours stand in driftStyle.

/** Level 0 has no colour. */
export const heatLevels = 6;

/** The strongest level from `most` on; below it, equal steps from 0. */
export const heatOf = (value: number, most: number) =>
  Math.min(heatLevels - 1, Math.max(0, Math.floor((value / most) * (heatLevels - 1))));
