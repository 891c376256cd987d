// The interval of a metric that follows from the mean of one loss a row, as RMSE, MAE, log loss and Brier score do.
import { zOf } from '../distribution';
import type { Random } from '../random';
import { fewestBeyond, percentile } from './bca';
import { cannotDraw, type BootstrapOptions } from './bootstrap';
import { tooFew, type Bounds, type Interval } from './interval';
import type { Metric } from './metrics/metric';
import { makeUnits } from './resampleUnits';
import { rowsOf, valueOf, type Statistic } from './statistic';

/** What is this much smaller is 0, but for rounding. */
const rounding = 1e-12;

type Sums = Extract<Statistic, { kind: 'sums' }>;

/** Whether the mean loss is all it follows from, which R2, a share of the labels' spread, does not. */
export const isLossAlone = ({ isMeanLoss }: Metric, statistic: Statistic): statistic is Sums =>
  isMeanLoss === true && statistic.kind === 'sums' && statistic.parts.length === 1;

/** Of each unit drawn: row, group or block. */
interface UnitLosses {
  readonly mean: number;
  /** What it loses more than so many rows do on average. */
  readonly residuals: Float64Array;
  readonly sizes: Float64Array;
}

/**
 * A studentised bootstrap (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 12.5; Hall 1988, Annals of
 * Statistics 16:927) of the logarithm of the mean loss m, whose error depends less on m than that of m itself. Each resample
 * gives t = log(m* / m) / s*, and the bounds are m exp(-s t) at the quantiles of t. s is the standard error of a ratio: the
 * root of the sum over units of (loss - m rows)^2, by the sum of all losses. Rows without a great loss have a small mean and a small
 * spread at once, which t takes in and BCa does not: how often both hold the truth is in `enoughToDraw`.
 */
export function meanLossInterval(
  statistic: Sums,
  options: BootstrapOptions & { readonly level: number; readonly bounds: Bounds },
): { readonly interval: Interval; readonly units: number } {
  const { level, bounds, random, resamples = 2000, groups } = options;
  const [value, n] = [valueOf(statistic), rowsOf(statistic)];
  const losses = lossesByUnit(statistic, { random, groups });
  const units = losses.sizes.length;
  const without = (reason: string) => ({ interval: tooFew({ value, n, level, bounds, reason }), units });
  const reason = cannotDraw({ value, rows: n, units });
  if (reason !== undefined) return without(reason);
  const error = relativeError(losses);
  if (!(error > rounding)) return without('it is the same in every resample');
  const isDrawn = (resamples * (1 - level)) / 2 >= fewestBeyond;
  const drawn = isDrawn
    ? studentised(losses, { random, resamples })
    : Float64Array.of(-zOf(level), zOf(level));
  const bound = (share: number) =>
    statistic.of([losses.mean * Math.exp(-error * percentile(drawn, share))], 1);
  const [low, high] = [bound(isDrawn ? (1 + level) / 2 : 1), bound(isDrawn ? (1 - level) / 2 : 0)];
  if (!Number.isFinite(low) || !Number.isFinite(high))
    return without('so few rows lose anything that many resamples are without them');
  const interval = {
    value,
    low: Math.max(bounds[0], Math.min(low, value)),
    high: Math.min(bounds[1], Math.max(high, value)),
    level,
    method: isDrawn ? 'bootstrap-t, log' : 'normal, log',
    n,
  };
  return { interval, units };
}

function lossesByUnit(
  { parts }: Sums,
  { random, groups }: { readonly random: Random; readonly groups: ArrayLike<unknown> | undefined },
): UnitLosses {
  const [losses] = parts as readonly [Float64Array];
  const { count, unitOf } = makeUnits({
    rows: losses.length,
    random,
    ...(groups === undefined ? {} : { groups }),
  });
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const [residuals, sizes] = [new Float64Array(count), new Float64Array(count)];
  losses.forEach((loss, row) => {
    const unit = unitOf?.[row] ?? row;
    residuals[unit] = (residuals[unit] as number) + loss - mean;
    sizes[unit] = (sizes[unit] as number) + 1;
  });
  return { mean, residuals, sizes };
}

/** Standard error of the mean by the mean. */
function relativeError({ mean, residuals, sizes }: UnitLosses): number {
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const rows = sizes.reduce((sum, size) => sum + size, 0);
  return Math.sqrt(squares) / (mean * rows);
}

/** t of each resample, ascending; infinite where its rows all lose alike. */
function studentised(
  { mean, residuals, sizes }: UnitLosses,
  { random, resamples }: { readonly random: Random; readonly resamples: number },
): Float64Array {
  const count = sizes.length;
  const all = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  return Float64Array.from({ length: resamples }, () => {
    let [sum, rows, squares, products, sizesSquared] = [0, 0, 0, 0, 0];
    for (let left = count; left > 0; left--) {
      const unit = random.below(count);
      const [residual, size] = [residuals[unit] as number, sizes[unit] as number];
      sum += residual;
      rows += size;
      squares += residual * residual;
      products += residual * size;
      sizesSquared += size * size;
    }
    const shift = sum / rows;
    const drawn = mean + shift;
    const spread = squares - 2 * shift * products + shift * shift * sizesSquared;
    if (spread <= rounding * all || drawn <= rounding * mean)
      return Math.abs(shift) <= rounding * mean ? 0 : Math.sign(shift) * Infinity;
    return (Math.log(drawn / mean) * drawn * rows) / Math.sqrt(spread);
  }).sort();
}
