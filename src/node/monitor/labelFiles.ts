// The files of a monitor's labels: which column is the outcome, and which tell the row that it belongs to.
import { stat } from 'node:fs/promises';
import { formatOf } from '../../core/dataset/fileFormat';
import type { TextReading } from '../../core/dataset/textReading';
import type { Column } from '../../core/dataset/version';
import { wrongInput } from '../../core/errors';
import { counted } from '../../core/figures';
import type { MonitorSettings } from '../../core/manifest/manifest';
import type { ArrivedLabel } from '../../core/monitor/labelIndex';
import { withoutFiles } from '../../core/monitor/outcomes';
import type { ServingPreparation } from '../../core/prepare/serving';
import { withDatabase, type Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { scan } from '../duckdb/read';
import { carrierOf, type RawRow } from '../prepare/rowTypes';
import type { Project } from '../project';
import { isoOf, preparedColumn } from './preparedColumn';
import { targetLabels, type TargetReading, type TargetTexts } from './targetLabels';
import glob from 'fast-glob';

export interface LabelReading {
  readonly labels: Pick<NonNullable<MonitorSettings['labels']>, 'path' | 'key'>;
  /** How text of the data was read that the model learnt from; undefined where that was not kept. */
  readonly text?: TextReading | undefined;
  /** Undefined where the model's dataset has no target. */
  readonly target?: TargetReading;
  /** The dataset's time column and the preparations that it may be read by, the first first; undefined where it has none. */
  readonly time?: { readonly column: string; readonly preparations: readonly ServingPreparation[] };
}

export interface LabelsRead {
  readonly labels: readonly ArrivedLabel[];
  /** What a person has to know of how they were read, or that there is no file, a sentence each. */
  readonly remarks: readonly string[];
  /** The pattern, where no file matches it. */
  readonly unmatched?: string;
}

interface FileRead {
  readonly labels: readonly ArrivedLabel[];
  /** Its name, where nothing is in it, as in one that is just being written. */
  readonly empty?: string;
  readonly eitherWay?: {
    readonly file: string;
    readonly column: string;
    readonly text: string;
    readonly taken: string;
  };
}

/** Of every file of the pattern, in order; an empty label is none. Throws `input` for a file that says no outcome. */
export async function readLabels(
  { root }: Project,
  reading: LabelReading,
  signal: AbortSignal,
): Promise<LabelsRead> {
  const { path } = reading.labels;
  const files = (await glob(path, { cwd: root, absolute: true })).sort();
  if (files.length === 0) {
    const { why, change } = withoutFiles(path);
    return { labels: [], remarks: [`${why} ${change}`], unmatched: path };
  }
  return withDatabase(
    async (database) => {
      const found: FileRead[] = [];
      for (const file of files) found.push(await labelsOf(database, file, reading));
      return {
        labels: found.flatMap(({ labels }) => labels),
        remarks: [...emptyFiles(found), ...readEitherWay(found)],
      };
    },
    { signal },
  );
}

function emptyFiles(files: readonly FileRead[]): readonly string[] {
  const [first, ...more] = files.flatMap(({ empty }) => empty ?? []);
  if (first === undefined) return [];
  const [place, are] =
    more.length === 0 ? [first, 'is'] : [`${first} and ${counted(more.length, 'more file')}`, 'are'];
  return [`${place} ${are} empty: no outcome was read there. Write the outcomes, or take the file away.`];
}

/** Once, of the first such file. */
function readEitherWay(files: readonly FileRead[]): readonly string[] {
  const [first, ...more] = files.flatMap(({ eitherWay }) => eitherWay ?? []);
  if (!first) return [];
  const { file, column, text, taken } = first;
  const place = more.length === 0 ? file : `${file} and ${counted(more.length, 'more file')}`;
  return [
    `${place}: "${text}" in column "${column}" is read as ${taken}, as the dataset's preparation reads it, though it could be a number as prepared. If it is one, give the column another name, and leave no other beside key and time.`,
  ];
}

async function labelsOf(
  database: Database,
  file: string,
  { labels: { key }, target, time, text }: LabelReading,
): Promise<FileRead> {
  if ((await stat(file)).size === 0) return { labels: [], empty: file };
  // Text of the data is text here too: guessed anew, `1.463` would be another number, and how it was written forgotten.
  const written = rawColumns([
    ...(time?.preparations ?? []),
    ...(target?.preparation ? [target.preparation] : []),
  ]).filter(({ name, type }) => type === 'VARCHAR' && name !== key);
  const { table } = await scan(database, [{ path: file }], { types: written, reading: text });
  const columns = await database.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * FROM ${table})`,
  );
  const names = columns.map(({ name }) => name);
  const isWhole = ({ inputs }: ServingPreparation) =>
    inputs.length > 0 && inputs.every(({ name }) => names.includes(name));
  const timed = time?.preparations.filter(isWhole) ?? [];
  const beside = [key, ...timed.flatMap(({ inputs }) => inputs.map(({ name }) => name))];
  const raw = target?.preparation && isWhole(target.preparation) ? target.preparation : undefined;
  const outcome = outcomeColumn(file, { names, key, beside, raw, target: target?.column });
  const keyType = columns.find(({ name }) => name === key)?.type ?? '';
  const from = await withKeyTexts(database, file, { table, key, type: keyType });
  const rows = await database.rows<{ k: string; w: string; v: string }>(
    `SELECT ${identifier(key)}::VARCHAR AS k, ${keyText} AS w, ${identifier(outcome)}::VARCHAR AS v${cells([...timed, ...(raw ? [raw] : [])])}
    FROM ${from} WHERE ${identifier(key)} IS NOT NULL AND trim(${identifier(outcome)}::VARCHAR) <> ''`,
  );
  const times = await timesOf(timed, time?.column ?? '', rows);
  const texts = rows.map(({ v }) => v);
  const isText = columns.find(({ name }) => name === outcome)?.type === 'VARCHAR';
  const { labels, eitherWay }: TargetTexts = target
    ? await targetLabels(texts, { target, column: outcome, isText, raw: raw && rawRows(raw, rows) })
    : { labels: texts };
  return {
    labels: rows.flatMap(({ k, w }, index) => {
      const [text, at] = [labels[index], times[index]];
      if (text === undefined) return [];
      return [
        {
          key: k,
          text,
          column: outcome,
          ...(w === k ? {} : { written: w }),
          ...(at === undefined ? {} : { time: at }),
        },
      ];
    }),
    ...(eitherWay ? { eitherWay: { file, column: outcome, ...eitherWay } } : {}),
  };
}

/** `table`, which the file was read into, with its keys as the file writes them beside. Whole numbers and texts are read as they are written. */
async function withKeyTexts(
  database: Database,
  file: string,
  { table, key, type }: { readonly table: string; readonly key: string; readonly type: string },
): Promise<string> {
  const text = `${identifier(key)}::VARCHAR AS ${keyText}`;
  if (formatOf(file) !== 'csv' || ['BIGINT', 'VARCHAR'].includes(type))
    return `(SELECT *, ${text} FROM ${table})`;
  const again = await scan(database, [{ path: file }], { types: [{ name: key, type: 'VARCHAR' }] });
  return `(FROM ${table} POSITIONAL JOIN (SELECT ${text} FROM ${again.table}))`;
}

const keyText = identifier('key: as written');

/** The target by its own name, else what its preparation reads, else the only column beside key and time. */
function outcomeColumn(
  file: string,
  {
    names,
    key,
    beside,
    raw,
    target,
  }: {
    readonly names: readonly string[];
    readonly key: string;
    readonly beside: readonly string[];
    readonly raw: ServingPreparation | undefined;
    readonly target: string | undefined;
  },
): string {
  const others = names.filter((name) => !beside.includes(name));
  const named = [target, ...(raw?.inputs ?? []).map(({ name }) => name)].find(
    (name) => name !== undefined && others.includes(name),
  );
  const outcome = named ?? (others.length === 1 ? others[0] : undefined);
  const holds = `${file} holds ${names.join(', ')}`;
  if (!names.includes(key) || others.length === 0)
    throw wrongInput(`${holds}: labels need the key "${key}" and one more column.`, {
      hint: 'Name the key column in labels.key of the monitor.',
    });
  if (outcome !== undefined) return outcome;
  throw wrongInput(`${holds}: which of ${others.join(', ')} is the outcome is not said.`, {
    hint:
      target === undefined
        ? `Leave one column beside "${key}".`
        : `Call the column of the outcomes "${target}", as the dataset does, or leave one column beside "${key}".`,
  });
}

/** That any of them reads, each once. */
const rawColumns = (preparations: readonly ServingPreparation[]): readonly Column[] => [
  ...new Map(preparations.flatMap(({ inputs }) => inputs).map((input) => [input.name, input])).values(),
];

const cellName = (name: string) => `raw: ${name}`;

/** The raw columns that preparations read, as values that these take. */
const cells = (preparations: readonly ServingPreparation[]): string =>
  rawColumns(preparations)
    .map((input) => {
      const { type } = carrierOf(input);
      return `, TRY_CAST(${identifier(input.name)} AS ${type}) AS ${identifier(cellName(input.name))}`;
    })
    .join('');

const rawRows = ({ inputs }: ServingPreparation, rows: readonly object[]): readonly RawRow[] =>
  rows.map((row) =>
    Object.fromEntries(inputs.map(({ name }) => [name, (row as RawRow)[cellName(name)] ?? null])),
  );

async function timesOf(
  preparations: readonly ServingPreparation[],
  column: string,
  rows: readonly object[],
): Promise<readonly (string | undefined)[]> {
  let times: readonly (string | undefined)[] = rows.map(() => undefined);
  for (const preparation of preparations) {
    const prepared = await preparedColumn(preparation, rawRows(preparation, rows), column);
    times = times.map((time, index) => time ?? isoOf(prepared[index]));
  }
  return times;
}
