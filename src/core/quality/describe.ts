// Findings and expectations as sentences for a person; where they are shown is the surface's matter.
import type { CheckResult, ExpectationResult, Finding } from './finding';

/** `3 problems, 2 of them resolved; 4 of 5 expectations met`. */
export function describeCheck({
  findings,
  expectations,
}: Pick<CheckResult, 'findings' | 'expectations'>): string {
  const open = findings.filter(({ resolvedBy }) => resolvedBy === undefined);
  const serious = open.filter(({ severity }) => severity !== 'info');
  const resolved = findings.length - open.length;
  const met = expectations.filter(({ passed }) => passed).length;
  return [
    serious.length === 0
      ? 'no open problem'
      : `${serious.length} open ${serious.length === 1 ? 'problem' : 'problems'}`,
    ...(open.length > serious.length ? [`${open.length - serious.length} to know`] : []),
    ...(resolved > 0 ? [`${resolved} resolved`] : []),
    ...(expectations.length > 0 ? [`${met} of ${expectations.length} expectations met`] : []),
  ].join(', ');
}

/** One or two lines: what is wrong, then what to do or what was done about it. */
export function describeFinding({ severity, message, fix, resolvedBy }: Finding): string[] {
  if (resolvedBy !== undefined) return [`resolved: ${message}`, `by ${resolvedBy}`];
  return [`${severity}: ${message}`, ...(fix ? [fix.text] : [])];
}

export const describeExpectation = ({ expectation, passed, observed }: ExpectationResult) =>
  `${expectation}: ${passed ? 'met' : 'not met'}, ${observed}`;
