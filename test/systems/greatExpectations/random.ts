// Chance with a seed, in the forms that generated cases are made by.
import { seededRandom } from '../../../src/core/random';

export interface Random {
  /** From 0 up to 1, which is not reached. */
  next(): number;
  /** Both ends included. */
  int(low: number, high: number): number;
  pick<T>(values: readonly T[]): T;
  normal(): number;
}

export function seeded(seed: number): Random {
  const random = seededRandom(seed);
  return {
    next: () => random.uniform(),
    int: (low, high) => low + random.below(high - low + 1),
    pick: <T>(values: readonly T[]) => values[random.below(values.length)] as T,
    normal: () => random.normal(),
  };
}
