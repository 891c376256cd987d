// `lifecycle profile FILE`: the statistics of a data file.
import { Command } from 'commander';
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import { shortened, textTable } from '../textTable';
import type { Verb } from '../verb';

export const profile: Verb = (bind) =>
  new Command('profile')
    .description('Shows the statistics of a data file: CSV, JSON, JSON Lines or Parquet.')
    .argument('<file>')
    .action(
      bind(async (session, file: string) => {
        const { profileFile } = await import('../../node/profile/profileFile');
        session.progress.show('profile', { message: `Reading ${file}` });
        const found = await profileFile(file, session.signal);
        return { text: profileText(found), document: found };
      }),
    );

/** In characters: of what is longer, the beginning. */
const widest = { line: 100, name: 20, value: 20 };

function profileText({ rows, columns }: Profile): string {
  const measured = columns.filter(({ kind }) => measuredKinds.has(kind));
  return [
    `${rows.toLocaleString('en')} rows, ${columns.length.toLocaleString('en')} columns`,
    textTable(
      ['column', 'type', 'kind', 'missing', 'distinct', 'most frequent'],
      columns.map((column) => [
        shortened(column.name, widest.name),
        column.kind,
        column.semantic,
        rows === 0 ? '' : shareText(column, rows),
        `${column.isDistinctExact ? '' : '~'}${column.distinct.toLocaleString('en')}`,
        topText(column),
      ]),
      widest.line,
    ),
    ...(measured.length > 0
      ? [
          textTable(
            ['column', 'min', '25%', 'median', '75%', 'max', 'mean', 'sd'],
            measured.map(measuredCells),
          ),
        ]
      : []),
  ].join('\n\n');
}

const measuredKinds: ReadonlySet<ColumnProfile['kind']> = new Set(['integer', 'number', 'date', 'timestamp']);

const measuredCells = ({ name, min, max, mean, sd, quantiles }: ColumnProfile): readonly string[] => [
  shortened(name, widest.name),
  ...[min, quantiles?.['0.25'], quantiles?.['0.5'], quantiles?.['0.75'], max].map((value) =>
    valueText(value),
  ),
  valueText(mean, 4),
  valueText(sd, 4),
];

const topText = ({ top }: ColumnProfile) =>
  top
    .slice(0, 3)
    .filter(({ count }) => count > 1)
    .map(({ value, count }) => `${shortened(value, widest.value)} ${count.toLocaleString('en')}`)
    .join(', ');

/** `2.1% +3.5% hidden`. */
function shareText({ missing, hiddenMissing }: ColumnProfile, rows: number): string {
  const hidden = Object.values(hiddenMissing).reduce((sum, count) => sum + count, 0);
  const percent = (count: number) => (count === 0 ? '' : `${((100 * count) / rows).toFixed(1)}%`);
  return [percent(missing), ...(hidden > 0 ? [`+${percent(hidden)} hidden`] : [])].filter(Boolean).join(' ');
}

/** Whole numbers are shown whole. */
function valueText(value: number | string | undefined, digits = 6): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return shortened(value, widest.value);
  return String(Number.isSafeInteger(value) ? value : Number(value.toPrecision(digits)));
}
