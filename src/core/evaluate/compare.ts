// The comparison behind `better_than`: is the challenger better than the champion on rows that neither has seen? Which rows those are is decided by the caller.
import type { MetricName } from './metrics';
import type { Random } from '../random';
import type { Steps } from '../steps';
import type { Interval } from './interval';
import type { PairedDifference } from './pairedDeLong';
import { pairedDifference } from './pairedDifference';
import type { Numbers } from './rows';
import { count, percent } from '../figures';
import { noScoreFor, unansweredOf } from './unanswered';
import { comparingPeriods, type WithinPeriods } from './withinPeriods';

export interface CompareOptions {
  readonly metric: MetricName;
  /** 1, 0 or NaN; the actual value for a regression metric. */
  readonly labels: Numbers;
  readonly champion: Numbers;
  readonly challenger: Numbers;
  /** Period of each row, e.g. its month; undefined where the data has no time, then only the pooled comparison counts. */
  readonly periods?: ArrayLike<string>;
  /** The first comparison against this champion is 1, the second 2, and so on. */
  readonly look: number;
  /** Of champion and challenger, for accuracy and F1; 0.5 unless told. */
  readonly thresholds?: readonly [champion: number, challenger: number];
  readonly groups?: ArrayLike<unknown>;
  readonly random: Random;
}

/** What a comparison found, as it is shown and recorded. */
export interface ComparisonFigures {
  readonly metric: string;
  readonly rows: number;
  readonly look: number;
  readonly alpha: number;
  readonly championValue: number;
  readonly challengerValue: number;
  /** Positive: the challenger is better, for losses too. */
  readonly difference: number;
  /** Of the interval of confidence 1 - alpha. */
  readonly low: number;
  readonly high: number;
  readonly withinPeriods?: {
    readonly difference: number;
    readonly low: number;
    readonly high: number;
    /** Within periods the difference has the other sign than pooled, or a period is clearly against it. */
    readonly hasTurned: boolean;
  };
  /** Labelled rows that each gave no score; undefined where both answered all. */
  readonly unanswered?: { readonly champion: number; readonly challenger: number };
  readonly isBetter: boolean;
  /** False where the rows do not do to tell which is better; left out elsewhere. */
  readonly isJudged?: false;
  /** One sentence with the figures, for a person. */
  readonly reason: string;
}

export interface Comparison extends ComparisonFigures {
  readonly metric: MetricName;
  readonly details: { readonly pooled: PairedDifference; readonly within?: WithinPeriods };
}

/** The level of the k-th look at the same champion: 0.05 x 6 / (pi^2 k^2), which sums to 0.05 over all looks ever. */
export const alphaOfLook = (look: number) => (0.05 * 6) / (Math.PI ** 2 * look ** 2);

/**
 * Compares two versions on the same rows. Better: the lower bound of the two-sided interval of confidence 1 - alpha lies above 0,
 * pooled and within periods, and no period is clearly against it. Compared on the rows that both gave a score; a challenger that
 * leaves too many of the champion's without one is not judged. Being two-sided, it lets a challenger that is no better
 * through in at most half of alpha, over all looks together in at most 2.5% of histories: exactly so by recall and accuracy of
 * single rows, and by RMSE, MAE, R2, log loss and Brier score of models that are alike in all; of ones equal by the metric only
 * nearly so from about 50 rows on (see `signChance`). By ROC AUC of models alike in all it holds from ten rows of a class on (see
 * `pairedDeLong`); where the positives' scores are three times as spread as the negatives' by one model only, 3.0% of first looks at
 * 10 positives and 300 negatives got through, 2.5% at 15 and 150. By average precision 1.3% of simulated first looks at 60 and at 300 rows got
 * through, where 1.5% is promised, and 1.8% at 100 rows where scores were of different scales (see `orderChance`). By precision, a
 * challenger that calls a third or three times as many rows as the champion, as many of them rightly, got through the exact test in
 * up to 2.7% of simulated first looks, where 1.5% is promised.
 * Its steps: pooled, then a period at a time.
 */
