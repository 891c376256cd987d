// Decisions at a threshold, counted by what was true.
import { completeRows, type Numbers } from './rows';

/** Counts of decisions at a threshold. */
export interface Confusion {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
}

/** Decisions over the rows with label and score: positive where the score is at or above the threshold. */
export function confusion(rows: {
  readonly labels: Numbers;
  readonly scores: Numbers;
  readonly threshold: number;
}): Confusion {
  const { labels, scores, positives, negatives } = completeRows(rows.labels, rows.scores);
  let [tp, fp] = [0, 0];
  scores[0]?.forEach((score, row) => {
    if (score < rows.threshold) return;
    if (labels[row] === 1) tp++;
    else fp++;
  });
  return { tp, fp, tn: negatives - fp, fn: positives - tp };
}
