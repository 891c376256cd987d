// What is known now of the check of the data that a version learnt from. What the version recorded of it is what was known when it was registered.
import type { CheckResult } from '../quality/finding';

/** How a stored check stands to one made now: `older` was made by earlier rules of findings, `goals` for other goals of models, `otherwise` asked for something else. */
export type CheckStanding = 'current' | 'older' | 'goals' | 'otherwise';

type Outdated = Exclude<CheckStanding, 'current'>;

export type CheckNow =
  | { readonly kind: 'checked'; readonly passed: boolean; readonly open: readonly string[] }
  /** `isPrepared`: it is still what the dataset's newest preparation made. */
  | { readonly kind: 'outdated'; readonly standing: Outdated; readonly isPrepared: boolean }
  | { readonly kind: 'never'; readonly isPrepared: boolean }
  /** It cannot be looked at again here. `why`: a clause. */
  | { readonly kind: 'away'; readonly why: string };

export function checkNow({
  check,
  standing = 'current',
  isPrepared = true,
}: {
  readonly check: CheckResult | undefined;
  /** Undefined where that was not asked. */
  readonly standing?: CheckStanding | undefined;
  readonly isPrepared?: boolean;
}): CheckNow {
  if (!check) return { kind: 'never', isPrepared };
  return standing === 'current'
    ? { kind: 'checked', passed: check.passed, open: openIn(check) }
    : { kind: 'outdated', standing, isPrepared };
}

/** A clause. */
export const outdatedWhy = (standing: Outdated, dataset?: string) =>
  ({
    older: `the checks themselves are newer than ${dataset === undefined ? 'its last check' : `the last check of ${dataset}`}`,
    goals: `the goals of models that learn from ${dataset ?? 'it'} have changed, and with them whether its rows suffice to tell that they are met`,
    otherwise: `what is expected of ${dataset ?? 'it'} has changed`,
  })[standing];

/** What a version records of it. */
export function recordedCheck(now: CheckNow): { readonly passed: boolean; readonly open: readonly string[] } {
  if (now.kind === 'checked') return { passed: now.passed, open: now.open };
  return { passed: false, open: now.kind === 'outdated' ? [outdatedWhy(now.standing)] : [] };
}

/** What keeps a check from passing: findings by id, expectations as they are written. */
const openIn = ({ findings, expectations }: CheckResult): readonly string[] => [
  ...findings
    .filter((finding) => finding.severity === 'error' && finding.resolvedBy === undefined)
    .map(({ id }) => id),
  ...expectations.filter(({ passed }) => !passed).map(({ expectation }) => expectation),
];
