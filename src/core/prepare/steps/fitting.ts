// A value of the manifest as one of a column's type.
import { literal } from '../../quote';
import { isFraction, isInteger, isText } from '../columnType';

export type Value = string | number | boolean | null;

/** An SQL literal; undefined where the type has no such value. Manifest keys are text: "-1" is a number in a column of numbers. */
export function fitting(value: Value, type: string): string | undefined {
  if (value === null) return 'NULL';
  if (isText(type)) return literal(String(value));
  if (isInteger(type) || isFraction(type)) {
    const text = typeof value === 'string' ? value.trim() : value;
    const isNumber = typeof text === 'number' || /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(String(text));
    if (!isNumber || (isInteger(type) && !/^[+-]?\d+$/.test(String(text)))) return undefined;
    return String(text).replace(/^\+/, '');
  }
  if (type === 'BOOLEAN') return ['true', 'false'].includes(String(value)) ? String(value) : undefined;
  return `TRY_CAST(${literal(String(value))} AS ${type})`;
}
