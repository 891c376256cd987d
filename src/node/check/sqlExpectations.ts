// Queries of a person's own, on a locked connection that sees the data and nothing else: their rows are violations, or they return one number.
import { isLifecycleError, wrongInput } from '../../core/errors';
import type { Check, Expectation } from '../../core/expect/expectation';
import { outcomeOf } from '../../core/expect/outcome';
import { numberVerdict } from '../../core/expect/range';
import { numberOf, type Verdict } from '../../core/expect/step';
import { counted } from '../../core/figures';
import type { ExpectationResult } from '../../core/quality/finding';
import type { Database } from '../duckdb/engine';
import { guardQuery } from '../duckdb/guard';
import { lock } from '../duckdb/locked';
import { columnsOf } from '../profile/columns';
import { countRows } from '../profile/profileTable';
import { offendingLimit } from './expectations';

export type QueryExpectation = Expectation & { readonly check: Extract<Check, { kind: 'query' }> };

export const isQuery = <E extends Expectation>(expectation: E): expectation is E & QueryExpectation =>
  expectation.check.kind === 'query';

export interface SqlExpectations {
  /** Whose they are, for messages: `dataset "bank"`, or a file. */
  readonly dataset: string;
  /** What can be selected from, by whose rows the table `data` is made. */
  readonly from: string;
  readonly queries: readonly QueryExpectation[];
  /** What `as_of()` answers, ISO. */
  readonly asOf: string;
}

/** The database is locked for good. Throws `input` where a query is refused or fails. */
export async function testSql(
  db: Database,
  { dataset, from, queries, asOf }: SqlExpectations,
): Promise<ExpectationResult[]> {
  await db.run(`CREATE TABLE data AS FROM ${from}`);
  const columns = (await columnsOf(db, 'data')).map(({ name }) => name);
  const elementCount = await countRows(db, 'data');
  await lock(db, { asOf });
  const results: ExpectationResult[] = [];
  for (const expectation of queries) {
    const what = `Expectation ${expectation.label} of ${dataset}`;
    const { verdict, rows } = await answered(db, expectation, { what, columns, elementCount });
    results.push(outcomeOf(expectation, verdict, rows));
  }
  return results;
}

async function answered(
  db: Database,
  { check, at }: QueryExpectation,
  { what, columns, elementCount }: { what: string; columns: readonly string[]; elementCount: number },
): Promise<{ verdict: Verdict; rows: ExpectationResult['rows'] }> {
  const guarded = await guardQuery(db, check.sql, {
    what,
    tables: ['data'],
    columns,
    insteadOfClock: 'Use as_of() for the time judged at.',
  });
  if (guarded.kind === 'refused')
    throw wrongInput(guarded.problem.message, {
      problems: [{ ...guarded.problem, ...at }],
      ...(guarded.problem.hint === undefined ? {} : { hint: guarded.problem.hint }),
    });
  const query = `(\n${guarded.sql}\n)`;
  try {
    if (check.range)
      return { verdict: numberVerdict(await onlyNumber(db, query), check.range, elementCount), rows: [] };
    const count = await countRows(db, query);
    const verdict: Verdict = {
      kind: 'verdict',
      passed: count === 0,
      observed: count === 0 ? 'no violation' : counted(count, 'row'),
      value: count,
      unexpectedCount: count,
      elementCount,
    };
    return {
      verdict,
      rows: count === 0 ? [] : await db.rows(`SELECT * FROM ${query} LIMIT ${offendingLimit}`),
    };
  } catch (error) {
    if (!isLifecycleError(error) || error.code !== 'input') throw error;
    throw wrongInput(`${what}: ${error.message}`, {
      cause: error,
      ...(at === undefined ? {} : { problems: [{ severity: 'error', message: error.message, ...at }] }),
    });
  }
}

/** Of one row with one column: a number, or true and false as 1 and 0; NaN where it is missing. */
async function onlyNumber(db: Database, query: string): Promise<number> {
  const rows = await db.rows(`SELECT * FROM ${query} LIMIT 2`);
  const [row = {}] = rows;
  const [value, ...others] = Object.values(row);
  if (rows.length !== 1 || others.length > 0 || (typeof value === 'string' && Number.isNaN(Number(value))))
    throw wrongInput('The query has to return one number: one row with one column.');
  return numberOf(value ?? null);
}
