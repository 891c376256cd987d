// The formulas of the binary metrics, as statistics over complete rows.
import type { BinaryMetric } from './metric';
import { descending } from './rank';
import { meanOf, type Draws, type Statistic } from './statistic';

/** Probabilities are kept this far from 0 and 1 in the log loss, as scikit-learn does for doubles. */
export const logLossClip = Number.EPSILON;

export interface ScoredRows {
  /** 1 or 0. */
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
  /** A row is called positive where its score is at or above it; 0.5 unless told. */
  readonly threshold?: number;
}

/** A binary metric of these rows. Log loss and Brier are NaN where a score is no probability. */
export function binaryStatistic(metric: BinaryMetric, rows: ScoredRows): Statistic {
  const { labels, scores, threshold = 0.5 } = rows;
  const each = (of: (score: number, label: number) => number) =>
    scores.map((score, row) => of(score, labels[row] as number));
  switch (metric) {
    case 'roc_auc':
      return byOrder(rows, aucOfPlaces);
    case 'average_precision':
      return byOrder(rows, averagePrecisionOfPlaces);
    case 'log_loss':
      return meanOf(each(rowLogLoss));
    case 'brier':
      return meanOf(each((score, label) => (isProbability(score) ? (score - label) ** 2 : NaN)));
    case 'accuracy':
      return meanOf(each((score, label) => Number(score >= threshold === (label === 1))));
    case 'f1':
      return {
        kind: 'sums',
        parts: [
          each((score, label) => (score >= threshold && label === 1 ? 1 : 0)),
          each((score, label) => Number(score >= threshold) + label),
        ],
        of: (sums) => (2 * (sums[0] as number)) / (sums[1] as number),
      };
  }
}

const isProbability = (score: number) => score >= 0 && score <= 1;

function rowLogLoss(score: number, label: number): number {
  if (!isProbability(score)) return NaN;
  const right = label === 1 ? score : 1 - score;
  return -Math.log(Math.min(Math.max(right, logLossClip), 1 - logLossClip));
}

/** Rows from the highest score down. */
interface Places {
  /** Unit of the row at each place. */
  readonly units: Uint32Array;
  readonly labels: Uint8Array;
  /** Where the runs of equal scores end. */
  readonly ends: Uint32Array;
}

function byOrder({ labels, scores }: ScoredRows, of: (places: Places, draws: Draws) => number): Statistic {
  return {
    kind: 'draws',
    rows: labels.length,
    bind: (unitOf) => {
      const { order, ends } = descending(scores);
      const places = {
        units: unitOf === undefined ? order : order.map((row) => unitOf[row] as number),
        labels: Uint8Array.from(order, (row) => labels[row] as number),
        ends,
      };
      return (draws) => of(places, draws);
    },
  };
}

// The two loops below are written out: sharing the walk over runs makes each several times slower, and they run thousands of times.

function aucOfPlaces({ units, labels, ends }: Places, draws: Draws): number {
  let [place, positives, negatives, won] = [0, 0, 0, 0];
  for (let run = 0; run < ends.length; run++) {
    const end = ends[run] as number;
    let [all, gained] = [0, 0];
    for (; place < end; place++) {
      const times = draws[units[place] as number] as number;
      all += times;
      gained += times * (labels[place] as number);
    }
    won += (all - gained) * (positives + gained / 2);
    positives += gained;
    negatives += all - gained;
  }
  return won / (positives * negatives);
}

/** Sum of precision times the recall gained, threshold by threshold; no interpolation. */
function averagePrecisionOfPlaces({ units, labels, ends }: Places, draws: Draws): number {
  let [place, positives, called, sum] = [0, 0, 0, 0];
  for (let run = 0; run < ends.length; run++) {
    const end = ends[run] as number;
    let [all, gained] = [0, 0];
    for (; place < end; place++) {
      const times = draws[units[place] as number] as number;
      all += times;
      gained += times * (labels[place] as number);
    }
    positives += gained;
    called += all;
    if (gained > 0) sum += gained * (positives / called);
  }
  return sum / positives;
}
