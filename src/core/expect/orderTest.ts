// Whether each value follows on the present one before it, in the order of the rows.
import type { ValueTest } from './expectation';
import { presentValue } from './reading';
import { judgeRows, rowAsks, type Rowwise } from './rowwise';
import { allOf, query, step, valueIn, type ExpectedColumn, type ExpectedTable, type Step } from './step';

export function orderStep(
  table: ExpectedTable,
  column: ExpectedColumn,
  { direction, isStrict }: Extract<ValueTest, { kind: 'order' }>,
  asked: Rowwise,
): Step {
  const value = presentValue(column);
  const wrong = `${value} ${direction === 'up' ? '<' : '>'}${isStrict ? '=' : ''} lag(${value}) OVER ()`;
  const from = `FROM ${table.sql} WHERE ${allOf(asked.rows, `${value} IS NOT NULL`) ?? 'true'} QUALIFY ${wrong}`;
  return step(
    [...rowAsks(asked), query(`SELECT count(*) AS v FROM (SELECT 1 ${from})`)],
    ([all, looked, offending]) =>
      judgeRows({ ...asked, offending: `SELECT * ${from}` }, [all, looked, valueIn(offending)]),
  );
}
