// What the check of a dataset found, in the tree: the verdict, and a row for each open finding and failed expectation.
import type { ExpectationResult, Finding, FindingSeverity } from '../quality/finding';
import { dataState, ofToday, type DatasetStanding } from './datasetStanding';
import { count, counted } from '../figures';
import { joined, tooltip } from './format';
import { minute } from '../times';
import type { CatalogNode } from './node';
import { sentence } from './words';

export function checkNode(standing: DatasetStanding): CatalogNode {
  const { name, facts, open, resolved, failedExpectations, due } = standing;
  const { check } = facts;
  const met = (check?.expectations.length ?? 0) - failedExpectations.length;
  const worst = [...open].sort(bySeverity);
  const children = [
    ...failedExpectations.map((result): CatalogNode => ({
      id: `expectation:${name}:${result.expectation}`,
      kind: 'expectation',
      label: result.expectation,
      description: result.observed,
      tooltip: tooltip(result.expectation, [
        ['Observed', result.observed],
        ['Violations', `${count(result.unexpectedCount)} of ${count(result.elementCount)}`],
      ]),
      state: 'error',
      about: { name, stage: 'check' },
      fix: 'Mend the data or its preparation, or expect something else.',
      children: [],
    })),
    ...worst.map((finding) => findingRow(name, finding)),
  ];
  return {
    id: `check:${name}`,
    kind: 'check',
    label: check ? (check.passed ? 'Check passed' : 'Check failed') : 'Not checked yet',
    description: check
      ? joined(
          ...(['error', 'warning', 'info'] as const).map((severity) => {
            const number = open.filter((finding) => finding.severity === severity).length;
            return number === 0
              ? undefined
              : severity === 'info'
                ? counted(number, 'note')
                : counted(number, severity);
          }),
          resolved.length > 0 ? `${count(resolved.length)} resolved` : undefined,
          failedExpectations.length > 0
            ? `${count(failedExpectations.length)} of ${counted(check.expectations.length, 'expectation')} not met`
            : met > 0
              ? `${counted(met, 'expectation')} met`
              : undefined,
          ofToday(standing),
        )
      : due?.stage === 'check'
        ? sentence(due.why)
        : '',
    ...(check
      ? {
          tooltip: tooltip(
            check.passed ? 'Check passed' : 'Check failed',
            [['Checked as of', 'asOf' in check ? minute(String(check.asOf), standing.zone) : undefined]],
            worstText(worst, failedExpectations),
          ),
        }
      : {}),
    state: dataState(standing, 'check'),
    about: { name, stage: 'check' },
    children,
  };
}

const worstShown = 5;

/** A line each: what is not met, then the findings that weigh most. */
function worstText(open: readonly Finding[], failed: readonly ExpectationResult[]): string | undefined {
  const lines = [
    ...failed.map(({ expectation, observed }) => `${expectation}: ${observed}`),
    ...open.filter(({ severity }) => severity !== 'info').map(({ message }) => message),
  ];
  const hidden = lines.length - worstShown;
  return [...lines.slice(0, worstShown), ...(hidden > 0 ? [`${hidden} more.`] : [])].join('\n') || undefined;
}

function findingRow(name: string, { id, severity, columns, message, fix, seenIn }: Finding): CatalogNode {
  return {
    id: `finding:${name}:${seenIn}:${id}`,
    kind: 'finding',
    label: message,
    description: columns.join(', '),
    tooltip: tooltip(message, [['Columns', columns.join(', ')]], fix?.text),
    state: severity === 'error' ? 'error' : severity === 'warning' ? 'warning' : 'unknown',
    about: { name, stage: 'check' },
    ...(fix ? { fix: fix.text } : {}),
    children: [],
  };
}

const ranks: Readonly<Record<FindingSeverity, number>> = { error: 0, warning: 1, info: 2 };
const bySeverity = (a: Finding, b: Finding) => ranks[a.severity] - ranks[b.severity];
