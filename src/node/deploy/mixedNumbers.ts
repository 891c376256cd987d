// Numbers of a file that were read as texts because of a text among them: the server is to refuse that one, not its neighbours.
import { carrierOf, type RawRow } from '../prepare/rowTypes';
import type { Column } from '../../core/dataset/version';

/** Only columns that are to hold numbers and also hold something else: a column of nothing but digits in quotes stays as it is. */
export function withMixedNumbers(rows: readonly RawRow[], inputs: readonly Column[]): readonly RawRow[] {
  const mixed = inputs
    .filter((column) => ['BIGINT', 'DOUBLE'].includes(carrierOf(column).type))
    .map(({ name }) => name)
    .filter((name) => rows.some((row) => typeof row[name] === 'string' && !isNumber(row[name])));
  if (mixed.length === 0) return rows;
  return rows.map((row) => {
    const cells = mixed.flatMap((name) => (name in row ? [[name, asWritten(row[name])]] : []));
    return { ...row, ...(Object.fromEntries(cells) as RawRow) };
  });
}

/** A column of both is read as JSON: there a text stands in quotation marks. */
function asWritten(value: unknown): unknown {
  if (isNumber(value)) return Number(value);
  return typeof value === 'string' && jsonText.test(value) ? (JSON.parse(value) as unknown) : value;
}

const jsonText = /^"([^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*"$/u;

/** One that JavaScript keeps as it is written. */
const isNumber = (value: unknown) => typeof value === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value);
