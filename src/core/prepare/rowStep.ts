// The steps without SQL of a person's own, each as new column expressions over one row. Steps that need the engine's parser stand in compile.ts.
import type { Column } from '../dataset/version';
import type { Problem } from '../errors';
import type { ColumnType, Step, StepOnRows, TimeForm } from '../manifest/step';
import { stepText } from '../manifest/writtenStep';
import { findColumns } from './columns';
import type { CastCheck } from './pipeline';
import { identifier, literal } from '../quote';

/** What a step makes of the columns before it. */
export interface Change {
  /** Every column after the step, in order, with the expression that gives it. */
  readonly outputs: readonly { readonly column: Column; readonly sql: string }[];
  readonly touched: readonly string[];
  readonly changed?: string;
  readonly casts: readonly CastCheck[];
}

export type Changed = { readonly change: Change } | { readonly problems: readonly Problem[] };

type PlainStep = Exclude<Step, StepOnRows | { derive: unknown }>;

/** DuckDB's type for each type a person can name. */
export const engineTypes: Readonly<Record<ColumnType, string>> = {
  integer: 'BIGINT',
  number: 'DOUBLE',
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

export function changeOf(step: PlainStep, columns: readonly Column[], what: string): Changed {
  if ('trim' in step)
    return edit(step.trim, columns, what, ({ name, type }) =>
      isText(type) ? trimmed(name) : identifier(name),
    );
  if ('replace' in step) return replace(step.replace, columns, what);
  if ('drop' in step) return drop(step.drop, columns, what);
  if ('rename' in step) return rename(step.rename, columns, what);
  step satisfies { cast: unknown };
  return cast(step.cast, columns, what);
}

/** White space as Python's `strip` and a person see it, not only the blank. */
const whiteSpace =
  ' \t\n\v\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
const trimmed = (name: string) => `trim(${identifier(name)}, ${literal(whiteSpace)})`;

/** Replaces the named columns' values one by one; the types stay. */
function edit(
  names: readonly string[],
  columns: readonly Column[],
  what: string,
  sqlOf: (column: Column) => string,
): Changed {
  const { found, problems } = findColumns(names, columns, what);
  if (problems.length > 0) return { problems };
  const edited = new Map(found.map((column) => [column.name, sqlOf(column)]));
  return {
    change: {
      outputs: columns.map((column) => ({ column, sql: edited.get(column.name) ?? identifier(column.name) })),
      touched: names,
      changed: [...edited]
        .map(([name, sql]) => `(${identifier(name)} IS DISTINCT FROM ${sql})::BIGINT`)
        .join(' + '),
      casts: [],
    },
  };
}

type Value = string | number | boolean | null;

function replace(
  {
    columns: names,
    pairs,
  }: { readonly columns: readonly string[]; readonly pairs: readonly (readonly [Value, Value])[] },
  columns: readonly Column[],
  what: string,
): Changed {
  const problems: Problem[] = [];
  const changed = edit(names, columns, what, ({ name, type }) => {
    const cases = pairs.flatMap(([from, to]) => {
      const wanted = matches(name, type, from);
      const result = fitting(to, type);
      if (wanted !== undefined && result === undefined)
        problems.push({
          severity: 'error',
          message: `${what}: "${name}" holds ${type}, so ${JSON.stringify(to)} cannot stand in it.`,
          hint: `Cast it first, e.g. "${stepText({ cast: { [name]: 'string' } })}".`,
        });
      return wanted === undefined || result === undefined ? [] : [`WHEN ${wanted} THEN ${result}`];
    });
    return cases.length === 0
      ? identifier(name)
      : `CAST(CASE ${cases.join(' ')} ELSE ${identifier(name)} END AS ${type})`;
  });
  return problems.length > 0 ? { problems } : changed;
}

/** The condition under which a cell is `from`; undefined where a column of this type never can be. */
function matches(name: string, type: string, from: Value): string | undefined {
  if (from === null) return `${identifier(name)} IS NULL`;
  const value = fitting(from, type);
  return value === undefined ? undefined : `${identifier(name)} = ${value}`;
}

/** A value as an SQL literal of the column's type; undefined where it has none. Manifest keys are text: "-1" is a number in a column of numbers. */
function fitting(value: Value, type: string): string | undefined {
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

function drop(names: readonly string[], columns: readonly Column[], what: string): Changed {
  const { problems } = findColumns(names, columns, what);
  if (problems.length > 0) return { problems };
  const outputs = columns.filter(({ name }) => !names.includes(name)).map(kept);
  if (outputs.length === 0)
    return {
      problems: [
        { severity: 'error', message: `${what}: no column would be left.`, hint: 'Keep at least one.' },
      ],
    };
  return { change: { outputs, touched: names, casts: [] } };
}

function rename(names: Readonly<Record<string, string>>, columns: readonly Column[], what: string): Changed {
  const { problems } = findColumns(Object.keys(names), columns, what);
  const outputs = columns.map((column) => ({
    ...kept(column),
    column: { ...column, name: names[column.name] ?? column.name },
  }));
  const seen = new Map<string, string>();
  const clashes = outputs.flatMap(({ column: { name } }): Problem[] => {
    const other = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), name);
    if (name.trim() === '' || name.toLowerCase() === '_row')
      return [{ severity: 'error', message: `${what}: a column cannot be named "${name}".` }];
    if (other === undefined) return [];
    return [
      {
        severity: 'error',
        message: `${what}: there would be two columns named "${name}".`,
        hint: 'Drop one, or choose another name.',
      },
    ];
  });
  if (problems.length + clashes.length > 0) return { problems: [...problems, ...clashes] };
  return { change: { outputs, touched: Object.values(names), casts: [] } };
}

function cast(
  types: Readonly<Record<string, ColumnType | TimeForm>>,
  columns: readonly Column[],
  what: string,
): Changed {
  const { problems } = findColumns(Object.keys(types), columns, what);
  if (problems.length > 0) return { problems };
  const casts: CastCheck[] = [];
  const outputs = columns.map((column) => {
    const wanted = types[column.name];
    const { type: to, format } = typeof wanted === 'object' ? wanted : { type: wanted, format: undefined };
    if (to === undefined || engineTypes[to] === column.type) return kept(column);
    const type = engineTypes[to];
    const source = identifier(column.name);
    const isWritten = format !== undefined && isText(column.type);
    const value = isWritten ? `try_strptime(${source}, ${literal(format)})` : source;
    const result = `TRY_CAST(${value} AS ${type})`;
    // DuckDB rounds 1.5 to 2 when it casts to an integer; a cast that loses something has failed.
    const loses = to === 'integer' ? ` OR TRY_CAST(${source} AS DOUBLE) <> ${result}` : '';
    casts.push({
      column: column.name,
      to,
      ...(isWritten ? { format } : {}),
      fails: `${source} IS NOT NULL AND (${result} IS NULL${loses})`,
    });
    return { column: { name: column.name, type }, sql: result };
  });
  return { change: { outputs, touched: Object.keys(types), casts } };
}

const kept = (column: Column) => ({ column, sql: identifier(column.name) });
const isText = (type: string) => type === 'VARCHAR' || type.startsWith('ENUM');
const isInteger = (type: string) => /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type);
const isFraction = (type: string) => /^(FLOAT|DOUBLE|DECIMAL)/.test(type);
