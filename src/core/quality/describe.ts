// Findings and expectations as sentences for a person; where they are shown is the surface's matter.
import { isMet, type CheckResult, type ExpectationResult, type Finding } from './finding';

/** `1 error, 2 warnings, 4 notes, 7 resolved, 4 of 5 expectations met`. */
export function describeCheck({
  findings,
  expectations,
}: Pick<CheckResult, 'findings' | 'expectations'>): string {
  const open = findings.filter(({ resolvedBy }) => resolvedBy === undefined);
  const resolved = findings.length - open.length;
  const met = expectations.filter(({ passed }) => passed).length;
  return [
    ...(open.length === 0 ? ['no open finding'] : severityCounts(open)),
    ...(resolved > 0 ? [`${resolved} resolved`] : []),
    ...(expectations.length > 0 ? [`${met} of ${expectations.length} expectations met`] : []),
  ].join(', ');
}

const nouns = { error: 'error', warning: 'warning', info: 'note' } as const;

function severityCounts(findings: readonly Finding[]): readonly string[] {
  return (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : [`${number} ${nouns[severity]}${number === 1 ? '' : 's'}`];
  });
}

/** One or two lines: what is wrong, then what to do or what was done about it. */
export function describeFinding({ severity, message, fix, resolvedBy }: Finding): string[] {
  if (resolvedBy !== undefined) return [`resolved: ${message}`, `by ${resolvedBy}`];
  return [`${nouns[severity]}: ${message}`, ...(fix ? [fix.text] : [])];
}

export const describeExpectation = ({ expectation, passed, observed, severity }: ExpectationResult) =>
  `${expectation}: ${passed ? 'met' : severity === undefined ? 'not met' : `not met (${nouns[severity]})`}, ${observed}`;

/** Why a check does not pass, a sentence each: open findings of severity error, then expectations not met. */
export const failuresOf = ({
  findings,
  expectations,
}: Pick<CheckResult, 'findings' | 'expectations'>): string[] => [
  ...findings
    .filter(({ severity, resolvedBy }) => severity === 'error' && resolvedBy === undefined)
    .map(({ message }) => message),
  ...expectations.filter((one) => !isMet(one)).map(describeExpectation),
];
