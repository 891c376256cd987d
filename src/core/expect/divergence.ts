// How far a column's distribution is from an expected one: the Kullback-Leibler divergence, with bins and holdouts as Great Expectations has them.
import { isNumeric } from '../profile/kind';
import { literal } from '../quote';
import type { Check } from './expectation';
import { asDouble, comparable, presentValue } from './reading';
import {
  allOf,
  notMet,
  numberOf,
  over,
  query,
  scan,
  step,
  type ExpectedColumn,
  type ExpectedTable,
  type Step,
  type Verdict,
} from './step';

type DivergenceCheck = Extract<Check, { kind: 'divergence' }>;

export function divergenceStep(
  table: ExpectedTable,
  column: ExpectedColumn,
  check: DivergenceCheck,
  rows: string | undefined,
): Step | Verdict {
  if (check.partition.kind === 'values') return ofValues(table, column, check, check.partition, rows);
  if (!isNumeric(column.kind)) return notMet(`${column.name} holds no numbers`);
  return ofBins(column, check, check.partition, rows);
}

function ofValues(
  { sql }: ExpectedTable,
  column: ExpectedColumn,
  check: DivergenceCheck,
  { values, weights }: Extract<DivergenceCheck['partition'], { kind: 'values' }>,
  rows: string | undefined,
): Step {
  const value = presentValue(column);
  const cases = values.map((one, at) => {
    const listed = one === null ? undefined : comparable(column, one);
    return listed === undefined ? '' : ` WHEN v = ${listed} THEN ${at}`;
  });
  const which = cases.join('') === '' ? '-1' : `CASE${cases.join('')} ELSE -1 END`;
  const counts = `SELECT ${which} AS at, n FROM (SELECT ${value} AS v, count(*) AS n FROM ${sql} WHERE ${allOf(rows, `${value} IS NOT NULL`) ?? 'true'} GROUP BY 1)`;
  return step([scan(over('count(*)', rows)), query(counts)], ([all, answer]) => {
    const found = answer as readonly { at: number; n: number }[];
    const present = found.reduce((sum, { n }) => sum + n, 0);
    const others = found.filter(({ at }) => at < 0);
    const scale = others.length > 0 ? 1 - check.tailHoldout : 1;
    const observed = [
      ...values.map((_one, at) => found.reduce((sum, one) => (one.at === at ? sum + one.n : sum), 0)),
      ...others.map(({ n }) => n),
    ].map((n) => n / present);
    const expected = [
      ...weights.map((weight) => weight * scale),
      ...others.map(() => check.tailHoldout / others.length),
    ];
    return judged(check, relativeEntropy(observed, expected), numberOf(all));
  });
}

/** The last bin includes its upper end, as numpy's histogram does. What lies outside all bins is the tails. */
function ofBins(
  column: ExpectedColumn,
  check: DivergenceCheck,
  { edges, weights, tails }: Extract<DivergenceCheck['partition'], { kind: 'bins' }>,
  rows: string | undefined,
): Step {
  const value = asDouble(column);
  const last = edges.length - 1;
  const bins = weights.map(
    (_weight, at) =>
      `${value} >= ${literal(edges[at] ?? NaN)} AND ${value} ${at + 1 === last ? '<=' : '<'} ${literal(edges[at + 1] ?? NaN)}`,
  );
  const outside = [`${value} < ${literal(edges[0] ?? NaN)}`, `${value} > ${literal(edges[last] ?? NaN)}`];
  const asks = [`${value} IS NOT NULL`, ...outside, ...bins].map((one) => scan(over('count(*)', rows, one)));
  return step([scan(over('count(*)', rows)), ...asks], (answers) => {
    const [all = 0, present = 0, below = 0, above = 0, ...counts] = answers.map(numberOf);
    const inner = withHoldout(weights, check);
    const [isOpenBelow, isOpenAbove] = [edges[0] === -Infinity, edges[last] === Infinity];
    const holdout = isOpenBelow || isOpenAbove ? check.tailHoldout : check.tailHoldout / 2;
    const [lowTail, highTail] = tails ?? [holdout, holdout];
    const expected = [...(isOpenBelow ? [] : [lowTail]), ...inner, ...(isOpenAbove ? [] : [highTail])];
    const observed = [...(isOpenBelow ? [] : [below]), ...counts, ...(isOpenAbove ? [] : [above])];
    return judged(
      check,
      relativeEntropy(
        observed.map((n) => n / present),
        expected,
      ),
      all,
    );
  });
}

/** Bins that nothing was expected in share the inner holdout. */
function withHoldout(
  weights: readonly number[],
  { tailHoldout, innerHoldout }: DivergenceCheck,
): readonly number[] {
  const scaled = weights.map((weight) => weight * (1 - tailHoldout - innerHoldout));
  const empty = scaled.filter((weight) => weight === 0).length;
  return scaled.map((weight) => (weight === 0 && empty > 0 ? innerHoldout / empty : weight));
}

/** In nats, both made to add up to 1, as scipy.stats.entropy does; infinite where something came that nothing was expected of. */
function relativeEntropy(observed: readonly number[], expected: readonly number[]): number {
  const total = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight, 0);
  const [p, q] = [total(observed), total(expected)];
  return observed.reduce((sum, one, at) => {
    const [share, other] = [one / p, (expected[at] ?? 0) / q];
    return sum + (share === 0 ? 0 : other === 0 ? Infinity : share * Math.log(share / other));
  }, 0);
}

function judged({ most }: DivergenceCheck, divergence: number, elementCount: number): Verdict {
  const passed = most === undefined || divergence <= most;
  return {
    kind: 'verdict',
    passed,
    observed: Number.isNaN(divergence)
      ? 'there are no values to tell it by'
      : Number.isFinite(divergence)
        ? `divergence ${Number(divergence.toPrecision(4))}`
        : 'values came where none were expected',
    value: Number.isFinite(divergence) ? divergence : null,
    unexpectedCount: passed ? 0 : 1,
    elementCount,
  };
}
