// Compares two contenders in one run, in turns, so that what the machine does meanwhile meets both. What is compared stands in *.bench.ts.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { mustRun } from '../scripts/command.mjs';

export interface Contender {
  readonly name: string;
  /** One measurement: seconds, requests a second, or another figure of the same unit for both. */
  readonly measure: () => Promise<number>;
}

export interface Comparison {
  readonly title: string;
  readonly unit: string;
  readonly ours: Contender;
  readonly theirs: Contender;
  /** Pairs that count; 7 unless given. */
  readonly pairs?: number;
}

export interface Result {
  /** Ours divided by theirs, the median over the pairs. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** How far the rival is from itself one turn later, as a share; the median over the turns. Smaller differences say nothing. */
  readonly noise: number;
}

/** Where generated inputs are kept between runs. */
export const benchCache = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'model-lifecycle',
  'bench',
);

/** Ours, theirs, ours, theirs, ...; the first pair warms caches and does not count. Prints every pair and the result. */
export async function compare({ title, unit, ours, theirs, pairs = 7 }: Comparison): Promise<Result> {
  print(`\n${title}\n  ${ours.name} / ${theirs.name}`);
  const measured: { readonly ours: number; readonly theirs: number }[] = [];
  for (let turn = 0; turn <= pairs; turn++) {
    const pair = { ours: await ours.measure(), theirs: await theirs.measure() };
    if (turn > 0) measured.push(pair);
    const label = turn === 0 ? 'warm-up' : `pair ${String(turn)}`;
    print(
      `  ${label.padEnd(8)} ${figure(pair.ours)} / ${figure(pair.theirs)} ${unit} = ${figure(pair.ours / pair.theirs)}`,
    );
  }
  const ratios = measured.map((pair) => pair.ours / pair.theirs);
  const steps = measured
    .slice(1)
    .map((pair, index) => Math.abs(pair.theirs / (measured[index]?.theirs ?? NaN) - 1));
  const result = {
    ratio: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
    noise: median(steps),
  };
  const range = `${figure(result.low)} to ${figure(result.high)}`;
  print(`  ratio ${figure(result.ratio)} (${range}); noise ${(100 * result.noise).toFixed(0)}%`);
  return result;
}

/** A command as a whole process, from start to end, in seconds. */
export function wholeProcess(name: string, command: string, args: readonly string[]): Contender {
  return {
    name,
    measure: async () => {
      const began = performance.now();
      await mustRun(command, args);
      return (performance.now() - began) / 1000;
    },
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (index: number): number => sorted[index] ?? NaN;
  return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle));
}

function figure(value: number): string {
  return value.toPrecision(3);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
