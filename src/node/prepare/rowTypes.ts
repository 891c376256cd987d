// Raw rows as columns of the types that preparation saw in training: what does not fit is told by row and column, nothing is coerced.
import type { Column } from '../../core/dataset/version';
import type { Problem } from '../../core/errors';

export type RawRow = Readonly<Record<string, unknown>>;

/** The type a column's values travel in to DuckDB, and how one value becomes it; undefined where it does not fit. */
interface Carrier {
  readonly type: 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR';
  /** What would fit in the place of a value that does not. */
  readonly expects: (value: unknown) => string;
  /** What is to be done about a value that does not fit. */
  readonly remedy: (value: unknown) => string;
  carry(value: unknown): string | number | boolean | undefined;
}

const unknownIsNull = 'Give null where it is not known.';
const withoutQuotes = (value: unknown) =>
  typeof value === 'string' && /^(-?\d+(\.\d+)?|true|false)$/.test(value)
    ? `Send it without quotation marks. ${unknownIsNull}`
    : unknownIsNull;

/** Integers that JavaScript would round come as digits. */
const wholeOf = (value: unknown): bigint | undefined =>
  (typeof value === 'number' && Number.isInteger(value)) ||
  (typeof value === 'string' && /^-?\d{16,40}$/.test(value))
    ? BigInt(value)
    : undefined;

const whole: Carrier = {
  type: 'BIGINT',
  expects: (value) =>
    wholeOf(value) === undefined
      ? 'a whole number'
      : 'a whole number from -9223372036854775808 to 9223372036854775807',
  remedy: (value) => (wholeOf(value) === undefined ? withoutQuotes(value) : unknownIsNull),
  carry: (value) => {
    if (Number.isSafeInteger(value)) return value as number;
    const exact = wholeOf(value);
    return exact !== undefined && BigInt.asIntN(64, exact) === exact ? String(exact) : undefined;
  },
};
const fraction: Carrier = {
  type: 'DOUBLE',
  expects: () => 'a number',
  remedy: withoutQuotes,
  carry: (value) => {
    if (typeof value !== 'number') return undefined;
    return Number.isFinite(value) ? value : String(value);
  },
};
const truth: Carrier = {
  type: 'BOOLEAN',
  expects: () => 'true or false',
  remedy: withoutQuotes,
  carry: (value) => (typeof value === 'boolean' ? value : undefined),
};
const text: Carrier = {
  type: 'VARCHAR',
  expects: () => 'a text',
  remedy: (value) =>
    typeof value === 'object'
      ? unknownIsNull
      : `Put it between quotation marks, written as in the data that the model learnt from, e.g. ${shown(JSON.stringify(value))}. ${unknownIsNull}`,
  carry: (value) => (typeof value === 'string' ? value : undefined),
};

export function carrierOf({ type }: Column): Carrier {
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return whole;
  if (/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) return fraction;
  return type === 'BOOLEAN' ? truth : text;
}

/** Values by column, in the order of `columns`. At most ten problems are told; `first` is the number of the first row. */
export function carryRows(
  rows: readonly RawRow[],
  columns: readonly Column[],
  first: number,
): { readonly values: readonly unknown[][]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = rows.flatMap((row, index) => lacking(row, columns, first + index)).slice(0, 10);
  const values = columns.map((column) => {
    const carrier = carrierOf(column);
    return rows.map((row, index) => {
      const value = Object.hasOwn(row, column.name) ? row[column.name] : undefined;
      if (value === null || value === undefined) return null;
      const carried = carrier.carry(value);
      if (carried === undefined && problems.length < 10)
        problems.push(problemOf(column, carrier, value, first + index));
      return carried ?? null;
    });
  });
  return { values, problems };
}

/** Whether a row has the column, with null or a value of its type. */
export function brings(row: RawRow, column: Column): boolean {
  const value = Object.hasOwn(row, column.name) ? row[column.name] : undefined;
  return value === null || (value !== undefined && carrierOf(column).carry(value) !== undefined);
}

/** One problem that names every column a row does not have; empty where it has all. */
function lacking(row: RawRow, columns: readonly Column[], number: number): readonly Problem[] {
  const names = columns.filter(({ name }) => row[name] === undefined || !Object.hasOwn(row, name));
  if (names.length === 0) return [];
  const told = names.map(({ name }) => `"${name}"`).join(', ');
  return [
    {
      severity: 'error',
      message: `Row ${String(number)}: ${names.length === 1 ? `column ${told} is` : `columns ${told} are`} missing.`,
      hint: 'Give each a value, or null where it is not known.',
    },
  ];
}

function problemOf(column: Column, { expects, remedy }: Carrier, value: unknown, row: number): Problem {
  const place = `Row ${String(row)}`;
  return {
    severity: 'error',
    message: `${place}: column "${column.name}" is ${shown(value)}, but ${expects(value)} is expected.`,
    hint: remedy(value),
  };
}

export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 40 ? `${json.slice(0, 40)}...` : json;
}
