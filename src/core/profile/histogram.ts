// Histogram bins that one outlier cannot break: even bins over the bulk of the values, the first and last one open.
import type { Cell } from './buckets';
import type { Histogram } from './profile';
import { quantilesOf } from './quantiles';

/** Even bins: bin i covers [from + i step, from + (i + 1) step); the first and last also take what lies outside. */
export interface Bins {
  readonly from: number;
  readonly step: number;
  readonly bins: number;
}

export interface Spread {
  readonly min: number;
  readonly max: number;
  readonly isInteger: boolean;
  /** Roughly where the values lie, ascending; only two quantiles are read from it. */
  readonly cells: readonly Cell[];
}

const mostBins = 30;
/** Edges stay within this on either side, so that no sum of them overflows. */
const drawable = 1e300;
/** Shares of a step by which a value that a decimal fraction puts just below an edge counts as on it. */
export const edgeTolerance = 1e-9;

/** Bins with round edges over the bulk: from the 5% to the 95% quantile and once and a half as much on either side. */
export function chooseBins({ min, max, isInteger, cells }: Spread): Bins {
  const [low = 0, high = 0] = bulk(min, max, cells).map((value) =>
    Math.min(Math.max(value, -drawable), drawable),
  );
  const raw = (high - low) / mostBins;
  const step = niceStep(raw, isInteger);
  const grain = Math.max(spacing(Math.max(-low, high)), isInteger ? 1 : 0);
  if (!(raw > 0) || !Number.isFinite(step) || step <= 0)
    return { from: low, step: Math.max(1, grain), bins: 1 };
  const first = Math.floor(low / step + edgeTolerance);
  if (Math.abs(first) > 2 ** 40)
    return grainyBins({ low, high, grain, step: Math.ceil(raw / grain) * grain, isInteger });
  const last = Math.floor(high / step + edgeTolerance);
  const endsOnEdge = !isInteger && last > first && high <= roundTo(last, step);
  return { from: roundTo(first, step), step, bins: last - first + (endsOnEdge ? 0 : 1) };
}

/**
 * Bins from the lowest value on: so far from zero a round step has no round edges. Each holds as many of the values that there
 * can be; edges are whole grains, so that each is a double of its own where values lie about a power of two.
 */
function grainyBins({ low, high, grain, step, isInteger }: Grainy): Bins {
  const from = Math.floor(low / grain) * grain;
  const steps = (high - from) / step;
  return { from, step, bins: isInteger ? Math.floor(steps) + 1 : Math.ceil(steps) };
}

interface Grainy {
  readonly low: number;
  readonly high: number;
  /** How far values of this size lie apart at least, a power of two. */
  readonly grain: number;
  /** A multiple of the grain. */
  readonly step: number;
  readonly isInteger: boolean;
}

/** How far doubles of this size lie apart. */
const spacing = (size: number) => Math.max(2 ** (Math.floor(Math.log2(size)) - 52), Number.MIN_VALUE);

export const binOf = ({ from, step, bins }: Bins, value: number): number =>
  Math.min(Math.max(Math.floor((value - from) / step + edgeTolerance), 0), bins - 1);

/** The histogram of ascending intervals, the values of each taken as spread evenly over it; counts stay whole and add up. */
export function histogramOfCells(bins: Bins, cells: readonly Cell[]): Histogram {
  const shares = new Array<number>(bins.bins).fill(0);
  for (const { low, high, count } of cells) {
    const [first, last] = [binOf(bins, low), binOf(bins, high)];
    for (let bin = first; bin <= last; bin++) {
      const from = bin === first ? low : bins.from + bin * bins.step;
      const to = bin === last ? high : bins.from + (bin + 1) * bins.step;
      shares[bin] = (shares[bin] ?? 0) + (first === last ? count : (count * (to - from)) / (high - low));
    }
  }
  let [sum, counted] = [0, 0];
  const counts = shares.map((share) => {
    sum += share;
    const own = Math.round(sum) - counted;
    counted += own;
    return own;
  });
  return { edges: binEdges(bins), counts };
}

function binEdges({ from, step, bins }: Bins): number[] {
  const first = Math.round(from / step);
  const isRound = roundTo(first, step) === from;
  return Array.from({ length: bins + 1 }, (_, at) =>
    isRound ? roundTo(first + at, step) : from + at * step,
  );
}

function bulk(min: number, max: number, cells: readonly Cell[]): [number, number] {
  const quantiles = quantilesOf(cells, [0.05, 0.95]);
  const low = quantiles?.values['0.05'] ?? min;
  const high = quantiles?.values['0.95'] ?? max;
  if (low === high) return [min, max];
  const reach = 1.5 * (high - low);
  return [Math.max(min, low - reach), Math.min(max, high + reach)];
}

/** The smallest of 1, 2 or 5 times a power of ten that is at least `raw`. */
function niceStep(raw: number, isInteger: boolean): number {
  const power = Math.floor(Math.log10(raw));
  const unit = raw / 10 ** power;
  const factor = unit <= 1 ? 1 : unit <= 2 ? 2 : unit <= 5 ? 5 : 10;
  const step = power < 0 ? factor / 10 ** -power : factor * 10 ** power;
  return isInteger ? Math.max(1, step) : step;
}

/** `count * step` without the noise of binary fractions: 3 * 0.1 is 0.3. */
const roundTo = (count: number, step: number) => (step < 1 ? count / Math.round(1 / step) : count * step);
