// Calibration's intervals where rows come in groups: drawn by group, as the metrics' are. Those of independent rows are in `calibration`.
import { expit } from '../distribution';
import type { Random } from '../random';
import { bootstrap, bootstrapInterval, drawnInterval } from './bootstrap';
import type { Bounds, Interval } from './interval';
import { newtonStep, type LogisticFit } from './logistic';
import { wilson } from './proportion';
import { meanOf, type Statistic } from './statistic';

export interface Grouping {
  /** One for each row. */
  readonly groups: readonly unknown[];
  readonly random: Random;
  readonly resamples?: number;
  readonly level: number;
}

/** The share of positives. Where all labels are alike there is nothing to draw: Wilson's interval with the groups as its rows. */
export function groupedShare(labels: Float64Array, grouping: Grouping): Interval {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (positives > 0 && positives < labels.length)
    return bootstrapInterval(meanOf(labels), { ...grouping, bounds: [0, 1] });
  const of = new Set(grouping.groups).size;
  const count = positives === 0 ? 0 : of;
  return { ...wilson({ count, of, level: grouping.level }), method: 'Wilson, by group', n: labels.length };
}

/**
 * Intercept, slope and shift by the one-step bootstrap (Moulton and Zeger 1991, Computational Statistics and Data Analysis 11:53):
 * each resample takes one step of Newton from the fit of all rows, which needs sums over rows only.
 */
export function groupedFit(
  rows: {
    readonly labels: Uint8Array;
    readonly x: Float64Array;
    readonly fit: Pick<LogisticFit, 'intercept' | 'slope'> | undefined;
    readonly shift: number | undefined;
  },
  grouping: Grouping,
): { readonly [figure in 'intercept' | 'slope' | 'shift']: Interval | undefined } {
  const { labels, x, fit, shift } = rows;
  const statistics = {
    ...(fit && {
      intercept: stepFrom(rows, { start: fit, take: ([first]) => fit.intercept + first }),
      slope: stepFrom(rows, { start: fit, take: ([, second]) => fit.slope + second }),
    }),
    ...(shift !== undefined && { shift: shiftFrom(labels, x, shift) }),
  };
  const drawn = bootstrap(Object.values(statistics), grouping);
  const intervals = Object.keys(statistics).map((name, index) => {
    const one = drawn[index];
    return [name, one && drawnInterval(one, { level: grouping.level, bounds })] as const;
  });
  return { intercept: undefined, slope: undefined, shift: undefined, ...Object.fromEntries(intervals) };
}

const bounds: Bounds = [-Infinity, Infinity];

function stepFrom(
  { labels, x }: { readonly labels: Uint8Array; readonly x: Float64Array },
  step: {
    readonly start: Pick<LogisticFit, 'intercept' | 'slope'>;
    readonly take: (step: readonly [number, number]) => number;
  },
): Statistic {
  const { intercept, slope } = step.start;
  const probability = x.map((value) => expit(intercept + slope * value));
  const residual = probability.map((p, row) => (labels[row] as number) - p);
  const weight = probability.map((p) => p * (1 - p));
  const timesX = (values: Float64Array) => values.map((value, row) => value * (x[row] as number));
  const weightX = timesX(weight);
  return {
    kind: 'sums',
    parts: [residual, timesX(residual), weight, weightX, timesX(weightX)],
    of: ({ 0: g0 = 0, 1: g1 = 0, 2: a = 0, 3: b = 0, 4: c = 0 }) => {
      const taken = newtonStep({ gradient: [g0, g1], information: [a, b, c] });
      return taken ? step.take(taken) : NaN;
    },
  };
}

function shiftFrom(labels: Uint8Array, x: Float64Array, shift: number): Statistic {
  const probability = x.map((value) => expit(shift + value));
  return {
    kind: 'sums',
    parts: [probability.map((p, row) => (labels[row] as number) - p), probability.map((p) => p * (1 - p))],
    of: ({ 0: gradient = 0, 1: information = 0 }) => shift + gradient / information,
  };
}
