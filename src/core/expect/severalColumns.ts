// What is asked of several columns of one row together: pairs, records, and that they occur once.
import { isNumeric, isTime } from '../profile/kind';
import { literal } from '../quote';
import type { Check, Ignored, PairTest, RecordTest } from './expectation';
import { counted } from '../figures';
import { asDouble, comparable, presentValue } from './reading';
import { judgeRows, rowAsks, rowwise, type Rowwise } from './rowwise';
import { repeatedRows } from './setCheck';
import {
  allOf,
  notMet,
  numberOf,
  query,
  step,
  valueIn,
  type ExpectedColumn,
  type ExpectedTable,
  type Step,
  type Verdict,
} from './step';

/** The condition of rows that are not passed over; undefined takes all. */
export function keptRows(columns: readonly ExpectedColumn[], ignored: Ignored): string | undefined {
  if (ignored === 'never') return undefined;
  const present = columns.map((column) => `${presentValue(column)} IS NOT NULL`);
  return present.join(ignored === 'all missing' ? ' OR ' : ' AND ');
}

export function pairStep(
  [a, b]: readonly [ExpectedColumn, ExpectedColumn],
  test: PairTest,
  asked: Rowwise,
): Step | Verdict {
  if (test.kind === 'among') {
    const pairs = test.pairs.map(([first, second]) => `(${equals(a, first)} AND ${equals(b, second)})`);
    return rowwise({ ...asked, violation: pairs.length === 0 ? 'true' : `NOT (${pairs.join(' OR ')})` });
  }
  if (!areComparable(a, b)) {
    if (test.kind === 'equal') return rowwise({ ...asked, violation: 'true' });
    return notMet(`${a.name} and ${b.name} are of different types`);
  }
  const by = test.kind === 'equal' ? '=' : test.orEqual ? '>=' : '>';
  return rowwise({ ...asked, violation: `NOT coalesce(${presentValue(a)} ${by} ${presentValue(b)}, false)` });
}

function equals(column: ExpectedColumn, value: string | number | boolean | null): string {
  if (value === null) return `${presentValue(column)} IS NULL`;
  const sql = comparable(column, value);
  return sql === undefined ? 'false' : `coalesce(${presentValue(column)} = ${sql}, false)`;
}

function areComparable(a: ExpectedColumn, b: ExpectedColumn): boolean {
  const group = ({ kind }: ExpectedColumn) => (isNumeric(kind) ? 'number' : isTime(kind) ? 'time' : kind);
  return group(a) === group(b) && (a.kind !== 'other' || a.type === b.type);
}

export function recordStep(
  columns: readonly ExpectedColumn[],
  test: RecordTest,
  asked: Rowwise,
): Step | Verdict {
  const [first, ...others] = columns;
  if (!first) return notMet('it names no columns');
  switch (test.kind) {
    case 'sum': {
      const text = columns.find(({ kind }) => !isNumeric(kind));
      if (text) return notMet(`${text.name} holds no numbers`);
      // In the order of the columns, as floating point sums depend on it; a missing part leaves no sum.
      return rowwise({
        ...asked,
        violation: `NOT coalesce(${columns.map(asDouble).join(' + ')} = ${literal(test.total)}, false)`,
      });
    }
    case 'equal':
      return rowwise({
        ...asked,
        violation:
          others.length === 0 ? 'false' : `NOT (${others.map((one) => same(first, one)).join(' AND ')})`,
      });
    case 'different': {
      const pairs = columns.flatMap((one, at) => columns.slice(at + 1).map((other) => same(one, other)));
      return rowwise({ ...asked, violation: pairs.length === 0 ? 'false' : pairs.join(' OR ') });
    }
  }
}

/** Equal, or both missing. */
const same = (a: ExpectedColumn, b: ExpectedColumn) =>
  areComparable(a, b)
    ? `${presentValue(a)} IS NOT DISTINCT FROM ${presentValue(b)}`
    : `(${presentValue(a)} IS NULL AND ${presentValue(b)} IS NULL)`;

export function uniqueStep(
  table: ExpectedTable,
  columns: readonly ExpectedColumn[],
  { ignored }: Pick<Extract<Check, { kind: 'unique' }>, 'ignored'>,
  { asked, isRaw }: { readonly asked: Rowwise; readonly isRaw: boolean },
): Step {
  const { count, rows } = repeatedRows(table, columns, allOf(asked.rows, keptRows(columns, ignored)), isRaw);
  return step([...rowAsks(asked), query(count)], ([all, looked, repeated]) => {
    const again = numberOf(valueIn(repeated));
    return {
      ...judgeRows({ ...asked, offending: rows }, [all, looked, again]),
      observed: again === 0 ? 'all different' : `${counted(again, 'row')} share theirs with another`,
    };
  });
}
