// What the manifest expects of a dataset, put to the data. SQL of the manifest itself is in sqlExpectations.ts.
import { counted, percent } from '../../core/figures';
import type { Expect } from '../../core/manifest/manifest';
import { meets, parseBound } from '../../core/bound';
import { isLifecycleError, wrongInput } from '../../core/errors';
import type { ExpectationResult } from '../../core/quality/finding';
import type { Database } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';
import { columnsOf, numberValue, type TableColumn } from '../profile/columns';
import { countRows } from '../profile/profileTable';
import { typeViolation } from './typeViolation';

type ColumnExpectation = NonNullable<Expect['columns']>[string];

/** So many offending rows are shown. */
export const offendingLimit = 20;

interface Table {
  readonly db: Database;
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly TableColumn[];
}

/** In the order of the manifest; `table` is a table's quoted name or a table function's call. */
export async function testExpectations(
  db: Database,
  table: string,
  expect: Omit<Expect, 'sql'>,
): Promise<ExpectationResult[]> {
  const given: Table = { db, table, rows: await countRows(db, table), columns: await columnsOf(db, table) };
  const results: ExpectationResult[] = [];
  if (expect.rows !== undefined) results.push(testRows(given, expect.rows));
  if (expect.unique) results.push(await testUnique(given, expect.unique));
  for (const [name, expected] of Object.entries(expect.columns ?? {}))
    results.push(...(await testColumn(given, name, expected)));
  return results;
}

function testRows({ rows }: Table, bound: string): ExpectationResult {
  const passed = meets(rows, parseBound(bound));
  return {
    expectation: `rows ${bound}`,
    passed,
    observed: counted(rows, 'row'),
    unexpectedCount: passed ? 0 : 1,
    elementCount: rows,
    rows: [],
  };
}

async function testUnique(given: Table, names: readonly string[]): Promise<ExpectationResult> {
  const expectation = `unique [${names.join(', ')}]`;
  const absent = names.filter((name) => !given.columns.some((column) => column.name === name));
  if (absent.length > 0) return noColumn(expectation, absent);
  const { db, table, rows } = given;
  const key = names.map(identifier).join(', ');
  const [repeated] = await db.rows<{ n: number }>(
    `SELECT coalesce(sum(n), 0)::BIGINT AS n FROM (SELECT count(*) AS n FROM ${table} GROUP BY ${key} HAVING count(*) > 1)`,
  );
  const count = repeated?.n ?? 0;
  return {
    expectation,
    passed: count === 0,
    observed: count === 0 ? 'all different' : `${counted(count, 'row')} share theirs with another`,
    unexpectedCount: count,
    elementCount: rows,
    rows:
      count === 0
        ? []
        : await db.rows(
            `SELECT * FROM ${table} WHERE (${key}) IN (SELECT (${key}) FROM ${table} GROUP BY ${key} HAVING count(*) > 1) LIMIT ${offendingLimit}`,
          ),
  };
}

async function testColumn(
  given: Table,
  name: string,
  expected: ColumnExpectation,
): Promise<ExpectationResult[]> {
  const column = given.columns.find((one) => one.name === name);
  const at = (what: string) => `columns.${name}.${what}`;
  if (!column)
    return Object.entries(expected)
      .filter(([, value]) => value !== undefined)
      .map(([what, value]) => noColumn(at(`${what} ${shown(value)}`), [name]));
  const results: ExpectationResult[] = [];
  const { type, between, in: values, matches, missing, distinct } = expected;
  if (type !== undefined)
    results.push(
      await testRowsWhere(given, column, at(`type ${type}`), typeViolation(column, type), column.type),
    );
  if (between !== undefined)
    results.push(
      await testRowsWhere(given, column, at(`between ${shown(between)}`), outside(column, between)),
    );
  if (values !== undefined)
    results.push(await testRowsWhere(given, column, at(`in ${shown(values)}`), notIn(column, values)));
  if (matches !== undefined)
    results.push(await testMatches(given, column, at(`matches ${matches}`), matches));
  if (missing !== undefined)
    results.push(await testMissing(given, column, at(`missing ${missing}`), missing));
  if (distinct !== undefined)
    results.push(await testDistinct(given, column, at(`distinct ${distinct}`), distinct));
  return results;
}

