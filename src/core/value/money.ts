// What decisions are worth in money, always beside deciding alike for everybody; which threshold to take is chosen in `chooseThreshold`.
import { allowed, outcome, type MoneyTable } from '../evaluate/moneyTable';
import { drawnInterval, bootstrap, type BootstrapOptions } from '../evaluate/bootstrap';
import { heldToRows } from '../evaluate/enoughToDraw';
import type { Value } from '../evaluate/evaluation';
import { tooFew, type Bounds, type Interval } from '../evaluate/interval';
import { descending } from '../evaluate/rank';
import { completeRows, takeAny, type Numbers } from '../evaluate/rows';
import { gain, meanOf, valueOf, type Draws, type Statistic } from '../evaluate/statistic';
import type { Goal } from '../manifest/manifest';
import type { Random } from '../random';
import { countDecided, heldToDecided } from './decided';

/** Who is acted on: those at or above the threshold, of them the best-scored up to the capacity. With neither, everybody. */
export interface Policy {
  readonly threshold?: number;
  /** Share of cases, 0 to 1. */
  readonly capacity?: number;
}

/** Money per case of a policy. */
export interface MoneyValue extends Value {
  /** Acting on as many cases, chosen blindly. */
  readonly atRandom: number;
  /** Model minus the better of none and all, on the same rows. */
  readonly gain: Interval;
}

/** The table of a goal; its capacity `20%` as 0.2. */
export function moneyTable(value: NonNullable<Goal['value']>): MoneyTable {
  const { capacity, ...money } = value;
  return capacity === undefined ? money : { ...money, capacity: Number.parseFloat(capacity) / 100 };
}

/**
 * Money per case over the rows with label and score, with BCa intervals from the rows of `enoughToDraw` on. Where the capacity cuts through equal scores, their
 * mean counts. `all` acts on everybody even where the capacity would not allow it.
 */
export function moneyValue(options: {
  readonly labels: Numbers;
  readonly scores: Numbers;
  readonly table: MoneyTable;
  readonly policy: Policy;
  readonly groups?: ArrayLike<unknown>;
  readonly random: Random;
  readonly resamples?: number;
  readonly level?: number;
}): MoneyValue {
  const { table, policy, level = 0.95, random, resamples, groups } = options;
  const { labels, scores: all, kept, positives } = completeRows(options.labels, options.scores);
  const scores = all[0] as Float64Array;
  const n = labels.length;
  const bounds: Bounds = [
    Math.min(table.tp, table.fp, table.tn, table.fn),
    Math.max(table.tp, table.fp, table.tn, table.fn),
  ];
  const rest = { currency: table.currency, policy: describePolicy(policy) };
  if (n === 0) {
    const none = tooFew({ value: NaN, n, level, bounds, reason: 'no row has a label and a score' });
    return { ...rest, model: none, none: NaN, all: NaN, atRandom: NaN, share: NaN, gain: none };
  }
  const model = policyStatistic({ labels, scores, table, policy });
  const alike = (action: boolean) =>
    meanOf(Float64Array.from(labels, (label) => outcome(table, label, action)));
  const [nobody, everybody] = [alike(false), alike(true)];
  const [none, everyone] = [valueOf(nobody), valueOf(everybody)];
  const settings: BootstrapOptions = {
    random,
    ...(resamples === undefined ? {} : { resamples }),
    ...(groups === undefined ? {} : { groups: takeAny(groups, kept) }),
  };
  const statistics = [model, gain(none >= everyone ? nobody : everybody, model, false)];
  const classes = { positives, negatives: n - positives };
  const acted = actedOn(scores, policy);
  const { order } = descending(scores);
  const actsOn = countDecided('acts on', order.subarray(0, acted), settings.groups);
  const leavesOut = countDecided('leaves out', order.subarray(acted), settings.groups);
  const [ofModel, ofGain] = bootstrap(statistics, settings).map((drawn, index) => {
    const isGain = index === 1;
    const within: Bounds = isGain ? [bounds[0] - bounds[1], bounds[1] - bounds[0]] : bounds;
    const decided = isGain && none < everyone ? leavesOut : actsOn;
    const canBeConstant = isGain && decided.count === 0;
    const interval = drawnInterval(drawn, { level, bounds: within, canBeConstant });
    const held = heldToRows(interval, within, { rows: n, groups: groups && drawn.units, classes });
    return heldToDecided(held, within, decided);
  }) as [Interval, Interval];
  const share = acted / n;
  const rate = positives / n;
  const blind = (action: boolean) =>
    rate * outcome(table, 1, action) + (1 - rate) * outcome(table, 0, action);
  const atRandom = share * blind(true) + (1 - share) * blind(false);
  return { ...rest, model: ofModel, none, all: everyone, atRandom, share, gain: ofGain };
}

function describePolicy({ threshold, capacity }: Policy): string {
  const best = capacity === undefined ? '' : `the best ${Number((capacity * 100).toFixed(2))}%`;
  if (threshold === undefined) return best === '' ? 'everybody' : best;
  const above = `score >= ${Number(threshold.toPrecision(4))}`;
  return best === '' ? above : `${above}, of them at most ${best}`;
}

function actedOn(scores: Float64Array, { threshold = -Infinity, capacity }: Policy): number {
  const above = scores.reduce((count, score) => count + Number(score >= threshold), 0);
  return capacity === undefined ? above : Math.min(above, allowed(capacity, scores.length));
}

function policyStatistic(options: {
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
  readonly table: MoneyTable;
  readonly policy: Policy;
}): Statistic {
  const { labels, scores, table, policy } = options;
  const { threshold = -Infinity, capacity } = policy;
  if (capacity === undefined)
    return meanOf(scores.map((score, row) => outcome(table, labels[row] as number, score >= threshold)));
  // What acting adds to not acting, row by row.
  const added = Float64Array.from(
    labels,
    (label) => outcome(table, label, true) - outcome(table, label, false),
  );
  const still = Float64Array.from(labels, (label) => outcome(table, label, false));
  return {
    kind: 'draws',
    rows: labels.length,
    bind: (unitOf) => {
      const { order, ends } = descending(scores);
      const best = { order, ends, unitOf, scores, threshold, capacity };
      return (draws) => bestMoney({ ...best, added, still }, draws);
    },
  };
}

interface Best {
  readonly order: Uint32Array;
  readonly ends: Uint32Array;
  readonly unitOf: Uint32Array | undefined;
  readonly scores: Float64Array;
  readonly threshold: number;
  readonly capacity: number;
  readonly added: Float64Array;
  readonly still: Float64Array;
}

function bestMoney(best: Best, draws: Draws): number {
  const { order, ends, unitOf, scores, added, still } = best;
  const times = (row: number) => draws[unitOf === undefined ? row : (unitOf[row] as number)] as number;
  let [cases, money] = [0, 0];
  for (let row = 0; row < still.length; row++) {
    cases += times(row);
    money += times(row) * (still[row] as number);
  }
  let left = allowed(best.capacity, cases);
  let place = 0;
  for (let run = 0; run < ends.length && left > 0; run++) {
    if ((scores[order[place] as number] as number) < best.threshold) break;
    let [size, sum] = [0, 0];
    for (; place < (ends[run] as number); place++) {
      const row = order[place] as number;
      size += times(row);
      sum += times(row) * (added[row] as number);
    }
    if (size === 0) continue;
    const taken = Math.min(size, left);
    money += sum * (taken / size);
    left -= taken;
  }
  return money / cases;
}
