// The full part of a profile as text: associations, what is missing together, shapes of texts, gaps in time, equal rows.
import { count, counted, fixed, percent } from '../core/figures';
import type { Association, FullProfile } from '../core/profile/full';
import type { ColumnProfile, Profile } from '../core/profile/profile';
import { shortened, textTable } from './textTable';

const widest = { line: 100, name: 24, value: 20 };
const most = { pairs: 20, patterns: 8, shapes: 3, gaps: 3 };
/** Weaker ones say nothing to a reader; the document has them. */
const leastStrength = 0.1;

export const fullProfileText = ({ rows, columns, full }: Profile): string =>
  full === undefined
    ? ''
    : [
        duplicatesText(full, rows),
        ...(full.target
          ? [`What goes with ${full.target.column}\n${pairsTable(full.target.pairs.slice(0, most.pairs))}`]
          : []),
        associationsText(full),
        missingText(full, rows),
        patternsText(columns),
        gapsText(columns),
      ]
        .filter(Boolean)
        .join('\n\n');

function duplicatesText({ duplicates }: FullProfile, rows: number): string {
  if (!duplicates) return '';
  const { rows: equal, groups } = duplicates;
  if (equal === 0) return 'No two rows are equal.';
  return `${counted(equal, 'row')} (${percent(equal / rows)}) ${equal === 1 ? 'equals' : 'equal'} an earlier one; ${counted(groups, 'row')} ${groups === 1 ? 'occurs' : 'occur'} more than once.`;
}

function associationsText({ pairs, pairsLeftOut, sampleRows }: FullProfile): string {
  const strong = pairs.filter(({ strength }) => strength >= leastStrength);
  const shown = strong.slice(0, most.pairs);
  if (shown.length === 0)
    return pairs.length === 0 ? '' : 'No two columns go together noticeably (strength 0.1 and more).';
  const others = strong.length - shown.length;
  const notes = [
    ...(others > 0 ? [`${counted(others, 'more pair')} of strength 0.1 and more: see --json.`] : []),
    ...(pairsLeftOut > 0 ? [`${counted(pairsLeftOut, 'weaker pair')} left out.`] : []),
    ...(sampleRows === undefined ? [] : [`Spearman's by ${counted(sampleRows, 'row')} drawn evenly.`]),
  ];
  return [`What goes together`, pairsTable(shown), ...(notes.length > 0 ? [notes.join(' ')] : [])].join('\n');
}

const pairsTable = (pairs: readonly Association[]) =>
  textTable(
    ['column', 'with', 'strength', 'Pearson', 'Spearman', 'ratio', "Cramer's V", 'rows'],
    pairs.map(({ columns: [a, b], strength, pearson, spearman, correlationRatio, cramersV, rows }) => [
      shortened(a, widest.name),
      shortened(b, widest.name),
      fixed(strength, 2),
      ...[pearson, spearman, correlationRatio, cramersV].map((value) =>
        value === undefined ? '' : fixed(value, 3),
      ),
      count(rows),
    ]),
  );

function missingText({ missing: { patterns, otherRows, pairs } }: FullProfile, rows: number): string {
  const lacking = patterns.filter(({ columns }) => columns.length > 0);
  if (lacking.length === 0) return 'Nothing is missing in any row.';
  const listed = patterns.slice(0, most.patterns);
  const others = otherRows + patterns.slice(most.patterns).reduce((sum, pattern) => sum + pattern.rows, 0);
  const table = textTable(
    ['rows', 'share', 'missing in them'],
    [
      ...listed.map(({ columns, rows: own }) => [
        count(own),
        percent(own / rows),
        columns.length === 0 ? 'nothing' : columns.join(', '),
      ]),
      ...(others > 0 ? [[count(others), percent(others / rows), 'other columns together']] : []),
    ],
    widest.line,
  );
  const together = pairs
    .slice(0, most.patterns)
    .map(
      ({ columns: [a, b], phi }) =>
        `${shortened(a, widest.name)} and ${shortened(b, widest.name)} ${fixed(phi, 2)}`,
    );
  return [
    'What is missing together',
    table,
    ...(together.length > 0 ? [`Missing together (phi): ${together.join('; ')}.`] : []),
  ].join('\n');
}

function patternsText(columns: readonly ColumnProfile[]): string {
  const rows = columns.flatMap(({ name, patterns }) => {
    if (!patterns || patterns.top.length === 0) return [];
    const total = patterns.other + patterns.top.reduce((sum, { count: own }) => sum + own, 0);
    const told = patterns.top
      .slice(0, most.shapes)
      .map(({ pattern, count: own }) => `${shortened(pattern, widest.value)} ${percent(own / total)}`);
    return [[shortened(name, widest.name), told.join(', ')]];
  });
  if (rows.length === 0) return '';
  return [
    'Shapes of texts (A capitals, a other letters, 9 a digit)',
    textTable(['column', 'most frequent'], rows, widest.line),
  ].join('\n');
}

function gapsText(columns: readonly ColumnProfile[]): string {
  const rows = columns.flatMap(({ name, gaps }) =>
    gaps
      ? [
          [
            shortened(name, widest.name),
            spanOf(gaps.median),
            `${spanOf(gaps.step)} (${percent(gaps.regular)})`,
            gaps.largest
              .slice(0, most.gaps)
              .map(({ from, milliseconds }) => `${spanOf(milliseconds)} from ${timeText(from)}`)
              .join(', '),
          ],
        ]
      : [],
  );
  if (rows.length === 0) return '';
  return [
    'Distances between times',
    textTable(['column', 'median', 'most often', 'longest'], rows, widest.line),
  ].join('\n');
}

const timeText = (iso: string) => iso.replace(/T00:00:00\.000Z$/, '').replace(/\.000Z$/, 'Z');

/** `1.5 h`, in the largest unit that it has one of. */
function spanOf(milliseconds: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1_000],
  ] as const;
  const [name, size] = units.find(([, one]) => milliseconds >= one) ?? ['ms', 1];
  return `${String(Number((milliseconds / size).toPrecision(3)))} ${name}`;
}
