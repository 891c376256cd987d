// Rows that a model gives no score for: how many are borne, and how they are told. Which rows a metric uses is in `rows`.
import type { Numbers } from './rows';

/** Share of the labelled rows that may go without a score; beyond it a model is not judged, for it would choose its own questions. */
const mostUnanswered = 0.01;

export interface Unanswered {
  /** Labelled rows without a score. */
  readonly rows: number;
  /** Labelled rows. */
  readonly of: number;
  readonly isTooMany: boolean;
}

/** `among`: scores that have to be there for a row to count; undefined counts every labelled row. */
export function unansweredOf(labels: Numbers, scores: Numbers, among?: Numbers): Unanswered {
  let [rows, of] = [0, 0];
  for (let row = 0; row < labels.length; row++) {
    if (Number.isNaN(labels[row]) || (among !== undefined && Number.isNaN(among[row]))) continue;
    of++;
    if (Number.isNaN(scores[row])) rows++;
  }
  return { rows, of, isTooMany: rows > mostUnanswered * of };
}

/** `no score for 200 of 400 rows` */
export const noScoreFor = ({ rows, of }: Unanswered) => `no score for ${rows} of ${of} rows`;
