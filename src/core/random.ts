// The seeded generator that all randomness in core is passed through; where a seed comes from does not belong here.

/** A stream of pseudo-random numbers; equal seeds give equal streams on every platform. Not for secrets. */
export interface Random {
  /** Uniform in [0, 1) with 53 bits. */
  uniform(): number;
  /** Uniform whole number in [0, limit), without modulo bias; `limit` from 1 to 2^53. */
  below(limit: number): number;
  /** Standard normal (Box-Muller). */
  normal(): number;
}

/** xoshiro128** 1.1 (Blackman and Vigna) as a stream of unsigned 32-bit numbers. `state`: four words, not all zero. */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  // An array keeps the words unboxed, which makes it several times faster than captured variables.
  const words = Int32Array.from(state);
  return () => {
    const [first, second] = [words[0] as number, words[1] as number];
    const third = (words[2] as number) ^ first;
    const fourth = (words[3] as number) ^ second;
    words[0] = first ^ fourth;
    words[1] = second ^ third;
    words[2] = third ^ (second << 9);
    words[3] = rotateLeft(fourth, 11);
    return Math.imul(rotateLeft(Math.imul(second, 5), 7), 9) >>> 0;
  };
}

/** A generator from a whole number of up to 53 bits; its four words of state come from SplitMix32 over both halves of the seed. */
export function seededRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is a whole number, not ${seed}.`);
  const low = splitMix32(seed >>> 0);
  const high = splitMix32(Math.floor(seed / 2 ** 32) ^ 0x9e3779b9);
  const next = xoshiro128([low(), low() ^ high(), low(), (low() ^ high()) | 1]);
  const uniform = () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  return {
    uniform,
    below: (limit) => below(limit, next, uniform),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

/** A new array with the values in random order (Fisher-Yates). */
export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = result[last] as T;
    result[last] = result[other] as T;
    result[other] = kept;
  }
  return result;
}

const rotateLeft = (word: number, bits: number) => (word << bits) | (word >>> (32 - bits));

function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  };
}

function below(limit: number, next: () => number, uniform: () => number): number {
  // Lemire's rejection needs the product exact in a double, so limit * 2^32 < 2^53.
  if (limit > 2 ** 21) return Math.floor(uniform() * limit);
  for (;;) {
    const product = next() * limit;
    const low = product >>> 0;
    if (low >= limit || low >= 2 ** 32 % limit) return Math.floor(product / 2 ** 32);
  }
}
