// What is known now of the check of the data that a version learnt from. What the version recorded of it is what was known when it was registered.
import type { CheckResult } from '../quality/finding';

export type CheckNow =
  | { readonly kind: 'checked'; readonly passed: boolean; readonly open: readonly string[] }
  /** `outdated`: what is expected has changed since. `isPrepared`: it is still what the dataset's newest preparation made. */
  | { readonly kind: 'outdated' | 'never'; readonly isPrepared: boolean }
  /** It cannot be looked at again here. `why`: a clause. */
  | { readonly kind: 'away'; readonly why: string };

export function checkNow({
  check,
  isCurrent = true,
  isPrepared = true,
}: {
  readonly check: CheckResult | undefined;
  /** Whether checking would ask the same again; undefined where that was not asked. */
  readonly isCurrent?: boolean | undefined;
  readonly isPrepared?: boolean;
}): CheckNow {
  if (!check) return { kind: 'never', isPrepared };
  return isCurrent
    ? { kind: 'checked', passed: check.passed, open: openIn(check) }
    : { kind: 'outdated', isPrepared };
}

/** What a version records of it. */
export function recordedCheck(now: CheckNow): { readonly passed: boolean; readonly open: readonly string[] } {
  if (now.kind === 'checked') return { passed: now.passed, open: now.open };
  return { passed: false, open: now.kind === 'outdated' ? ['what is expected of it has changed since'] : [] };
}

/** What keeps a check from passing: findings by id, expectations as they are written. */
const openIn = ({ findings, expectations }: CheckResult): readonly string[] => [
  ...findings
    .filter((finding) => finding.severity === 'error' && finding.resolvedBy === undefined)
    .map(({ id }) => id),
  ...expectations.filter(({ passed }) => !passed).map(({ expectation }) => expectation),
];
