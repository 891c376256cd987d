// How lifecycle.yaml's own words judge a present value, as SQL that is true of an offending one: more lenient about types than suites are.
import { isNumeric } from '../profile/kind';
import { identifier, literal } from '../quote';
import type { ColumnType } from '../manifest/steps/cast';
import type { Value } from './conditionNode';
import type { Range } from './expectation';
import type { ExpectedColumn } from './step';

/** Text is compared by the number it reads as; what reads as none is outside, and so is NaN. */
export function manifestOutside(column: ExpectedColumn, { low, high }: Range): string {
  const name = identifier(column.name);
  const number = isNumeric(column.kind) ? name : `try_cast(${name}::VARCHAR AS DOUBLE)`;
  const ends = [
    ...(low === undefined ? [] : [`${number} >= ${literal(Number(low))}`]),
    ...(high === undefined ? [] : [`${number} <= ${literal(Number(high))}`]),
  ];
  return `NOT coalesce(${ends.join(' AND ')}, false)`;
}

export function manifestOutsideList({ name, kind }: ExpectedColumn, values: readonly Value[]): string {
  if (!isNumeric(kind)) {
    const list = values.map((value) => literal(String(value))).join(', ');
    return `${identifier(name)}::VARCHAR NOT IN (${list})`;
  }
  const numbers = values.map(Number).filter((value) => !Number.isNaN(value));
  return numbers.length === 0
    ? 'true'
    : `${identifier(name)}::DOUBLE NOT IN (${numbers.map((value) => literal(value)).join(', ')})`;
}

/** Whole numbers kept as DOUBLE are integers: files lose the difference where values are missing. Text is only ever text. */
export function manifestWrongType({ name, kind }: ExpectedColumn, expected: ColumnType): string {
  if (kind === expected) return 'false';
  const number = `${identifier(name)}::DOUBLE`;
  switch (expected) {
    case 'integer':
      return kind === 'number' ? `NOT isfinite(${number}) OR ${number} <> floor(${number})` : 'true';
    case 'number':
      return kind === 'integer' ? 'false' : 'true';
    case 'date':
      return kind === 'timestamp'
        ? `${identifier(name)}::TIMESTAMP <> ${identifier(name)}::DATE::TIMESTAMP`
        : 'true';
    case 'timestamp':
      return kind === 'date' ? 'false' : 'true';
    case 'string':
    case 'boolean':
      return 'true';
  }
}
