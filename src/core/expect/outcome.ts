// What is told of an expectation when it is answered, with some of its offending rows.
import type { Json } from '../json';
import type { ExpectationResult } from '../quality/finding';
import { conditionText } from './condition';
import type { Expectation } from './expectation';
import type { Verdict } from './step';

type Rows = ExpectationResult['rows'];

/** `rows`: the first offending ones; [] where there are none, or nothing offends by itself. */
export function outcomeOf(expectation: Expectation, verdict: Verdict, rows: Rows): ExpectationResult {
  const { label, severity, rows: condition, at } = expectation;
  const { passed, observed, examplesOf, value, unexpectedCount, elementCount, where } = verdict;
  const examples =
    examplesOf === undefined ? [] : [...new Set(rows.map((row) => shown(row[examplesOf])))].slice(0, 3);
  return {
    expectation: condition === undefined ? label : `${label} where ${conditionText(condition.node)}`,
    passed,
    observed: examples.length === 0 ? observed : `${observed}, e.g. ${examples.join(', ')}`,
    ...(value === undefined ? {} : { value }),
    unexpectedCount,
    elementCount,
    rows,
    ...(severity === 'error' ? {} : { severity }),
    ...(where === undefined || passed ? {} : { where }),
    ...(at === undefined ? {} : { at }),
  };
}

const shown = (value: Json | undefined) =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null).replaceAll(',', ', ');
