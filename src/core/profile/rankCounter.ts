// Gathers the sketch of distinct values of a column of numbers. What a sketch says stands in distinctSketch.ts.
import { registerCount, restBits, sketchBits, sketchOfRanks, type DistinctSketch } from './distinctSketch';

/** Equal numbers have equal words, whatever the type of their column: those of a double, or of a whole number beyond 2^53. */
const hash = 'numbers';

export class RankCounter {
  readonly #ranks = new Uint8Array(registerCount);

  /** `words`: the lower and upper 32 bits of so many values. Four rounds of a Feistel network, which keeps different words different. */
  add(words: Int32Array, count: number): void {
    const ranks = this.#ranks;
    for (let at = 0; at < 2 * count; at += 2) {
      // Zero would stay zero.
      let a = (words[at] as number) ^ 0x9e3779b9;
      let b = (words[at + 1] as number) ^ 0x7f4a7c15;
      b ^= mix(a, 0x85ebca6b);
      a ^= mix(b, 0xc2b2ae35);
      b ^= mix(a, 0x27d4eb2f);
      a ^= mix(b, 0x165667b1);
      const rank = b === 0 ? rankBeyond(a) : Math.clz32(b) + 1;
      const register = a & (registerCount - 1);
      if (rank > (ranks[register] as number)) ranks[register] = rank;
    }
  }

  sketch(): DistinctSketch {
    return sketchOfRanks(hash, this.#ranks);
  }
}

/** Where 32 bits are zero, by those that chose no register. */
const rankBeyond = (word: number) =>
  33 + Math.min(Math.clz32(word >>> sketchBits) - sketchBits, restBits - 32);

function mix(word: number, factor: number): number {
  const product = Math.imul(word ^ (word >>> 15), factor);
  return product ^ (product >>> 13);
}
