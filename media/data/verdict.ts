// How the data stands as a whole: the worst of what is open, in one line.
import type { CheckResult, Finding } from '../../src/protocol/data';
import { counted } from '../../src/protocol/figures';
import type { Severity } from '../parts/severity';

export interface Judged {
  readonly check: CheckResult;
  /** Whether it is the dataset's own check, with what is expected of it, and no first look. */
  readonly isFull: boolean;
  /** Whether the data is an entry of the manifest, of which something may be expected. */
  readonly isEntry: boolean;
  /** What has changed since the check; undefined where nothing has. */
  readonly due?: string | undefined;
  /** Of the table; undefined until it is counted. */
  readonly rows: number | undefined;
}

export interface Verdict {
  readonly severity: Severity;
  readonly text: string;
}

export function verdictOf({ check, isFull, isEntry, due, rows }: Judged): Verdict {
  const open = check.findings.filter(({ resolvedBy }) => resolvedBy === undefined);
  const of = (wanted: Finding['severity']) => open.filter(({ severity }) => severity === wanted).length;
  const worst = (['error', 'warning'] as const).find((severity) => of(severity) > 0);
  const unmet = check.expectations.filter(({ passed }) => !passed).length;
  const parts = [
    ...(of('error') > 0 ? [counted(of('error'), 'error')] : []),
    ...(unmet > 0 ? [`${counted(unmet, 'expectation')} not met`] : []),
    ...(of('warning') > 0 ? [counted(of('warning'), 'warning')] : []),
    ...(of('info') > 0 ? [counted(of('info'), 'note')] : []),
  ].join(', ');
  // its finding says it, where there is one
  if (rows === 0 && parts === '')
    return { severity: check.passed ? 'warning' : 'error', text: 'The table has no rows' };
  if (!isFull)
    return {
      severity: worst ?? 'info',
      text: `${isEntry ? 'Not checked against expectations yet' : 'First look'}: ${parts || 'nothing found'}`,
    };
  if (due !== undefined) {
    const then = check.passed ? 'passed' : 'failed';
    return {
      severity: 'warning',
      text: `Out of date, ${due}. Checked before: ${then}${parts ? ` with ${parts}` : ''}`,
    };
  }
  if (!check.passed) return { severity: 'error', text: `Check failed: ${parts}` };
  return { severity: 'good', text: `Check passed${parts ? ` with ${parts}` : ''}` };
}
