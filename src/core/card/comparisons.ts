// The last section of a card: how the version did against others, as the looks are recorded. It grows, so it stands apart from what was known at registration.
import { count } from '../figures';
import type { RecordedComparison } from '../registry/comparison';
import { days } from '../times';
import { table } from './markdown';

const heading = '\n## How it compares\n';

/** The card with all looks at the version, in the order they were taken; those that it had told are told anew. Final newline included. */
export function withComparisons(card: string, comparisons: readonly RecordedComparison[]): string {
  const [registered = card] = card.split(heading);
  if (comparisons.length === 0) return card;
  const head = [
    'Against version',
    'Rows',
    'Metric',
    'It',
    'The other',
    'Better by',
    'Within periods',
    'Look, level',
    'Result',
  ];
  return `${registered.trimEnd()}\n${heading}\n${table(head, comparisons.map(rowOf))}\n\nDifferences are paired, with the interval at the level of their look: each look at the same champion has a stricter one.\n`;
}

const rowOf = (of: RecordedComparison): readonly string[] => [
  String(of.champion),
  `${count(of.rows)} ${of.test ? 'of the test split' : 'labelled predictions'}${of.from === undefined || of.to === undefined ? '' : ` of ${days(of.from, of.to)}`}`,
  of.metric,
  figure(of.challengerValue),
  figure(of.championValue),
  range(of),
  of.withinPeriods ? range(of.withinPeriods) : 'not judged',
  `${of.look}, ${figure(1 - of.alpha)}`,
  resultOf(of),
];

function resultOf({ isJudged, isBetter, high }: RecordedComparison): string {
  if (isJudged === false) return 'not judged';
  if (isBetter) return 'better';
  return high < 0 ? 'worse' : 'not shown to be better';
}

const figure = (value: number) => (Number.isNaN(value) ? 'no value' : value.toFixed(3));
const range = ({ difference, low, high }: Pick<RecordedComparison, 'difference' | 'low' | 'high'>) =>
  `${figure(difference)} (${figure(low)} to ${figure(high)})`;
