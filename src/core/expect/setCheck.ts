// What is asked of the set of a column's values, and of the one that occurs most often.
import { counted } from '../figures';
import { identifier } from '../quote';
import type { Check } from './expectation';
import { presentValue, writtenValue } from './reading';
import {
  allOf,
  numberOf,
  over,
  query,
  scan,
  sorted,
  step,
  type ExpectedColumn,
  type ExpectedTable,
  type Step,
  type Verdict,
} from './step';
import { listOf } from './valueTest';

/** So many values are named. */
const named = 20;

export function setStep(
  { sql }: ExpectedTable,
  column: ExpectedColumn,
  { values, need }: Extract<Check, { kind: 'set' }>,
  rows: string | undefined,
): Step {
  const value = presentValue(column);
  const listed = listOf(column, values);
  const given = new Set(values.filter((one) => one !== null).map((one) => `${typeof one} ${String(one)}`))
    .size;
  const isListed = listed.length === 0 ? 'false' : `${value} IN (${listed.join(', ')})`;
  const other = allOf(rows, `${value} IS NOT NULL`, `NOT (${isListed})`) ?? 'true';
  return step(
    [
      scan(over('count(*)', rows)),
      sorted(over(`count(DISTINCT ${value})`, other)),
      sorted(over(`count(DISTINCT ${value})`, rows, isListed)),
    ],
    ([all, others, found]) => {
      const unexpected = need === 'contains' ? 0 : numberOf(others);
      const missing = need === 'within' ? 0 : Math.max(0, given - numberOf(found));
      const verdict = (examples: readonly string[]): Verdict => ({
        kind: 'verdict',
        passed: unexpected === 0 && missing === 0,
        observed:
          [
            ...(unexpected > 0 ? [`${counted(unexpected, 'other value')}, e.g. ${examples.join(', ')}`] : []),
            ...(missing > 0
              ? [`${counted(missing, 'value')} of the set ${missing === 1 ? 'is' : 'are'} not there`]
              : []),
          ].join('; ') || 'all as expected',
        value: { unexpected, missing },
        unexpectedCount: unexpected + missing,
        elementCount: numberOf(all),
        ...(unexpected > 0 ? { where: other } : {}),
      });
      if (unexpected === 0) return verdict([]);
      const some = `SELECT DISTINCT ${writtenValue(column)} AS v FROM ${sql} WHERE ${other} ORDER BY v LIMIT 3`;
      return step([query(some)], ([answer]) =>
        verdict((answer as readonly { v: unknown }[]).map(({ v }) => String(v))),
      );
    },
  );
}

/** Where several occur equally often, all of them are the most common. */
export function mostCommonStep(
  { sql }: ExpectedTable,
  column: ExpectedColumn,
  { values, mayTie }: Extract<Check, { kind: 'mostCommon' }>,
  rows: string | undefined,
): Step {
  const value = presentValue(column);
  const listed = listOf(column, values);
  const isListed = listed.length === 0 ? 'false' : `v IN (${listed.join(', ')})`;
  const from = allOf(rows, `${value} IS NOT NULL`) ?? 'true';
  return step(
    [
      scan(over('count(*)', rows)),
      query(
        `SELECT v, ${isListed} AS listed FROM (SELECT v, n, max(n) OVER () AS most FROM (SELECT ${value} AS v, count(*) AS n FROM ${sql} WHERE ${from} GROUP BY 1)) WHERE n = most ORDER BY v`,
      ),
    ],
    ([all, answer]) => {
      const modes = answer as readonly { v: string | number | boolean; listed: boolean }[];
      const hits = modes.filter(({ listed: is }) => is).length;
      const passed = mayTie ? hits > 0 : modes.length === 1 && hits === 1;
      return {
        kind: 'verdict',
        passed,
        observed:
          modes.length === 0
            ? 'there are no values'
            : modes
                .slice(0, named)
                .map(({ v }) => String(v))
                .join(', '),
        value: modes.slice(0, named).map(({ v }) => v),
        unexpectedCount: passed ? 0 : 1,
        elementCount: numberOf(all),
      };
    },
  );
}

/** Rows whose values of these columns, taken together, occur again; missing values are equal to each other. */
export function repeatedRows(
  { sql }: ExpectedTable,
  columns: readonly ExpectedColumn[],
  kept: string | undefined,
  isRaw: boolean,
): { readonly count: string; readonly surplus: string; readonly rows: string } {
  const key = columns.map((column) => (isRaw ? identifier(column.name) : presentValue(column))).join(', ');
  const where = kept === undefined ? '' : ` WHERE ${kept}`;
  return {
    count: `SELECT coalesce(sum(n), 0)::BIGINT AS v FROM (SELECT count(*) AS n FROM ${sql}${where} GROUP BY ${key} HAVING count(*) > 1)`,
    // Those that come after another like them.
    surplus: `SELECT coalesce(sum(n - 1), 0)::BIGINT AS v FROM (SELECT count(*) AS n FROM ${sql}${where} GROUP BY ${key})`,
    rows: `SELECT * FROM ${sql}${where} QUALIFY count(*) OVER (PARTITION BY ${key}) > 1`,
  };
}
