// A sketch of which values a column has: two of them tell how many are distinct in both together. Where its registers come from is not known here.

/** Registers are chosen by so many bits of a value's hash. */
export const sketchBits = 11;
export const registerCount = 2 ** sketchBits;
/** What is left of a hash of 64 bits. */
export const restBits = 64 - sketchBits;

/** How far an estimate is off, as a share: one standard error (1.04 by the root of the number of registers; Flajolet and others 2007). */
export const sketchError = 1.04 / Math.sqrt(registerCount);

export interface DistinctSketch {
  /** What hashed the values, and as what: sketches add up only where that is the same. */
  readonly hash: string;
  /**
   * HyperLogLog: of each register, the most zeros that a hash of its values began with, and one; 0 without any. A letter each
   * (`A` is 0), and a run of more than three zeros as its length in brackets.
   */
  readonly registers: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `least`: of each register that has any value, the smallest rest of a hash, a whole number below 2^53. */
export function sketchOf(
  hash: string,
  least: Iterable<readonly [register: number, rest: number]>,
): DistinctSketch {
  const ranks = new Uint8Array(registerCount);
  for (const [register, rest] of least) ranks[register] = restBits - bitLength(rest) + 1;
  return sketchOfRanks(hash, ranks);
}

/** `ranks`: of each register, as `registers` holds them. */
export const sketchOfRanks = (hash: string, ranks: Uint8Array): DistinctSketch => ({
  hash,
  registers: written(ranks),
});

/** The sketch of the values of both; undefined where they were hashed differently. */
export function mergeSketches(a: DistinctSketch, b: DistinctSketch): DistinctSketch | undefined {
  if (a.hash !== b.hash) return undefined;
  const other = ranksOf(b);
  return {
    hash: a.hash,
    registers: written(ranksOf(a).map((rank, at) => Math.max(rank, other[at] as number))),
  };
}

/** About how many distinct values: the improved raw estimator of Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017). */
export function estimateDistinct(sketch: DistinctSketch): number {
  const counts = new Array<number>(restBits + 2).fill(0);
  for (const rank of ranksOf(sketch)) counts[rank] = (counts[rank] as number) + 1;
  const share = (rank: number) => (counts[rank] as number) / registerCount;
  if (share(0) === 1) return 0;
  let sum = registerCount * tau(1 - share(restBits + 1));
  for (let rank = restBits; rank >= 1; rank--) sum = 0.5 * (sum + (counts[rank] as number));
  sum += registerCount * sigma(share(0));
  return Math.round((registerCount * registerCount) / (2 * Math.LN2 * sum));
}

function bitLength(whole: number): number {
  const high = Math.floor(whole / 2 ** 32);
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(whole % 2 ** 32);
}

function sigma(share: number): number {
  let [x, y, z] = [share, 1, share];
  for (let before = -1; z !== before; y += y) {
    x *= x;
    before = z;
    z += x * y;
  }
  return z;
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [x, y, z] = [share, 1, 1 - share];
  for (let before = -1; z !== before;) {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}

const written = (ranks: Uint8Array) =>
  Array.from(ranks, (rank) => letters[rank])
    .join('')
    .replace(/A{4,}/g, (zeros) => `(${zeros.length})`);

function ranksOf({ registers }: DistinctSketch): Uint8Array {
  const plain = registers.replace(/\((\d+)\)/g, (_all, length: string) => 'A'.repeat(Number(length)));
  return Uint8Array.from(plain, (letter) => letters.indexOf(letter));
}
