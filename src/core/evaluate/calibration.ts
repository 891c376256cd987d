// Whether probabilities mean what they say: reliability by bins, intercept and slope, expected error. Choosing a calibration map is here too; whose scores it is applied to is not.
import { chiSquareUpper, expit, logit, zOf } from '../distribution';
import { groupedFit, groupedShare, type Grouping } from './calibrationByGroup';
import { tooFew, type Interval } from './interval';
import { fitLogistic, fitShift, type LogisticFit } from './logistic';
import type { MeasureOptions } from './metricInterval';
import { mean } from './moments';
import { wilson } from './proportion';
import { ascending } from './rank';
import { enoughOfClass } from './rocAucInterval';
import { completeRows, take, takeAny, type Numbers } from './rows';

/** Probabilities are kept this far from 0 and 1 before the logit, so that a single certain error cannot decide the slope. */
export const logitClip = 1e-6;

export interface ReliabilityBin {
  /** Least and greatest score in it. */
  readonly from: number;
  readonly to: number;
  /** Mean score. */
  readonly predicted: number;
  /** Share of positives: Wilson's interval, or drawn by group. */
  readonly observed: Interval;
}

/** What an evaluation keeps of it. */
export interface Calibration {
  /** 0 and 1 for a calibrated model: intercept and slope of the labels' logistic regression on the scores' logit. */
  readonly intercept: Interval;
  readonly slope: Interval;
  /** Expected calibration error over the bins. */
  readonly error: number;
  readonly bins: readonly { readonly predicted: number; readonly observed: Interval }[];
}

export interface DetailedCalibration extends Calibration {
  /** Log odds by which all scores are too low; 0 for a model right on average (intercept with the slope held at 1). */
  readonly shift: Interval;
  readonly bins: readonly ReliabilityBin[];
}

/**
 * Calibration over the rows with label and score; undefined where there is none or a score is no probability. Intervals are in
 * closed form, and drawn by group where rows come in groups.
 */
export function calibrationOf(
  options: Omit<MeasureOptions, 'threshold'> & { readonly bins?: number },
): DetailedCalibration | undefined {
  const { bins = 10, level = 0.95, groups, random, resamples } = options;
  const rows = completeRows(options.labels, options.scores);
  const scores = rows.scores[0] as Float64Array;
  if (scores.length === 0 || !areProbabilities(scores)) return undefined;
  const grouping = groups && {
    groups: takeAny(groups, rows.kept),
    random,
    level,
    ...(resamples === undefined ? {} : { resamples }),
  };
  const reliability = reliabilityBins(rows.labels, scores, { bins, level, ...(grouping && { grouping }) });
  const n = scores.length;
  const error = reliability.reduce(
    (sum, bin) => sum + (bin.observed.n / n) * Math.abs(bin.observed.value - bin.predicted),
    0,
  );
  const few = Math.min(rows.positives, rows.negatives) < enoughOfClass;
  const x = logits(scores);
  const fit = few ? undefined : fitLogistic(rows.labels, x);
  const shift = few ? undefined : fitShift(rows.labels, x);
  const reason = few
    ? `one class has under ${enoughOfClass} rows`
    : 'the scores do not vary or separate the classes';
  const wald = (value: number, se: number): Interval => {
    const reach = zOf(level) * se;
    return { value, low: value - reach, high: value + reach, level, method: 'Wald', n };
  };
  const intervals = grouping
    ? groupedFit({ labels: rows.labels, x, fit, shift: shift?.shift }, grouping)
    : {
        intercept: fit && wald(fit.intercept, fit.interceptSe),
        slope: fit && wald(fit.slope, fit.slopeSe),
        shift: shift && wald(shift.shift, shift.se),
      };
  const none = tooFew({ value: NaN, n, level, bounds: [-Infinity, Infinity], reason });
  return {
    intercept: intervals.intercept ?? none,
    slope: intervals.slope ?? none,
    shift: intervals.shift ?? none,
    error,
    bins: reliability,
  };
}

/** A map from scores to calibrated probabilities: expit(intercept + slope x logit(score)). */
export type CalibrationMap = Pick<LogisticFit, 'intercept' | 'slope'>;

/**
 * Chooses the map on rows that the model was not trained on. Undefined where the scores are calibrated as far as the rows can
 * tell (likelihood ratio test of intercept 0 and slope 1 at 5%: Miller, Hui and Tierney 1991, Statistics in Medicine 10:1213),
 * where they are no probabilities, and where the rows allow no map; then scores stay as they are.
 */
export function chooseCalibration(labels: Numbers, scores: Numbers): CalibrationMap | undefined {
  const rows = completeRows(labels, scores);
  const given = rows.scores[0] as Float64Array;
  if (Math.min(rows.positives, rows.negatives) < enoughOfClass || !areProbabilities(given)) return undefined;
  const x = logits(given);
  const fit = fitLogistic(rows.labels, x);
  // A falling map would turn the order of the scores round.
  if (fit === undefined || fit.slope <= 0) return undefined;
  const map = { intercept: fit.intercept, slope: fit.slope };
  const gain =
    2 * (logLikelihood(rows.labels, x, map) - logLikelihood(rows.labels, x, { intercept: 0, slope: 1 }));
  return chiSquareUpper(gain, 2) < 0.05 ? map : undefined;
}

function logLikelihood(labels: Uint8Array, x: Float64Array, { intercept, slope }: CalibrationMap): number {
  return labels.reduce((sum, label, row) => {
    const linear = intercept + slope * (x[row] as number);
    return sum + Math.log(expit(label === 1 ? linear : -linear));
  }, 0);
}

const areProbabilities = (scores: Float64Array) => scores.every((score) => score >= 0 && score <= 1);

export const applyCalibration = (scores: Numbers, map: CalibrationMap): Float64Array =>
  logits(scores).map((x) => expit(map.intercept + map.slope * x));

const logits = (scores: Numbers) =>
  Float64Array.from(scores, (score) => logit(Math.min(Math.max(score, logitClip), 1 - logitClip)));

function reliabilityBins(
  labels: Uint8Array,
  scores: Float64Array,
  options: { readonly bins: number; readonly level: number; readonly grouping?: Grouping },
): ReliabilityBin[] {
  const edges = quantileCuts(ascending(scores), options.bins);
  const members = edges.map(() => [] as number[]);
  scores.forEach((score, row) => members[edges.findIndex((edge) => score <= edge)]?.push(row));
  return members.map((bin) => {
    const chosen = Uint32Array.from(bin);
    const own = take(scores, chosen);
    return {
      from: own.reduce((least, score) => Math.min(least, score), Infinity),
      to: own.reduce((most, score) => Math.max(most, score), -Infinity),
      predicted: mean(own),
      observed: shareOf(take(labels, chosen), chosen, options),
    };
  });
}

function shareOf(
  labels: Float64Array,
  rows: Uint32Array,
  { level, grouping }: { readonly level: number; readonly grouping?: Grouping },
): Interval {
  if (grouping) return groupedShare(labels, { ...grouping, groups: takeAny(grouping.groups, rows) });
  const count = labels.reduce((sum, label) => sum + label, 0);
  return wilson({ count, of: labels.length, level });
}

/** Greatest score of each bin; equal scores are never parted, so there may be fewer bins than asked for. */
function quantileCuts(sorted: Float64Array, bins: number): number[] {
  const cuts = Array.from(
    { length: bins },
    (_bin, index) => sorted[Math.ceil(((index + 1) * sorted.length) / bins) - 1] as number,
  );
  return cuts.filter((cut, index) => cut !== cuts[index - 1] && !Number.isNaN(cut));
}
