// The unit in which immense values are reckoned with, so that their sums and squares are finite.

/** Squares, sums and quotients of values up to this size are finite. */
const manageable = 1e100;

/** The size of the largest where that is immense; 1 elsewhere. */
export function unitOf(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest > manageable ? largest : 1;
}