export function* comparing(options: CompareOptions): Steps<Comparison> {
  const { metric, labels, champion, challenger, periods, look, ...rest } = options;
  const alpha = alphaOfLook(look);
  const level = 1 - alpha;
  const resamples = Math.min(20_000, Math.max(2000, Math.ceil(60 / alpha)));
  const paired = { metric, labels, first: champion, second: challenger, level, resamples, ...rest };
  const pooled = pairedDifference(paired);
  yield;
  const within = periods === undefined ? undefined : yield* comparingPeriods({ ...paired, periods });
  const hasTurned =
    within !== undefined && (within.difference * pooled.difference < 0 || within.against.length > 0);
  const missed = unansweredOf(labels, challenger, champion);
  const unanswered = {
    champion: unansweredOf(labels, champion).rows,
    challenger: unansweredOf(labels, challenger).rows,
  };
  const isUnanswered = unanswered.champion + unanswered.challenger > 0;
  const doubt = missed.isTooMany
    ? `not judged, the challenger gives ${noScoreFor(missed)} that the champion answers`
    : doubtOf({ pooled, within, hasTurned });
  const without = isUnanswered
    ? `, without a score by the champion ${unanswered.champion}, by the challenger ${unanswered.challenger}`
    : '';
  const compared = {
    metric,
    rows: pooled.interval.n,
    championValue: pooled.first,
    challengerValue: pooled.second,
  };
  const details = { pooled, ...(within === undefined ? {} : { within }) };
  return {
    ...compared,
    look,
    alpha,
    difference: pooled.difference,
    low: pooled.interval.low,
    high: pooled.interval.high,
    ...(within === undefined
      ? {}
      : {
          withinPeriods: {
            difference: within.difference,
            low: within.interval.low,
            high: within.interval.high,
            hasTurned,
          },
        }),
    ...(isUnanswered ? { unanswered } : {}),
    isBetter: doubt === undefined,
    ...(missed.isTooMany || pooled.interval.tooFew !== undefined ? { isJudged: false } : {}),
    reason: `${comparisonFigure(compared)}${without}: ${doubt ?? betterBy({ pooled, within })} (look ${look} at this champion, held to ${percent(level)} confidence).`,
    details,
  };
}

interface Judged {
  readonly pooled: PairedDifference;
  readonly within: WithinPeriods | undefined;
}

/** Why it is not better; undefined where it is. */
function doubtOf({
  pooled,
  within,
  hasTurned,
}: Judged & { readonly hasTurned: boolean }): string | undefined {
  const { interval } = pooled;
  if (interval.tooFew !== undefined) return `not judged, ${interval.tooFew}`;
  if (interval.high < 0) return `worse by ${range(interval, -1)}`;
  if (!(interval.low > 0)) return `not shown to be better, the difference is ${range(interval)}`;
  if (within === undefined) return undefined;
  const pooledGain = `better by ${range(interval)} pooled`;
  if (within.interval.tooFew !== undefined)
    return `${pooledGain}, but not judged within periods: ${within.interval.tooFew}`;
  if (within.against.length > 0)
    return `${pooledGain}, but clearly worse within ${within.against.join(', ')}`;
  if (hasTurned) return `${pooledGain}, but worse within periods, ${range(within.interval)}`;
  if (!(within.interval.low > 0))
    return `${pooledGain}, but not shown within periods, ${range(within.interval)}`;
  return undefined;
}

function betterBy({ pooled, within }: Judged): string {
  const inPeriods = within === undefined ? '' : `, within periods by ${range(within.interval)}`;
  return `better by ${range(pooled.interval)}${inPeriods}`;
}

/** e.g. `roc_auc 0.743 against 0.629 on 1,448 rows`: the challenger's first. */
export const comparisonFigure = ({
  metric,
  challengerValue,
  championValue,
  rows,
}: Pick<ComparisonFigures, 'metric' | 'challengerValue' | 'championValue' | 'rows'>) =>
  `${metric} ${figure(challengerValue)} against ${figure(championValue)} on ${count(rows)} rows`;

const figure = (value: number) => (Number.isNaN(value) ? 'no value' : value.toFixed(3));

function range({ value, low, high }: Interval, sign = 1): string {
  const [from, to] = sign === 1 ? [low, high] : [-high, -low];
  return `${figure(sign * value)} (${figure(from)} to ${figure(to)})`;
}
