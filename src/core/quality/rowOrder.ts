// Whether rows of one value stand together: sorted, or collected block by block.

export interface Runs {
  readonly column: string;
  /** How often a row has another value than the row before it, plus one. */
  readonly runs: number;
  /** Rows with a value. */
  readonly rows: number;
  /** The count of each value. */
  readonly counts: readonly number[];
}

/** With fewer rows, order is chance. */
const leastRows = 50;
/** Of the runs that an order of chance makes. */
const few = 0.25;
/** Of a value: more are no blocks, but a value that hangs on that of the row before. */
const mostBlocks = 10;
/** Standard deviations. */
const beyondChance = 6;

/**
 * Whether there are far fewer runs than an order of chance makes: of their mean and variance over all orders (Wald and
 * Wolfowitz 1940, for several values Barton and David 1957, Biometrika 44:168).
 */
export function isBlocked({ runs, rows, counts }: Runs): boolean {
  if (rows < leastRows || counts.length < 2) return false;
  const sum = (power: number) => counts.reduce((all, count) => all + count ** power, 0);
  const expected = (rows * (rows + 1) - sum(2)) / rows;
  const variance =
    (sum(2) * (sum(2) + rows * (rows + 1)) - 2 * rows * sum(3) - rows ** 3) / (rows ** 2 * (rows - 1));
  const isBeyondChance = expected - runs > beyondChance * Math.sqrt(Math.max(0, variance));
  return runs < few * expected && runs <= mostBlocks * counts.length && isBeyondChance;
}

/** Every value in one run. */
export const isSorted = ({ runs, counts }: Runs) => runs === counts.length;
