// What a column's type lets a step do with it, by the engine's name of the type.
import type { Column } from '../dataset/version';
import { identifier } from '../quote';

export const isText = (type: string) => type === 'VARCHAR' || type.startsWith('ENUM');
export const isInteger = (type: string) => /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type);
/** One that can hold NaN. */
export const isFloating = (type: string) => type === 'DOUBLE' || type === 'FLOAT';
export const isFraction = (type: string) => /^(FLOAT|DOUBLE|DECIMAL)/.test(type);
export const isNumber = (type: string) => (isInteger(type) || isFraction(type)) && !type.endsWith(']');
export const isTime = (type: string) => /^(DATE|TIMESTAMP)/.test(type);
/** Lists, structs and maps are no single value. */
export const isNested = (type: string) =>
  /[[(]|^(STRUCT|MAP|UNION|JSON)/.test(type) && !/^(DECIMAL|ENUM)/.test(type);

/** A condition: the cell has no value. NaN is none. */
export function isMissing({ name, type }: Column): string {
  const value = identifier(name);
  return isFloating(type) ? `(${value} IS NULL OR isnan(${value}))` : `(${value} IS NULL)`;
}