/** `violation`: SQL that is true for an offending present value. `fine`: what to say where none is. */
async function testRowsWhere(
  { db, table }: Table,
  { name }: TableColumn,
  expectation: string,
  violation: string,
  fine = 'all as expected',
): Promise<ExpectationResult> {
  const where = `${identifier(name)} IS NOT NULL AND (${violation})`;
  const [row] = await db.rows<{ present: number; wrong: number }>(
    `SELECT count(${identifier(name)}) AS present, count(CASE WHEN ${where} THEN 1 END) AS wrong FROM ${table}`,
  );
  const { present = 0, wrong = 0 } = row ?? {};
  const rows =
    wrong === 0 ? [] : await db.rows(`SELECT * FROM ${table} WHERE ${where} LIMIT ${offendingLimit}`);
  const examples = [...new Set(rows.map((offending) => shown(offending[name])))].slice(0, 3);
  return {
    expectation,
    passed: wrong === 0,
    observed: wrong === 0 ? fine : `${counted(wrong, 'value')} not, e.g. ${examples.join(', ')}`,
    unexpectedCount: wrong,
    elementCount: present,
    rows,
  };
}

async function testMatches(
  given: Table,
  column: TableColumn,
  expectation: string,
  pattern: string,
): Promise<ExpectationResult> {
  try {
    const violation = `NOT regexp_full_match(${identifier(column.name)}::VARCHAR, ${literal(pattern)})`;
    return await testRowsWhere(given, column, expectation, violation);
  } catch (error) {
    if (!isLifecycleError(error) || error.code !== 'input') throw error;
    throw wrongInput(`${expectation}: the pattern is not understood. ${error.message}`, {
      hint: 'Write a regular expression of RE2 (without look-around and back-references).',
      cause: error,
    });
  }
}

async function testMissing(
  { db, table, rows }: Table,
  column: TableColumn,
  expectation: string,
  text: string,
): Promise<ExpectationResult> {
  const name = identifier(column.name);
  const absent = isFloat(column) ? `(${name} IS NULL OR isnan(${name}))` : `${name} IS NULL`;
  const [row] = await db.rows<{ n: number }>(
    `SELECT count(CASE WHEN ${absent} THEN 1 END) AS n FROM ${table}`,
  );
  const count = row?.n ?? 0;
  const share = rows === 0 ? 0 : count / rows;
  const passed = meets(text.includes('%') || /\d\.\d/.test(text) ? share : count, parseBound(text));
  return {
    expectation,
    passed,
    observed: `${counted(count, 'row')} (${percent(share)})`,
    unexpectedCount: passed ? 0 : count,
    elementCount: rows,
    rows: passed ? [] : await db.rows(`SELECT * FROM ${table} WHERE ${absent} LIMIT ${offendingLimit}`),
  };
}

async function testDistinct(
  { db, table, rows }: Table,
  { name }: TableColumn,
  expectation: string,
  text: string,
): Promise<ExpectationResult> {
  const [row] = await db.rows<{ n: number }>(`SELECT count(DISTINCT ${identifier(name)}) AS n FROM ${table}`);
  const count = row?.n ?? 0;
  const passed = meets(count, parseBound(text));
  return {
    expectation,
    passed,
    observed: counted(count, 'different value'),
    unexpectedCount: passed ? 0 : 1,
    elementCount: rows,
    rows: [],
  };
}

/** Text is compared by the number it reads as; what reads as none is outside. */
function outside(column: TableColumn, [low, high]: readonly [number, number]): string {
  const isNumeric = column.kind === 'integer' || column.kind === 'number';
  const number = isNumeric
    ? numberValue({ ...column, isFinite: true })
    : `try_cast(${identifier(column.name)}::VARCHAR AS DOUBLE)`;
  return `NOT coalesce(${number} BETWEEN ${literal(low)} AND ${literal(high)}, false)`;
}

function notIn(column: TableColumn, values: readonly (string | number | boolean)[]): string {
  const isNumeric = column.kind === 'integer' || column.kind === 'number';
  if (!isNumeric) {
    const list = values.map((value) => literal(String(value))).join(', ');
    return `${identifier(column.name)}::VARCHAR NOT IN (${list})`;
  }
  const numbers = values.map(Number).filter((value) => !Number.isNaN(value));
  return numbers.length === 0
    ? 'true'
    : `${identifier(column.name)}::DOUBLE NOT IN (${numbers.map((value) => literal(value)).join(', ')})`;
}

const noColumn = (expectation: string, names: readonly string[]): ExpectationResult => ({
  expectation,
  passed: false,
  observed: `there is no column ${names.join(', ')}`,
  unexpectedCount: 0,
  elementCount: 0,
  rows: [],
});

const isFloat = ({ type }: TableColumn) => type === 'FLOAT' || type === 'DOUBLE';
const shown = (value: unknown) =>
  typeof value === 'string' ? value : JSON.stringify(value).replaceAll(',', ', ');
