// Kolmogorov and Smirnov's D with its p-value, of samples and of counts over ordered cells; other tests are in `calibrate`.
import { sum } from '../sum';
import type { Counts } from './measures';

export interface KolmogorovSmirnov {
  /** 0 to 1. */
  readonly value: number;
  readonly p: number;
}

/** Samples up to this product of sizes get the exact p-value. */
const exactUpTo = 1e5;

/**
 * D of two samples counted over the same ordered cells; p errs towards no difference where a cell holds more than one value.
 * A sample without rows differs in nothing: 0 and 1.
 */
export function ksOfCounts(reference: Counts, current: Counts): KolmogorovSmirnov {
  const [n, m] = [sum(reference), sum(current)];
  if (n === 0 || m === 0) return { value: 0, p: 1 };
  let [gap, largest] = [0, 0];
  reference.forEach((count, cell) => {
    gap += count * m - (current[cell] ?? 0) * n;
    largest = Math.max(largest, Math.abs(gap));
  });
  return ksOfUnits(largest, n, m);
}

/** `largest`: D in units of 1 / (n m), in which equal distances compare as equal. p is exact for small samples (conservative with ties), else as `kolmogorovSmirnovP`. */
export function ksOfUnits(largest: number, n: number, m: number): KolmogorovSmirnov {
  const value = Math.min(1, largest / (n * m));
  const p = n * m <= exactUpTo ? exactP(largest, n, m) : kolmogorovSmirnovP(value, n, m);
  return { value, p };
}

/**
 * p-value of Kolmogorov and Smirnov's D for two samples, by the limiting distribution with Stephens's (1970) correction for
 * their size. With ties, as between binned values, it errs towards no difference.
 */
export function kolmogorovSmirnovP(d: number, n: number, m: number): number {
  if (n === 0 || m === 0 || d <= 0) return 1;
  const root = Math.sqrt((n * m) / (n + m));
  const x = (root + 0.12 + 0.11 / root) * d;
  if (x < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) {
    const term = Math.exp(-2 * k * k * x * x);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-16) break;
  }
  return Math.min(1, Math.max(0, 2 * sum));
}

/**
 * Chance that a path of n steps right and m steps up, all orders alike, ever leaves the band |m i - n j| < largest
 * (Hodges 1957). Chances are carried along, not numbers of paths, which would overflow; those of leaving, not of staying,
 * which keeps small ones exact.
 */
function exactP(largest: number, n: number, m: number): number {
  if (largest === 0) return 1;
  // left[j]: chance of having left the band by (i, j), given that the path comes there.
  const left = new Float64Array(m + 1);
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      if (Math.abs(m * i - n * j) >= largest) left[j] = 1;
      else if (i + j > 0) {
        const fromBelow = j === 0 ? 0 : (j / (i + j)) * (left[j - 1] as number);
        const fromLeft = i === 0 ? 0 : (i / (i + j)) * (left[j] as number);
        left[j] = fromBelow + fromLeft;
      }
    }
  }
  return Math.min(1, left[m] as number);
}
