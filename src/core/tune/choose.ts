// The honest choice among trials: the simplest one that the validation rows cannot tell from the best. Making and scoring trials is elsewhere.
import { metrics } from '../evaluate/metrics';
import { metricValue } from '../evaluate/metricValue';
import { pairedDifference } from '../evaluate/pairedDifference';
import { keptRows, take, takeAny, type Numbers } from '../evaluate/rows';
import { noScoreFor, unansweredOf } from '../evaluate/unanswered';
import type { MetricName } from '../manifest/manifest';
import { seededRandom } from '../random';
import { compareText } from '../order';

export interface ScoredTrial {
  readonly id: string;
  /** Simplicity by the order of the space, e.g. the index of its value in each list; compared from left to right, less is simpler. Undefined where the space orders nothing. */
  readonly order?: readonly number[];
  /** Time the training took; undefined where it is not known. */
  readonly seconds?: number;
  /** Scores of the validation rows, NaN where it gave none; undefined where only the script's own figure is known. */
  readonly scores?: Numbers;
  /** The metric as the script reported it: the trial's value where every trial has one, or where some have no scores. */
  readonly reported?: number;
}

export interface JudgedTrial {
  readonly id: string;
  /** NaN where it has none; such a trial is never chosen. */
  readonly value: number;
  /** How much worse than the best, 0 for itself; NaN where the two cannot be compared. */
  readonly behind: number;
  /** Standard error of that difference on the same rows. */
  readonly se: number;
  /** Within one standard error of the best, or too few rows to tell. */
  readonly isAlike: boolean;
}

export interface TrialChoice {
  readonly chosen: string;
  readonly best: string;
  /** Trials that cannot be told from the best, itself included, from the simplest. */
  readonly indistinguishable: readonly string[];
  /** All trials, from the best value. */
  readonly trials: readonly JudgedTrial[];
  /** Plain sentences for a person. */
  readonly reason: string;
}

/**
 * Chooses the simplest trial whose paired difference to the best is at most one standard error of that difference (DeLong for
 * ROC AUC, else the paired bootstrap). Simplest: by `order`, then training time, then id. All are ranked on the rows that each of
 * them scored; a trial that left too many without a score takes no part.
 * Figures that every script reported itself rank the trials, and the scores still tell which are alike. Where any trial lacks
 * scores, the best figure wins and the reason says that it could not be judged. Undefined: no trial has a value.
 */
