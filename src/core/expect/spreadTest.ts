// Values too far from the rest, by figures of the same rows that are asked for first.
import { isNumeric } from '../profile/kind';
import { literal } from '../quote';
import type { ValueTest } from './expectation';
import { asDouble } from './reading';
import { rowwise, type Rowwise } from './rowwise';
import {
  notMet,
  numberOf,
  over,
  scan,
  sorted,
  step,
  type ExpectedColumn,
  type Step,
  type Verdict,
} from './step';

type SpreadTest = Extract<ValueTest, { kind: 'zScore' | 'outlier' }>;

export function spreadStep(column: ExpectedColumn, test: SpreadTest, asked: Rowwise): Step | Verdict {
  if (!isNumeric(column.kind)) return notMet(`${column.name} holds no numbers`);
  const value = asDouble(column);
  if (test.kind === 'outlier' && test.method === 'iqr')
    return step(
      [0.25, 0.75].map((at) => sorted(over(`quantile_cont(${value}, ${at})`, asked.rows))),
      (answers) => {
        const [low = NaN, high = NaN] = answers.map(numberOf);
        const reach = test.multiplier * (high - low);
        // Nothing to measure by: no value is called an outlier.
        if (!Number.isFinite(reach)) return rowwise({ ...asked, violation: 'false' });
        return rowwise({
          ...asked,
          violation: `NOT (${value} >= ${literal(low - reach)} AND ${value} <= ${literal(high + reach)})`,
        });
      },
    );
  return withMoments(column, asked, (mean, sd) => {
    if (!Number.isFinite(mean) || !Number.isFinite(sd)) return 'false';
    if (test.kind === 'outlier') {
      const reach = test.multiplier * sd;
      return reach <= 0
        ? `${value} <> ${literal(mean)}`
        : `NOT (abs(${value} - ${literal(mean)}) < ${literal(reach)})`;
    }
    if (sd === 0) return 'false';
    const score = `(${value} - ${literal(mean)}) / ${literal(sd)}`;
    return test.isBothSided
      ? `NOT (abs(${score}) < ${literal(Math.abs(test.threshold))})`
      : `NOT (${score} < ${literal(test.threshold)})`;
  });
}

/** An infinity among the values leaves no mean to measure by. */
function withMoments(
  column: ExpectedColumn,
  asked: Rowwise,
  violation: (mean: number, sd: number) => string,
): Step {
  const value = asDouble(column);
  const finite = `isfinite(${value})`;
  return step(
    [
      scan(over(`avg(${value})`, asked.rows, finite)),
      scan(over(`stddev_samp(${value})`, asked.rows, finite)),
      scan(over('count(*)', asked.rows, `isinf(${value})`)),
    ],
    (answers) => {
      const [mean = NaN, sd = NaN, infinite = 0] = answers.map(numberOf);
      return rowwise({ ...asked, violation: infinite > 0 ? 'false' : violation(mean, sd) });
    },
  );
}
