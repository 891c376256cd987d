// What is measured of texts: their extremes and lengths, and how many of them read as numbers.
import type { ColumnProfile } from '../../core/profile/profile';
import { textLimit } from '../../core/profile/written';

export interface TextFigures {
  readonly min?: string;
  readonly max?: string;
  readonly lengths?: NonNullable<ColumnProfile['lengths']>;
  readonly numericTexts?: number;
}

/** SQL of the aggregates over texts `text`, each of which counts `times`. */
export const textFigures = (text: string, times: string) =>
  `left(min(${text}), ${textLimit}) AS low, left(max(${text}), ${textLimit}) AS high,
   min(length(${text})) AS shortest, max(length(${text})) AS longest, sum(length(${text})::DOUBLE * ${times}) / sum(${times}) AS letters,
   coalesce(sum(CASE WHEN ${readsAsNumber(text)} THEN ${times} END), 0)::BIGINT AS "numeric"`;

/** Whatever reads as a number starts with a digit, a sign, a point or space: all of them come before "A". */
const readsAsNumber = (text: string) => `${text} < 'A' AND try_cast(${text} AS DOUBLE) IS NOT NULL`;

export interface TextRow {
  readonly low: string | null;
  readonly high: string | null;
  readonly shortest: number | null;
  readonly longest: number | null;
  readonly letters: number | null;
  readonly numeric: number | null;
}

export const textFiguresOf = ({ low, high, shortest, longest, letters, numeric }: TextRow): TextFigures => ({
  ...(low === null || high === null ? {} : { min: low, max: high }),
  ...(shortest === null || longest === null || letters === null
    ? {}
    : { lengths: { min: shortest, max: longest, mean: letters } }),
  numericTexts: numeric ?? 0,
});