export function chooseTrial(options: {
  readonly metric: MetricName;
  /** Of the validation rows. */
  readonly labels: Numbers;
  /** Which validation rows belong together; undefined where each stands for itself. */
  readonly groups?: ArrayLike<unknown>;
  readonly trials: readonly ScoredTrial[];
  /** Of the bootstrap. */
  readonly seed?: number;
}): TrialChoice | undefined {
  const { metric, trials, seed = 0 } = options;
  const refused = refusals(options.labels, trials);
  const judgeable = trials.filter(({ id }) => !refused.has(id));
  const { labels, groups, scored } = onCommonRows(options, judgeable);
  const areScored = scored.every((trial) => trial.scores !== undefined);
  const areReported = scored.every((trial) => trial.reported !== undefined);
  const ranked = scored
    .map((trial) => ({
      trial,
      value: valueOf(trial, { metric, labels, isByReport: areReported || !areScored }),
    }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort(
      (a, b) =>
        (metrics[metric].isLoss ? a.value - b.value : b.value - a.value) || simplerFirst(a.trial, b.trial),
    );
  const best = ranked[0];
  if (best === undefined) return undefined;
  const judged = ranked.map(({ trial, value }) => ({
    id: trial.id,
    value,
    ...(trial === best.trial
      ? { behind: 0, se: 0, isAlike: true }
      : distance({ trial, best: best.trial, metric, labels, seed, ...(groups ? { groups } : {}) })),
  }));
  const alike = ranked
    .filter((_one, place) => judged[place]?.isAlike)
    .map(({ trial }) => trial)
    .sort(simplerFirst);
  const chosen = alike[0] ?? best.trial;
  const without = trials
    .filter(({ id }) => !ranked.some((one) => one.trial.id === id))
    .map(({ id }) => ({ id, value: NaN, behind: NaN, se: NaN, isAlike: false }));
  return {
    chosen: chosen.id,
    best: best.trial.id,
    indistinguishable: alike.map(({ id }) => id),
    trials: [...judged, ...without],
    reason: explain({
      metric,
      chosen,
      best: best.trial,
      alike,
      areScored,
      isTooFew: judged.some(({ behind, se }) => !Number.isNaN(behind) && Number.isNaN(se)),
      refused: [...refused.values()],
      values: new Map(judged.map(({ id, value }) => [id, value])),
    }),
  };
}

/** By trial: why it takes no part. */
function refusals(labels: Numbers, trials: readonly ScoredTrial[]): ReadonlyMap<string, string> {
  return new Map(
    trials.flatMap(({ id, scores }) => {
      const unanswered = scores && unansweredOf(labels, scores);
      return unanswered?.isTooMany ? [[id, `${id} gives ${noScoreFor(unanswered)}`] as const] : [];
    }),
  );
}

/** Otherwise each trial would be ranked by the rows that it chose to answer. */
function onCommonRows(
  { labels, groups }: { readonly labels: Numbers; readonly groups?: ArrayLike<unknown> },
  trials: readonly ScoredTrial[],
) {
  const kept = keptRows([labels, ...trials.flatMap(({ scores }) => (scores === undefined ? [] : [scores]))]);
  return {
    labels: take(labels, kept),
    ...(groups === undefined ? {} : { groups: takeAny(groups, kept) }),
    scored: trials.map((trial) =>
      trial.scores === undefined ? trial : { ...trial, scores: take(trial.scores, kept) },
    ),
  };
}

/** Simpler trials first: by order, then training time, then id; what has none of these comes after what has. */
export function simplerFirst(a: ScoredTrial, b: ScoredTrial): number {
  const places = Math.max(a.order?.length ?? 0, b.order?.length ?? 0);
  for (let place = 0; place < places; place++) {
    const difference = compare(a.order?.[place], b.order?.[place]);
    if (difference !== 0) return difference;
  }
  return compare(a.seconds, b.seconds) || compareText(a.id, b.id);
}

function compare(a = Infinity, b = Infinity): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function valueOf(
  { scores, reported }: ScoredTrial,
  by: { readonly metric: MetricName; readonly labels: Numbers; readonly isByReport: boolean },
): number {
  const { metric, labels } = by;
  if (by.isByReport && reported !== undefined) return reported;
  if (scores === undefined) return NaN;
  return metricValue(metric, { labels, scores });
}

function distance(options: {
  readonly trial: ScoredTrial;
  readonly best: ScoredTrial;
  readonly metric: MetricName;
  readonly labels: Numbers;
  readonly groups?: ArrayLike<unknown>;
  readonly seed: number;
}): Pick<JudgedTrial, 'behind' | 'se' | 'isAlike'> {
  const { trial, best, metric, labels, groups, seed } = options;
  if (trial.scores === undefined || best.scores === undefined)
    return { behind: NaN, se: NaN, isAlike: false };
  const { difference, se, interval } = pairedDifference({
    metric,
    labels,
    first: trial.scores,
    second: best.scores,
    ...(groups === undefined ? {} : { groups }),
    // The same draws for every pair, so that the choice does not hang on their order.
    random: seededRandom(seed),
    // Enough for a standard error, which needs no tails.
    resamples: 500,
  });
  // What a comparison refuses to judge by tells no trial from another either.
  if (interval.tooFew !== undefined) return { behind: difference, se: NaN, isAlike: true };
  return { behind: difference, se, isAlike: Number.isNaN(se) || difference <= se };
}

function explain(facts: {
  readonly metric: MetricName;
  readonly chosen: ScoredTrial;
  readonly best: ScoredTrial;
  readonly alike: readonly ScoredTrial[];
  readonly areScored: boolean;
  readonly isTooFew: boolean;
  readonly refused: readonly string[];
  readonly values: ReadonlyMap<string, number>;
}): string {
  const { refused } = facts;
  const without = refused.length === 0 ? '' : ` ${refused.join('; ')}, and so takes no part.`;
  return `${explainChoice(facts)}${without}`;
}

function explainChoice(facts: Omit<Parameters<typeof explain>[0], 'refused'>): string {
  const { metric, chosen, best, alike, areScored, isTooFew, values } = facts;
  const figure = (trial: ScoredTrial) =>
    `${trial.id} (${metric} ${(values.get(trial.id) ?? NaN).toFixed(3)})`;
  if (!areScored)
    return `${figure(best)} has the best figure; whether others can be told from it could not be judged, because not every trial has scores of the validation rows.`;
  if (alike.length === 1)
    return `${figure(best)} is the best, and no other trial comes within one standard error of it.`;
  const ids = alike.map(({ id }) => id).join(', ');
  const bestFigure = chosen === best ? 'it also has the best figure' : `the best figure is ${figure(best)}`;
  return `${figure(chosen)} is chosen as the simplest of ${alike.length} that these rows ${isTooFew ? 'are too few to' : 'cannot'} tell apart (${ids}); ${bestFigure}.`;
}
