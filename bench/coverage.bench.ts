// How often the 95% interval of ROC AUC holds the true value, by simulation over class sizes and values: what the tests show in one cell, over all; and how wide it is.
import { normalQuantile } from '../src/core/distribution';
import { rocAucInterval } from '../src/core/evaluate/rocAucInterval';
import { seededRandom } from '../src/core/random';

const simulations = 4000;
const trueValues = [0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999];
/** Positive and negative rows. From 50 of each on, coverage is promised; below it is only published. */
const sizes = [
  [10, 90],
  [20, 80],
  [30, 30],
  [50, 50],
  [50, 500],
  [200, 200],
  [100, 2000],
] as const;
const promised = 50;

/** Prints a table and resolves to the cells' coverage where it is promised. */
export function benchCoverage(): Promise<number[]> {
  const kept: number[] = [];
  process.stdout.write(
    `\nCoverage (and mean width) of the 95% interval of ROC AUC, ${String(simulations)} simulations a cell (+-0.7%)\n` +
      `${'rows'.padEnd(12)}${trueValues.map((value) => value.toFixed(3).padStart(14)).join('')}\n`,
  );
  for (const [positives, negatives] of sizes) {
    const cells = trueValues.map((value) => coverage({ value, positives, negatives }));
    if (Math.min(positives, negatives) >= promised) kept.push(...cells.map(({ held }) => held));
    const name = `${String(positives)} + ${String(negatives)}`;
    process.stdout.write(
      `${name.padEnd(12)}${cells.map(({ held, width }) => `${held.toFixed(3)} (${width.toFixed(2)})`.padStart(14)).join('')}\n`,
    );
  }
  const mean = kept.reduce((sum, cell) => sum + cell, 0) / kept.length;
  process.stdout.write(
    `from ${String(promised)} rows of each class on: mean ${mean.toFixed(3)}, least ${Math.min(...kept).toFixed(3)}\n`,
  );
  return Promise.resolve(kept);
}

/** Binormal scores: a positive's is a negative's moved by sqrt(2) times the normal quantile of the wanted AUC. */
function coverage({ value, positives, negatives }: Cell): { readonly held: number; readonly width: number } {
  const random = seededRandom(positives * 1e6 + negatives * 1000 + Math.round(value * 1000));
  const shift = Math.SQRT2 * normalQuantile(value);
  const labels = Float64Array.from({ length: positives + negatives }, (_none, row) =>
    Number(row < positives),
  );
  let [held, width] = [0, 0];
  for (let round = 0; round < simulations; round++) {
    const scores = labels.map((label) => label * shift + random.normal());
    const { low, high } = rocAucInterval({ labels, scores });
    if (low <= value && value <= high) held++;
    width += high - low;
  }
  return { held: held / simulations, width: width / simulations };
}

interface Cell {
  readonly value: number;
  readonly positives: number;
  readonly negatives: number;
}
