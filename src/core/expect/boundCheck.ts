// The bounds that lifecycle.yaml sets to counts and shares, as people write them: `>= 10000`, `<= 1%`.
import { meets, parseBound } from '../bound';
import { counted, percent } from '../figures';
import { identifier } from '../quote';
import type { Check } from './expectation';
import { isFloat } from './reading';
import { numberOf, scan, sorted, step, type ExpectedColumn, type Step, type Verdict } from './step';

export function boundStep({ of, bound }: Extract<Check, { kind: 'bound' }>, column?: ExpectedColumn): Step {
  const rows = scan('count(*)');
  if (!column || of === 'rows')
    return step([rows], ([n]) => {
      const passed = meets(numberOf(n), parseBound(bound));
      return verdict(passed, counted(numberOf(n), 'row'), passed ? 0 : 1, numberOf(n));
    });
  const name = identifier(column.name);
  if (of === 'distinct')
    return step([rows, sorted(`count(DISTINCT ${name})`)], ([n, distinct]) => {
      const passed = meets(numberOf(distinct), parseBound(bound));
      return verdict(passed, counted(numberOf(distinct), 'different value'), passed ? 0 : 1, numberOf(n));
    });
  const absent = isFloat(column) ? `(${name} IS NULL OR isnan(${name}))` : `${name} IS NULL`;
  return step([rows, scan(`count(CASE WHEN ${absent} THEN 1 END)`)], ([n, missing]) => {
    const [all, count] = [numberOf(n), numberOf(missing)];
    const share = all === 0 ? 0 : count / all;
    const passed = meets(bound.includes('%') || /\d\.\d/.test(bound) ? share : count, parseBound(bound));
    return {
      ...verdict(passed, `${counted(count, 'row')} (${percent(share)})`, passed ? 0 : count, all),
      ...(passed ? {} : { where: absent }),
    };
  });
}

const verdict = (
  passed: boolean,
  observed: string,
  unexpectedCount: number,
  elementCount: number,
): Verdict => ({
  kind: 'verdict',
  passed,
  observed,
  unexpectedCount,
  elementCount,
});
