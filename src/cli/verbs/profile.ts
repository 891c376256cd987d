// `lifecycle profile FILE`: the statistics of a data file.
import { Command } from 'commander';
import { formatProblem, wrongInput } from '../../core/errors';
import { count, counted, percent } from '../../core/figures';
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import { fullProfileText } from '../fullProfileText';
import { symbols } from '../present';
import { shortened, textTable } from '../textTable';
import type { Verb } from '../verb';

export const profile: Verb = (bind) =>
  new Command('profile')
    .description(
      'Shows the statistics of a data file: CSV, JSON, JSON Lines, Parquet, Arrow, Excel or SQLite.',
    )
    .argument('<file>', 'with a sheet, table or encoding where it needs one: book.xlsx#Sales')
    .option(
      '--full',
      'also what goes together, is missing together, shapes of texts, gaps in time, equal rows',
    )
    .option('--target <column>', 'with --full: the column to be predicted, and what goes with it')
    .action(
      bind(async (session, file: string, { full, target }: ProfileFlags) => {
        if (target !== undefined && !full)
          throw wrongInput('--target is for --full.', { hint: 'Add --full.' });
        const { profileFiles } = await import('../../node/profile/profileFile');
        session.progress.show('profile', { message: `Reading ${file}` });
        const found = await profileFiles(
          [{ path: file }],
          { ...(full ? { full: { target } } : {}) },
          session.signal,
        );
        return {
          text: [profileText(found), fullProfileText(found)].filter(Boolean).join('\n\n'),
          document: found,
        };
      }),
    );

interface ProfileFlags {
  readonly full?: true;
  readonly target?: string;
}

/** In characters: of what is longer, the beginning. */
const widest = { line: 100, name: 20, value: 20 };

function profileText({ rows, columns, warnings = [] }: Profile): string {
  const measured = columns.filter(({ kind }) => measuredKinds.has(kind));
  const hasInfinities = measured.some(({ infinities = 0 }) => infinities > 0);
  return [
    [
      `${counted(rows, 'row')}, ${counted(columns.length, 'column')}`,
      ...warnings.map((warning) => `${symbols.attention} ${formatProblem(warning)}`),
    ].join('\n'),
    textTable(
      ['column', 'type', 'kind', 'missing', 'distinct', 'most frequent'],
      columns.map((column) => [
        shortened(column.name, widest.name),
        column.kind,
        column.semantic,
        rows === 0 ? '' : shareText(column, rows),
        `${column.isDistinctExact ? '' : '~'}${count(column.distinct)}`,
        topText(column),
      ]),
      widest.line,
    ),
    ...(measured.length > 0
      ? [
          textTable(
            [
              'column',
              'min',
              '25%',
              'median',
              '75%',
              'max',
              'mean',
              'sd',
              ...(hasInfinities ? ['infinite'] : []),
            ],
            measured.map((column) => [
              ...measuredCells(column),
              ...(hasInfinities ? [column.infinities ? count(column.infinities) : ''] : []),
            ]),
          ),
        ]
      : []),
  ].join('\n\n');
}

const measuredKinds: ReadonlySet<ColumnProfile['kind']> = new Set(['integer', 'number', 'date', 'timestamp']);

function measuredCells(column: ColumnProfile): readonly string[] {
  const { name, min, max, mean, sd, quantiles, quantileErrors } = column;
  const inside = ['0.25', '0.5', '0.75'].map((level) => quantiles?.[level]);
  const told = quantileErrors
    ? (value?: number) => estimate(value, sd)
    : (value?: number) => valueText(value, { sd });
  return [
    shortened(name, widest.name),
    valueText(min, { sd }),
    ...inside.map(told),
    valueText(max, { sd }),
    valueText(mean, { sd, digits: 4 }),
    valueText(sd, { digits: 4 }),
  ];
}

const topText = ({ top }: ColumnProfile) =>
  top
    .slice(0, 3)
    .filter(({ count: times }) => times > 1)
    .map(({ value, count: times }) => `${shortened(value, widest.value)} ${count(times)}`)
    .join(', ');

/** `2.1% +3.5% hidden`. */
function shareText({ missing, hiddenMissing }: ColumnProfile, rows: number): string {
  const hidden = Object.values(hiddenMissing).reduce((sum, cells) => sum + cells, 0);
  const told = (cells: number) => (cells === 0 ? '' : percent(cells / rows));
  return [told(missing), ...(hidden > 0 ? [`+${told(hidden)} hidden`] : [])].filter(Boolean).join(' ');
}

interface Digits {
  /** Significant ones; more where the spread is small beside the value. */
  readonly digits?: number;
  readonly sd?: number | undefined;
}

/** Whole numbers are shown whole, with `~` where a double cannot tell them from their neighbours. */
function valueText(value: number | string | undefined, { digits = 6, sd }: Digits = {}): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return shortened(value, widest.value);
  if (Number.isSafeInteger(value)) return String(value);
  return Number.isInteger(value) ? `~${value}` : rounded(value, { digits, sd });
}

const estimate = (value: number | undefined, sd: number | undefined) =>
  value === undefined ? '' : value === 0 ? '0' : `~${rounded(value, { digits: 3, sd })}`;

function rounded(value: number, { digits = 6, sd }: Digits): string {
  const order = (size: number) => Math.floor(Math.log10(Math.abs(size)));
  const apart = sd === undefined || sd === 0 || value === 0 ? 0 : order(value) - order(sd) + 3;
  return String(Number(value.toPrecision(Math.min(17, Math.max(digits, apart)))));
}
