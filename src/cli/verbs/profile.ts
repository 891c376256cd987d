// `lifecycle profile FILE`: the statistics of a data file.
import { Command } from 'commander';
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import { textTable } from '../textTable';
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

const head = ['column', 'type', 'means', 'missing', 'distinct', 'min', 'median', 'max', 'most frequent'];

function profileText({ rows, columns }: Profile): string {
  const lines = columns.map((column) => [
    column.name,
    column.kind,
    column.semantic,
    rows === 0 ? '' : shareText(column, rows),
    `${column.isDistinctExact ? '' : '~'}${column.distinct.toLocaleString('en')}`,
    valueText(column.min),
    valueText(column.quantiles?.['0.5']),
    valueText(column.max),
    column.top
      .slice(0, 3)
      .map(({ value, count }) => `${shorten(value, 20)} ${count.toLocaleString('en')}`)
      .join(', '),
  ]);
  return `${rows.toLocaleString('en')} rows, ${columns.length.toLocaleString('en')} columns\n\n${textTable(head, lines)}`;
}

/** `2.1% +3.5% hidden`. */
function shareText({ missing, hiddenMissing }: ColumnProfile, rows: number): string {
  const hidden = Object.values(hiddenMissing).reduce((sum, count) => sum + count, 0);
  const percent = (count: number) => (count === 0 ? '' : `${((100 * count) / rows).toFixed(1)}%`);
  return [percent(missing), ...(hidden > 0 ? [`+${percent(hidden)} hidden`] : [])].filter(Boolean).join(' ');
}

function valueText(value: number | string | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? shorten(value, 20) : String(Number(value.toPrecision(6)));
}

const shorten = (text: string, most: number) => {
  const plain = text.replace(/\s+/g, ' ');
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
};
