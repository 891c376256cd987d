// The exact test of one bin against all others in two samples, where counts are too small for chi-square.

export interface ExactChance {
  /** Two-sided: all divisions that are at most as likely as the one seen (Fisher 1935). */
  readonly p: number;
  /** The same, with the ones equally likely counted half (Lancaster 1961): right on average where p is right at most. */
  readonly mid: number;
}

/** Of equally likely divisions, rounding may make one seem the likelier. */
const tolerance = 1e-9;

/**
 * Chance of the division of a bin's rows over two samples of `n` and `m` rows, of which `first` and `second` lie in the bin,
 * where any n rows of all are as likely the first sample. Undefined where only one division is possible.
 */
export function fisher(
  bin: { readonly first: number; readonly second: number },
  { n, m }: { readonly n: number; readonly m: number },
): ExactChance | undefined {
  // Counted in the smaller sample, which has the fewer possible counts.
  const [smaller, larger, seen] = n < m ? [n, m, bin.first] : [m, n, bin.second];
  const inBin = bin.first + bin.second;
  const [least, most] = [Math.max(0, inBin - larger), Math.min(inBin, smaller)];
  if (least >= most) return undefined;
  const likely = weights({ least, most, inBin, smaller, larger });
  const own = likely[seen - least] ?? 0;
  const sum = (isCounted: (weight: number) => boolean) =>
    likely.reduce((total, weight) => (isCounted(weight) ? total + weight : total), 0);
  const all = sum(() => true);
  const atMost = sum((weight) => weight <= own * (1 + tolerance));
  const below = sum((weight) => weight < own * (1 - tolerance));
  return { p: atMost / all, mid: (atMost + below) / 2 / all };
}

/** Of a hypergeometric count from `least` to `most`, relative to the likeliest. */
function weights(of: {
  readonly least: number;
  readonly most: number;
  readonly inBin: number;
  readonly smaller: number;
  readonly larger: number;
}): Float64Array {
  const { least, most, inBin, smaller, larger } = of;
  const result = new Float64Array(most - least + 1);
  const likeliest = Math.floor(((inBin + 1) * (smaller + 1)) / (smaller + larger + 2));
  const middle = Math.min(Math.max(likeliest, least), most);
  /** How much likelier one more than `count` is. */
  const rise = (count: number) =>
    ((inBin - count) * (smaller - count)) / ((count + 1) * (larger - inBin + count + 1));
  result[middle - least] = 1;
  for (let count = middle; count < most; count++)
    result[count + 1 - least] = (result[count - least] as number) * rise(count);
  for (let count = middle; count > least; count--)
    result[count - 1 - least] = (result[count - least] as number) / rise(count - 1);
  return result;
}
