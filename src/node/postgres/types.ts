// PostgreSQL's columns as DuckDB's: which type each becomes, and how its text in COPY's format is read. What no type of DuckDB's holds exactly stays text.
import type { FieldDef } from 'pg';
import type { Column } from '../../core/dataset/version';
import { identifier } from '../../core/quote';

/** Figures of a numeric column's values, all found by looking at them. */
export interface NumericFigures {
  /** Digits before and behind the point, the most of any value. */
  readonly whole: number;
  readonly behind: number;
  /** Values that are NaN or infinite. */
  readonly special: number;
  /** Whether a double tells each value as it is written. */
  readonly isDouble: boolean;
}

export interface Reading extends Column {
  /** What the column's type in PostgreSQL usually becomes. */
  readonly usual: string;
  /** The column of raw text. */
  readonly raw: string;
  /** SQL that reads it, as a value and as a named column. */
  readonly value: string;
  readonly sql: string;
}

/** Of pg_type.dat; these numbers never change. */
const types: Readonly<Record<number, string>> = {
  16: 'BOOLEAN',
  17: 'BLOB',
  20: 'BIGINT',
  21: 'SMALLINT',
  23: 'INTEGER',
  26: 'UINTEGER',
  700: 'FLOAT',
  701: 'DOUBLE',
  1082: 'DATE',
  1083: 'TIME',
  1114: 'TIMESTAMP',
  1184: 'TIMESTAMP WITH TIME ZONE',
};
const numeric = 1700;

export const isNumeric = ({ dataTypeID }: FieldDef) => dataTypeID === numeric;

/** `raw`: the column's text as COPY writes it. `figures`: of a numeric one. `texts`: names of columns that stay text. */
export function readingOf(
  field: FieldDef,
  raw: string,
  { figures, texts }: { readonly figures: NumericFigures | undefined; readonly texts: ReadonlySet<string> },
): Reading {
  const { name, dataTypeID } = field;
  const usual = isNumeric(field) ? 'DECIMAL' : (types[dataTypeID] ?? 'VARCHAR');
  const exact = isNumeric(field) ? numericType(field, figures) : usual;
  const type = texts.has(name) ? 'VARCHAR' : exact;
  const value = reader(type, raw);
  const isUsual = type !== 'VARCHAR' || usual === 'VARCHAR';
  return { name, type, usual: isUsual ? type : usual, raw, value, sql: `${value} AS ${identifier(name)}` };
}

function reader(type: string, raw: string): string {
  switch (type) {
    case 'VARCHAR':
      return `CASE WHEN contains(${raw}, '\\') THEN ${unescaped(raw)} ELSE ${raw} END`;
    case 'BLOB':
      return `from_hex(substr(${raw}, 4))`; // behind \\x
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
      return `CAST(CASE WHEN ends_with(${raw}, ' BC') THEN regexp_replace(${raw}, '^(\\S+)(.*) BC$', '\\1 (BC)\\2') ELSE ${raw} END AS ${type})`;
    default:
      return `CAST(${raw} AS ${type})`;
  }
}

/** COPY escapes these and no others; a NUL, which no text of PostgreSQL's has, keeps the backslashes apart meanwhile. */
function unescaped(raw: string): string {
  const marks: readonly (readonly [string, number])[] = [
    ['n', 10],
    ['t', 9],
    ['r', 13],
    ['b', 8],
    ['f', 12],
    ['v', 11],
  ];
  const apart = `replace(${raw}, '\\\\', chr(0))`;
  const plain = marks.reduce((sql, [mark, code]) => `replace(${sql}, '\\${mark}', chr(${code}))`, apart);
  return `replace(${plain}, chr(0), '\\')`;
}

/** Most digits of a DECIMAL that is counted in 64 bits, and of any. */
const digits = { usual: 18, most: 38 };

/** A DECIMAL of the declared digits, or of those that the values have; NaN and infinities make it a DOUBLE where that is exact. */
function numericType({ dataTypeModifier }: FieldDef, figures: NumericFigures | undefined): string {
  const { whole = 0, behind = 0, special = 0, isDouble = false } = figures ?? {};
  if (special > 0) return isDouble ? 'DOUBLE' : 'VARCHAR';
  const declared = dataTypeModifier < 0 ? undefined : dataTypeModifier - 4;
  if (declared !== undefined) {
    const [precision, scale] = [(declared >> 16) & 0xffff, declared & 0x7ff];
    if (precision <= digits.most && scale <= precision) return `DECIMAL(${precision},${scale})`;
  }
  const width = [digits.usual, digits.most].find((most) => whole + behind <= most);
  if (width !== undefined) return `DECIMAL(${width},${behind})`;
  return isDouble ? 'DOUBLE' : 'VARCHAR';
}

/** What `NumericFigures` are found by, one struct. */
export function figuresOf(raw: string): string {
  const isSpecial = `${raw} IN ('NaN', 'Infinity', '-Infinity')`;
  const finite = `CASE WHEN ${isSpecial} THEN NULL ELSE ltrim(${raw}, '-') END`;
  // fifteen digits survive a double, and so many places are far from the smallest one
  const same = `${isSpecial} OR (strlen(replace(ltrim(${raw}, '-0.'), '.', '')) <= 15 AND strlen(${raw}) < 300)`;
  return `{
    'whole': coalesce(max(strlen(ltrim(split_part(${finite}, '.', 1), '0'))), 0)::INTEGER,
    'behind': coalesce(max(strlen(split_part(${finite}, '.', 2))), 0)::INTEGER,
    'special': count(*) FILTER (${isSpecial})::INTEGER,
    'isDouble': coalesce(bool_and(${same}), true)
  }`;
}
