// `lifecycle drift REFERENCE CURRENT`: which columns of a data file have drifted from another.
import { Command, InvalidArgumentError } from 'commander';
import { changeText } from '../../core/drift/changeText';
import { formatProblem } from '../../core/errors';
import { alarmsAssume } from '../../core/independence';
import type { ColumnDrift } from '../../core/drift/columnDrift';
import type { DriftResult, SchemaChange } from '../../node/drift/driftFiles';
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
        const said = [
          ...found.warnings.map((warning) => `${symbols.attention} ${formatProblem(warning)}`),
          'q decides: of chi_square, ks and beyond together, corrected for the number of columns. Other measures only tell how far.',
          `${found.drifted ? symbols.no : symbols.yes} ${verdict(found)}`,
          ...(found.sharedReference === undefined ? [] : [`  ${found.sharedReference}`]),
          `  ${alarmsAssume}`,
        ];
        return {
          text: `${driftTable(found.columns)}\n\n${said.join('\n')}`,
          document: found,
          passed: !found.drifted,
        };
      }),
    );

/** What is wrong comes first: columns that cannot be compared are, as much as those that moved. */
function verdict({ columns, schema }: DriftResult): string {
  const drifted = columns.filter((column) => column.drifted).map(({ name }) => name);
  const named = (change: SchemaChange['change']) =>
    schema.filter((one) => one.change === change).map(({ column }) => column);
  const parts = [
    ['Drifted', drifted],
    ['Missing in the current file', named('missing')],
    [
      'Of another type',
      schema.flatMap(({ column, change, reference = '', current = '' }) =>
        change === 'type' ? [`${column} (${reference}, now ${current})`] : [],
      ),
    ],
  ] as const;
  const wrong = parts.flatMap(([what, names]) =>
    names.length === 0 ? [] : [`${what}: ${names.join(', ')}.`],
  );
  const compared =
    drifted.length > 0 ? [] : [`No column ${wrong.length > 0 ? 'that both have ' : ''}has drifted.`];
  const added = named('new');
  return [
    ...wrong,
    ...compared,
    ...(added.length > 0 ? [`New, not compared: ${added.join(', ')}.`] : []),
  ].join(' ');
}

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
