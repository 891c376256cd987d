// `lifecycle drift REFERENCE CURRENT`: which columns of a data file have drifted from another.
import { Command, InvalidArgumentError } from 'commander';
import { changeText } from '../../core/drift/changeText';
import { formatProblem } from '../../core/errors';
import { alarmsAssume } from '../../core/independence';
import type { ColumnDrift } from '../../core/drift/columnDrift';
import { symbols } from '../present';
import { textTable } from '../textTable';
import type { Verb } from '../verb';

interface DriftFlags {
  readonly measures?: readonly string[];
  readonly level: number;
}

export const drift: Verb = (bind) =>
  new Command('drift')
    .description('Compares a data file with a reference, column by column.')
    .argument('<reference>', 'the file that models learnt from')
    .argument('<current>', 'the file to judge')
    .option('--measures <names>', 'only these, e.g. psi,js,ks', (text: string) =>
      text.split(',').map((name) => name.trim()),
    )
    .option('--level <share>', 'false alarms allowed, e.g. 0.01 for 1 in 100 comparisons', shareNumber, 0.01)
    .action(
      bind(async (session, reference: string, current: string, flags: DriftFlags) => {
        const { driftFiles } = await import('../../node/drift/driftFiles');
        session.progress.show('drift', { message: `Comparing ${current} with ${reference}` });
        const { measures, level } = flags;
        const found = await driftFiles(
          { reference, current, level, ...(measures ? { measures } : {}) },
          session.signal,
        );
        const drifted = found.columns.filter((column) => column.drifted).map(({ name }) => name);
        const changed = found.schema.map(({ column, change }) => `${column} (${change})`);
        const said = [
          ...found.warnings.map((warning) => `${symbols.attention} ${formatProblem(warning)}`),
          'q decides: of chi_square, ks and beyond together, corrected for the number of columns. Other measures only tell how far.',
          `${found.drifted ? symbols.no : symbols.yes} ${drifted.length === 0 ? 'No column has drifted' : `Drifted: ${drifted.join(', ')}`}.`,
          ...(found.sharedReference === undefined ? [] : [`  ${found.sharedReference}`]),
          `  ${alarmsAssume}`,
          ...(changed.length > 0 ? [`  Changed columns: ${changed.join(', ')}.`] : []),
        ];
        return {
          text: `${driftTable(found.columns)}\n\n${said.join('\n')}`,
          document: found,
          passed: !found.drifted,
        };
      }),
    );

function driftTable(columns: readonly ColumnDrift[]): string {
  const names = [...new Set(columns.flatMap(({ measures }) => Object.keys(measures)))];
  const rows = columns.map((column) => [
    column.drifted ? symbols.attention : '',
    column.name,
    ...names.map((name) => column.measures[name]?.value.toFixed(3) ?? ''),
    column.q < 0.001 ? '<0.001' : column.q.toFixed(3),
    column.excluded === undefined ? changeText(column) : `not judged: ${column.excluded}`,
  ]);
  return textTable(['', 'column', ...names, 'q', ''], rows);
}

function shareNumber(text: string): number {
  const share = Number(text);
  if (!(share > 0 && share < 1)) throw new InvalidArgumentError('Write a share between 0 and 1, e.g. 0.01.');
  return share;
}
