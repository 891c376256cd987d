// How the values of a column are read for a suite's expectations, and what they can be compared with.
import { isNumeric, isTime } from '../profile/kind';
import { identifier, literal } from '../quote';
import type { Value } from './conditionNode';
import type { ExpectedColumn } from './step';

export const isFloat = ({ type }: ExpectedColumn) => type === 'FLOAT' || type === 'DOUBLE';

/** A value where there is one: NaN is missing, as in pandas; infinities are values. */
export const presentValue = (column: ExpectedColumn): string =>
  isFloat(column) ? `nullif(${identifier(column.name)}, 'NaN'::${column.type})` : identifier(column.name);

/** Its value as a number, so that sums of whole numbers do not overflow. */
export const asDouble = (column: ExpectedColumn): string =>
  column.type === 'DOUBLE' ? presentValue(column) : `(${presentValue(column)})::DOUBLE`;

/** A value as SQL that this column's can be compared with; undefined where no value of it can ever equal it. */
export function comparable(column: ExpectedColumn, value: Exclude<Value, null>): string | undefined {
  const { kind } = column;
  if (isNumeric(kind))
    return typeof value === 'string'
      ? undefined
      : literal(typeof value === 'boolean' ? Number(value) : value);
  if (kind === 'string') return typeof value === 'string' ? literal(value) : undefined;
  if (kind === 'boolean') {
    if (typeof value === 'boolean') return literal(value);
    return value === 0 || value === 1 ? literal(value === 1) : undefined;
  }
  if (isTime(kind)) return typeof value === 'string' ? timeLiteral(column, value) : undefined;
  return undefined;
}

const iso =
  /^\d{4}-\d\d?-\d\d?(?:[ T]\d\d?:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?)?$/;

/** A date or time as people write it by ISO 8601; undefined where it is none. */
function timeLiteral({ type }: ExpectedColumn, text: string): string | undefined {
  if (!iso.test(text.trim())) return undefined;
  const zoned = type === 'TIMESTAMP WITH TIME ZONE' ? 'TIMESTAMPTZ' : 'TIMESTAMP';
  const plain = zoned === 'TIMESTAMP' ? text.trim().replace(/ ?(?:Z|UTC)$/, '') : text.trim();
  return `try_cast(${literal(plain)} AS ${zoned})`;
}

/** Text as Python's `str` writes it. */
export function writtenValue(column: ExpectedColumn): string {
  const value = presentValue(column);
  if (column.kind === 'boolean') return `CASE ${value} WHEN true THEN 'True' WHEN false THEN 'False' END`;
  return column.type === 'VARCHAR' ? value : `${value}::VARCHAR`;
}
