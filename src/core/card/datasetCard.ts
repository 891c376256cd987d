// A dataset version's card in Markdown: where the data is from, what may be done with it, what became of it, and what is in it.
import type { CollectedVersion, PreparedVersion, SourceFile } from '../dataset/version';
import { bytes, count, counted } from '../figures';
import type { Dataset } from '../manifest/dataset';
import { folderSource } from '../manifest/folderSource';
import { stepText } from '../manifest/writtenStep';
import { days, minute } from '../times';
import { code, table } from './markdown';

export interface DatasetFacts {
  readonly name: string;
  readonly collected: CollectedVersion;
  /** Undefined on the card of what was collected, before any preparation. */
  readonly prepared?: PreparedVersion;
  readonly dataset: Dataset;
  readonly owner?: string;
}

/** Of many files the first are listed, and the number of the others told. */
const filesListed = 20;

/** Whole file, final newline included. */
export function renderDatasetCard(facts: DatasetFacts): string {
  const { name, collected, prepared, dataset, owner } = facts;
  const version = prepared ?? collected;
  const sections = [
    `# ${name}`,
    table(
      ['', ''],
      [
        ['Version', code(version.fingerprint.replace('sha256:', '').slice(0, 12))],
        ['Collected', `${minute(collected.at)} UTC`],
        ...(prepared ? [['Prepared', `${minute(prepared.at)} UTC`]] : []),
        ['Licence', collected.licence ?? 'not written down'],
        ['Origin', collected.origin ?? 'not written down'],
        ['Terms', collected.terms ?? 'not written down'],
        ['Owner', owner ?? 'not named'],
        ...named('Target', dataset.target),
        ...named('Key', dataset.key),
        ...named('Time', dataset.time?.column),
        ...named('Sensitive', dataset.sensitive?.join(', ')),
      ],
    ),
    '## Where it comes from',
    filesTable(collected),
    classesTable(collected),
    prepared ? contents(prepared) : '',
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

const named = (what: string, value: string | undefined) => (value === undefined ? [] : [[what, code(value)]]);

function filesTable({ sources, bytes: all }: CollectedVersion): string {
  const shown = sources.slice(0, filesListed);
  const others = sources.length - shown.length;
  const rows = shown.map((source) => [
    code(source.uri),
    bytes(source.bytes),
    source.modified === undefined ? '' : `${minute(source.modified)} UTC`,
    code(source.digest.replace('sha256:', '').slice(0, 12)),
  ]);
  return [
    `${counted(sources.length, 'file')}, ${bytes(all)}.`,
    table(['Source', 'Size', 'Changed', 'SHA-256'], rows),
    ...(others > 0 ? [`And ${counted(others, 'more file')}, listed in \`version.json\`.`] : []),
    ...sources.flatMap(({ uri, snapshot = '' }) => {
      const of = folderSource(uri);
      const state = snapshot.split(' ')[0] ?? '';
      return of && state ? [`Read of it: ${of.kind === 'delta' ? 'version' : 'snapshot'} ${state}.`] : [];
    }),
    ...sources.filter(mayBeCut).map(({ uri }) => `Whether all of ${code(uri)} came is not known.`),
  ].join('\n\n');
}

function classesTable({ classes = {} }: CollectedVersion): string {
  const rows = Object.entries(classes).map(([column, names]) => [
    code(column),
    names.map((name, number) => `${number}: ${name}`).join(', '),
  ]);
  return rows.length === 0
    ? ''
    : ['## What its numbers stand for', table(['Column', 'Classes'], rows)].join('\n\n');
}

const mayBeCut = (source: SourceFile) => source.mayBeCut === true;

function contents({ rows, columns, parts, steps, effects, split }: PreparedVersion): string {
  const done = effects.map(({ columns: on, rowsBefore, rowsAfter, cellsChanged }, index) => {
    const step = steps[index];
    return [
      step ? code(stepText(step).replace(/^- /gm, '')) : '',
      on.join(', '),
      rowsBefore === rowsAfter ? count(rowsAfter) : `${count(rowsBefore)} to ${count(rowsAfter)}`,
      cellsChanged === undefined ? '' : count(cellsChanged),
    ];
  });
  const splits = Object.entries(parts).map(([part, { rows: of, from, to }]) => [
    part,
    count(of),
    from === undefined || to === undefined ? '' : days(from, to),
  ]);
  return [
    '## What is in it',
    `${counted(rows, 'row')}, ${counted(columns.length, 'column')}.`,
    table(
      ['Column', 'Type'],
      columns.map(({ name, type }) => [code(name), type]),
    ),
    ...(done.length > 0
      ? ['## How it was prepared', table(['Step', 'Columns', 'Rows', 'Cells changed'], done)]
      : []),
    ...(split ? [`## How it is split, by ${split.by}`, table(['Part', 'Rows', 'Time'], splits)] : []),
  ].join('\n\n');
}
