// Which steps answer an expectation on a given table: each kind of check with its own file beside this one.
import { boundStep } from './boundCheck';
import { conditionSql } from './condition';
import { divergenceStep } from './divergence';
import type { Check, Expectation, ValueTest } from './expectation';
import { figureStep } from './figure';
import { orderStep } from './orderTest';
import { quantileStep } from './quantileCheck';
import { presentValue } from './reading';
import { readStep } from './readTest';
import { judgeRows, rowAsks, rowwise, type Rowwise } from './rowwise';
import { mostCommonStep, setStep } from './setCheck';
import { keptRows, pairStep, recordStep, uniqueStep } from './severalColumns';
import { spreadStep } from './spreadTest';
import { notMet, step, type ExpectedColumn, type ExpectedTable, type Step, type Verdict } from './step';
import { shapeVerdict } from './tableShape';
import { tallyStep } from './tally';
import { hasTypeNamed } from './typeNames';
import { identifier } from '../quote';
import { violationOf } from './valueTest';

/** Of every check but `query`, which runs where nothing but the data is seen. */
export type PlannedCheck = Exclude<Check, { kind: 'query' }>;

export function planned(
  expectation: Expectation & { readonly check: PlannedCheck },
  table: ExpectedTable,
): Step | Verdict {
  const { check, rows: condition } = expectation;
  switch (check.kind) {
    case 'settled':
    case 'column':
    case 'columns':
    case 'columnType':
      return shapeVerdict(table, check);
    default:
  }
  const absent = columnsOf(check).filter((name) => !table.columns.some((column) => column.name === name));
  if (absent.length > 0) return notMet(`there is no column ${absent.join(', ')}`);
  const rows = condition && conditionSql(condition, table.columns);
  if (rows && 'refused' in rows) return notMet(`its rows cannot be chosen: ${rows.refused}`);
  return onRows(expectation, check, table, rows?.sql);
}

type RowsCheck = Exclude<PlannedCheck, { kind: 'settled' | 'column' | 'columns' | 'columnType' }>;

function onRows(
  { rules, mostly = 1 }: Expectation,
  check: RowsCheck,
  table: ExpectedTable,
  rows: string | undefined,
): Step | Verdict {
  const named = columnsOf(check).flatMap(
    (name) => table.columns.find((column) => column.name === name) ?? [],
  );
  const [first] = named;
  const elements = rules === 'manifest' ? 'looked' : 'rows';
  const asked: Rowwise = { rows, mostly, elements };
  const several = (ignored: Parameters<typeof keptRows>[1]): Rowwise => {
    const kept = keptRows(named, ignored);
    return { ...asked, ...(kept === undefined ? {} : { looked: kept }), noun: 'row' };
  };
  switch (check.kind) {
    case 'figure':
      return figureStep(table, first, check, rows);
    case 'bound':
      return boundStep(check, first);
    case 'pair': {
      const [, second] = named;
      // A pair may be of a column and itself.
      return first
        ? pairStep([first, second ?? first], check.test, several(check.ignored))
        : notMet('it names no columns');
    }
    case 'tally':
      return tallyStep(table, named, check, rows);
    case 'record':
      return recordStep(named, check.test, several(check.ignored));
    case 'unique':
      return uniqueStep(table, named, check, { asked: several(check.ignored), isRaw: rules === 'manifest' });
    default:
  }
  if (!first) return notMet('it names no column');
  switch (check.kind) {
    case 'present': {
      const missing = `${presentValue(first)} IS NULL`;
      return rowwise({
        ...asked,
        violation: check.isAbsent ? `NOT (${missing})` : missing,
        noun: 'row',
        fault: check.isAbsent ? 'with a value' : 'without a value',
        ...(check.isAbsent ? { examplesOf: first.name } : {}),
      });
    }
    case 'quantiles':
      return quantileStep(first, check, rows);
    case 'set':
      return setStep(table, first, check, rows);
    case 'mostCommon':
      return mostCommonStep(table, first, check, rows);
    case 'divergence':
      return divergenceStep(table, first, check, rows);
    case 'values':
      return ofValues(table, first, check.test, rules, {
        ...asked,
        looked: `${rules === 'manifest' ? identifier(first.name) : presentValue(first)} IS NOT NULL`,
        examplesOf: first.name,
      });
  }
}

function ofValues(
  table: ExpectedTable,
  column: ExpectedColumn,
  test: ValueTest,
  rules: Expectation['rules'],
  asked: Rowwise,
): Step | Verdict {
  switch (test.kind) {
    case 'order':
      return orderStep(table, column, test, asked);
    case 'zScore':
    case 'outlier':
      return spreadStep(column, test, asked);
    case 'reads':
    case 'format':
    case 'schema':
      return readStep(table, column, test, asked);
    default: {
      if (test.kind === 'typeName') return typeStep(column, test.names, asked);
      const violation = violationOf(column, test, rules);
      if ('refused' in violation) return notMet(violation.refused);
      return rowwise({
        ...asked,
        violation: violation.sql,
        ...(test.kind === 'type' ? { fine: column.type } : {}),
      });
    }
  }
}

/** A column's type is right or wrong though it has no values. */
const typeStep = (column: ExpectedColumn, names: readonly string[], asked: Rowwise): Step =>
  step(rowAsks(asked), ([all, looked]) => {
    const passed = hasTypeNamed(column, names);
    const verdict = judgeRows({ ...asked, fine: column.type }, [all, looked, passed ? 0 : looked]);
    return {
      ...verdict,
      passed,
      observed: passed ? column.type : `it is ${column.type}`,
      value: column.type,
    };
  });

function columnsOf(check: RowsCheck): readonly string[] {
  switch (check.kind) {
    case 'pair':
    case 'record':
    case 'tally':
    case 'unique':
      return check.columns;
    case 'figure':
    case 'bound':
      return check.column === undefined ? [] : [check.column];
    default:
      return [check.column];
  }
}
