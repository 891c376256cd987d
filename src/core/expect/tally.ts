// How many rows are of a kind, or what share of all rows, against a range: the metrics of data contracts.
import { counted, percent } from '../figures';
import type { Check, Tallied } from './expectation';
import { isWithin } from './range';
import { presentValue } from './reading';
import { repeatedRows } from './setCheck';
import { keptRows } from './severalColumns';
import {
  allOf,
  notMet,
  numberOf,
  over,
  query,
  scan,
  step,
  valueIn,
  type ExpectedColumn,
  type ExpectedTable,
  type Step,
  type Verdict,
} from './step';
import { listOf, violationOf, type SingleTest } from './valueTest';

type TallyCheck = Extract<Check, { kind: 'tally' }>;

export function tallyStep(
  table: ExpectedTable,
  columns: readonly ExpectedColumn[],
  check: TallyCheck,
  rows: string | undefined,
): Step | Verdict {
  const [first] = columns;
  if (!first) return notMet('it names no column');
  const all = scan(over('count(*)', rows));
  if (check.of.kind === 'repeated') {
    const { surplus, rows: offending } = repeatedRows(
      table,
      columns,
      allOf(rows, keptRows(columns, 'any missing')),
      false,
    );
    return step([all, query(surplus)], ([n, repeated]) =>
      judged(check, numberOf(valueIn(repeated)), numberOf(n), { offending }),
    );
  }
  const condition = conditionOf(first, check.of);
  if ('refused' in condition) return notMet(condition.refused);
  return step([all, scan(over('count(*)', rows, condition.sql))], ([n, count]) =>
    judged(check, numberOf(count), numberOf(n), { where: allOf(rows, condition.sql) ?? 'true' }),
  );
}

function conditionOf(
  column: ExpectedColumn,
  of: Exclude<Tallied, { kind: 'repeated' }>,
): { readonly sql: string } | { readonly refused: string } {
  const value = presentValue(column);
  if (of.kind === 'missing') {
    const listed = listOf(column, of.values);
    return {
      sql: [`${value} IS NULL`, ...(listed.length > 0 ? [`${value} IN (${listed.join(', ')})`] : [])].join(
        ' OR ',
      ),
    };
  }
  const tests = of.tests.filter(isSingle).map((test) => violationOf(column, test, 'suite'));
  const refused = tests.find((one) => 'refused' in one);
  if (refused && 'refused' in refused) return refused;
  const wrong = tests.flatMap((one) => ('sql' in one ? [`(${one.sql})`] : []));
  return { sql: `${value} IS NOT NULL AND (${wrong.length > 0 ? wrong.join(' OR ') : 'false'})` };
}

const isSingle = (test: { readonly kind: string }): test is SingleTest =>
  ['among', 'matches', 'within', 'length'].includes(test.kind);

function judged(
  { unit, range, of }: TallyCheck,
  count: number,
  all: number,
  offending: Pick<Verdict, 'where' | 'offending'>,
): Verdict {
  const share = all === 0 ? 0 : count / all;
  const passed = isWithin(unit === 'percent' ? 100 * share : count, range);
  const noun = { missing: 'missing value', invalid: 'invalid value', repeated: 'repeated value' }[of.kind];
  return {
    kind: 'verdict',
    passed,
    observed: `${counted(count, noun)} (${percent(share)})`,
    value: unit === 'percent' ? 100 * share : count,
    unexpectedCount: passed ? 0 : count,
    elementCount: all,
    ...(count > 0 ? offending : {}),
  };
}
