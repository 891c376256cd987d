// Expectations put to a table, in as few reads of it as their steps allow. Queries of a person's own are in sqlExpectations.ts.
import { isLifecycleError, wrongInput } from '../../core/errors';
import type { Expectation } from '../../core/expect/expectation';
import { outcomeOf } from '../../core/expect/outcome';
import { planned, type PlannedCheck } from '../../core/expect/plan';
import type { Ask, ExpectedTable, Step, Verdict } from '../../core/expect/step';
import type { ExpectationResult } from '../../core/quality/finding';
import type { Database } from '../duckdb/engine';
import { columnsOf } from '../profile/columns';

/** So many offending rows are shown. */
export const offendingLimit = 20;

/** So many aggregates are asked in one query: a plan of thousands grows slow. */
const together = 200;

type Planned = Expectation & { readonly check: PlannedCheck };

/** One that does not run where only the data is seen. */
export const isPlanned = <E extends Expectation>(expectation: E): expectation is E & Planned =>
  expectation.check.kind !== 'query';

/** In their order; `table` is a table's quoted name or a table function's call. Throws `input` where one cannot be asked at all. */
export async function testExpectations(
  db: Database,
  table: string,
  expectations: readonly Planned[],
): Promise<ExpectationResult[]> {
  if (expectations.length === 0) return [];
  const given: ExpectedTable = { sql: table, columns: await columnsOf(db, table) };
  let states: readonly (Step | Verdict)[] = expectations.map((one) => planned(one, given));
  while (states.some(isOpen)) {
    const answers = await answersTo(db, given, expectations, states);
    states = states.map((state) =>
      isOpen(state) ? state.next(state.asks.map((ask) => answers.get(keyOf(ask)))) : state,
    );
  }
  const results: ExpectationResult[] = [];
  for (const [at, expectation] of expectations.entries()) {
    const verdict = states[at];
    if (verdict?.kind === 'verdict')
      results.push(outcomeOf(expectation, verdict, await offendingRows(db, table, verdict)));
  }
  return results;
}

const isOpen = (state: Step | Verdict): state is Step => state.kind === 'step';
const keyOf = ({ kind, sql }: Ask) => `${kind} ${sql}`;

/** Each thing asked once, whoever asks for it: aggregates together, queries one by one. */
async function answersTo(
  db: Database,
  { sql: table }: ExpectedTable,
  expectations: readonly Expectation[],
  states: readonly (Step | Verdict)[],
): Promise<ReadonlyMap<string, unknown>> {
  const asks = new Map(
    states.flatMap((state) => (isOpen(state) ? state.asks.map((ask) => [keyOf(ask), ask] as const) : [])),
  );
  const answers = new Map<string, unknown>();
  const askTogether = async (some: readonly Ask[]) => {
    const selected = some.map(({ sql }, at) => `${sql} AS a${at}`).join(', ');
    const [row = {}] = await db.rows(`SELECT ${selected} FROM ${table}`);
    for (const [at, ask] of some.entries()) answers.set(keyOf(ask), row[`a${at}`]);
  };
  const askAlone = async (ask: Ask) => {
    if (ask.kind === 'query') answers.set(keyOf(ask), await db.rows(ask.sql));
    else await askTogether([ask]);
  };
  try {
    for (const kind of ['scan', 'sorted'] as const) {
      const some = [...asks.values()].filter((ask) => ask.kind === kind);
      for (let from = 0; from < some.length; from += together)
        await askTogether(some.slice(from, from + together));
    }
    for (const ask of asks.values()) if (ask.kind === 'query') await askAlone(ask);
  } catch (error) {
    if (!isLifecycleError(error) || error.code !== 'input') throw error;
    // Which of them it was is found by asking them one at a time.
    for (const [at, state] of states.entries())
      if (isOpen(state))
        for (const ask of state.asks)
          await askAlone(ask).catch((reason: unknown) => {
            throw notAsked(expectations[at], reason);
          });
    throw error;
  }
  return answers;
}

function notAsked(expectation: Expectation | undefined, reason: unknown): unknown {
  if (!expectation || !isLifecycleError(reason) || reason.code !== 'input') return reason;
  const { label, check, at } = expectation;
  const isPattern = check.kind === 'values' && check.test.kind === 'matches';
  const place = at === undefined ? '' : `${at.file}, line ${at.line}: `;
  return wrongInput(
    `${place}${label}: ${isPattern ? 'the pattern is not understood' : 'it cannot be asked of this data'}. ${reason.message}`,
    {
      ...(isPattern
        ? { hint: 'Write a regular expression of RE2 (without look-around and back-references).' }
        : {}),
      ...(at === undefined
        ? {}
        : { problems: [{ severity: 'error', message: `${label}: ${reason.message}`, ...at }] }),
      cause: reason,
    },
  );
}

async function offendingRows(
  db: Database,
  table: string,
  { passed, where, offending }: Verdict,
): Promise<ExpectationResult['rows']> {
  if (passed || (where === undefined && offending === undefined)) return [];
  const from = offending === undefined ? `SELECT * FROM ${table} WHERE ${where ?? 'true'}` : offending;
  return db.rows(`${from} LIMIT ${offendingLimit}`);
}
