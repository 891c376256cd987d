// A file's rows sent to a deployment in parts; what the server refuses is told with its own words.
import { resolve } from 'node:path';
import {
  cancelled,
  failed,
  isLifecycleError,
  LifecycleError,
  wrongInput,
  type Problem,
} from '../../core/errors';
import { count, counted } from '../../core/figures';
import { refuseCells } from '../../core/deploy/refuseCells';
import type { PredictionOutput } from '../../core/deploy/deployment';
import { timeOf } from '../../core/manifest/lookups';
import { keyOf } from '../../core/prepare/rawKey';
import { plainTimeOf } from '../../core/prepare/timePreparation';
import type { Version } from '../../core/registry/version';
import { withDatabase, type Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { scan } from '../duckdb/read';
import type { Project } from '../project';
import { findVersion } from '../registry/versionOf';
import { openAnswers, type AnswersFile } from './answersFile';
import { ask, foreign, objectOf, type Endpoint } from './ask';
import { requireDeployed } from './folder';
import { withMixedNumbers } from './mixedNumbers';
import type { RawRow } from '../prepare/rowTypes';

export interface FilePredictions {
  readonly model: string;
  readonly version: number;
  /** The column that names a row; undefined where the rows have none. */
  readonly keyColumn?: string;
  /** The class that a score is the probability of; undefined for regression. */
  readonly positive?: string;
  /** What was odd about the file but could be read. */
  readonly warnings: readonly Problem[];
  /** In the order of the rows, each with what its row has in the key's column. */
  readonly predictions: readonly RowPrediction[];
}

export interface RowPrediction extends PredictionOutput {
  /** The server's, as in its log. */
  readonly id: string;
  readonly key?: unknown;
}

type Answered = Pick<FilePredictions, 'model' | 'version' | 'predictions'>;

const rowsAtATime = 1000;

/** Throws `input` for a deployment or file that is not there or rows the model cannot take, `unavailable` where nothing answers. */
export async function predictFile(
  asked: {
    readonly project: Project;
    readonly deployment: string;
    /** Relative to where the program runs, or absolute; so is `output`. */
    readonly input: string;
    /** Where each answer is written as it comes. */
    readonly output?: string;
    readonly onProgress?: (done: number, total: number) => void;
  },
  signal: AbortSignal,
): Promise<FilePredictions> {
  const { project, deployment, input, output } = asked;
  const state = await requireDeployed(project.paths, deployment);
  const version = await findVersion(project.paths, `${state.model}@${state.version}`);
  const { positive } = version;
  const { rows, warnings } = await readRows(resolve(input), version, signal);
  const time = timeOf(project.manifest, state.model);
  refuseCells(rows, time && plainTimeOf(version, time));
  const column = keyColumn(project, { deployment, version }, rows[0]);
  const columns = [
    ...(column === undefined ? [] : ['key']),
    'id',
    'score',
    ...(positive === undefined ? [] : ['label']),
  ];
  const answers = output === undefined ? undefined : await openAnswers(output, { rows: input, columns });
  try {
    const answered = await sendAll(state, { ...asked, rows, column, answers }, signal);
    await answers?.finish();
    return {
      ...answered,
      warnings,
      ...(column !== undefined && { keyColumn: column }),
      ...(positive !== undefined && { positive }),
    };
  } finally {
    await answers?.close();
  }
}

/** As the data was read that the version learnt from: a short file may hold only digits where that had text, and days that might be months. */
const readRows = (path: string, { preparation, time, reading }: Version, signal: AbortSignal) =>
  withDatabase(
    async (database) => {
      const { inputs } = preparation;
      const all = [...(time?.preparation.inputs ?? []), ...inputs];
      const types = [...new Map(all.map((column) => [column.name, column])).values()];
      const { table, warnings } = await scan(database, [{ path }], { types, reading });
      const read = await database.rows<RawRow>(await withLocalTimes(database, table));
      return { rows: withMixedNumbers(read, inputs), warnings };
    },
    { signal },
  );

/** Times without a zone are sent without one: the dataset may name theirs. */
async function withLocalTimes(database: Database, table: string): Promise<string> {
  const times = await database.rows<{ name: string }>(
    `SELECT column_name AS name FROM (DESCRIBE FROM ${table}) WHERE column_type LIKE 'TIMESTAMP%' AND column_type NOT LIKE '%ZONE'`,
  );
  const local = times.map(
    ({ name }) => `replace(${identifier(name)}::VARCHAR, ' ', 'T') AS ${identifier(name)}`,
  );
  return `SELECT *${local.length === 0 ? '' : ` REPLACE (${local.join(', ')})`} FROM ${table}`;
}

async function sendAll(
  state: Endpoint & Pick<FilePredictions, 'model' | 'version'>,
  {
    rows,
    column,
    answers,
    onProgress,
  }: {
    readonly rows: readonly Readonly<Record<string, unknown>>[];
    readonly column: string | undefined;
    readonly answers: AnswersFile | undefined;
    readonly onProgress?: (done: number, total: number) => void;
  },
  signal: AbortSignal,
): Promise<Answered> {
  const predictions: RowPrediction[] = [];
  let { model, version } = state;
  for (let from = 0; from < rows.length; from += rowsAtATime) {
    const sent = rows.slice(from, from + rowsAtATime);
    const part = await send(state, { rows: sent, from }, signal).catch((error: unknown) => {
      const kept = keptText(from, answers);
      throw signal.aborted
        ? endedAfter(from, { next: from + sent.length, all: rows.length, kept })
        : withHint(error, from > 0 ? kept : '');
    });
    ({ model, version } = part);
    const told = part.predictions.map((prediction, index) =>
      column === undefined ? prediction : { key: rows[from + index]?.[column], ...prediction },
    );
    await answers?.append(told);
    predictions.push(...told);
    onProgress?.(predictions.length, rows.length);
  }
  return { model, version, predictions };
}

const keptText = (answered: number, answers: AnswersFile | undefined) =>
  answers && answered > 0
    ? `The answers of the first ${counted(answered, 'row')} are in ${answers.part}.`
    : 'No answer was written down.';

/** The part under way may have been answered, or not. */
const endedAfter = (
  answered: number,
  { next, all, kept }: { readonly next: number; readonly all: number; readonly kept: string },
) =>
  answered === 0
    ? cancelled(
        `Cancelled before any answer came: ${next === 1 ? 'the first row was' : `the first ${count(next)} rows were`} on the way and may be logged.`,
        { hint: `${kept} Rows that are sent again are logged again.` },
      )
    : cancelled(
        `Cancelled after ${counted(answered, 'row')} of ${count(all)}: these were answered and logged.`,
        {
          hint: `${kept} Rows that are sent again are logged again: send those from ${count(answered + 1)} on. Rows ${count(answered + 1)} to ${count(next)} were on their way and may be logged as well.`,
        },
      );

/** The error with `also` behind what to do about it. */
function withHint(error: unknown, also: string): unknown {
  if (!isLifecycleError(error) || also === '') return error;
  const { code, message, hint = '', remedy, problems } = error;
  return new LifecycleError(code, message, {
    hint: `${hint} ${also}`.trim(),
    problems,
    cause: error,
    ...(remedy && { remedy }),
  });
}

/** What the monitor joins labels by, else the key of the data that the model learnt from; undefined where the rows lack it. */
function keyColumn(
  project: Project,
  { deployment, version }: { readonly deployment: string; readonly version: Version },
  row: object | undefined,
): string | undefined {
  const keys = [project.manifest.monitors?.[deployment]?.labels?.key, keyOf(version, project.manifest)];
  return keys.find((key): key is string => key !== undefined && row !== undefined && key in row);
}

async function send(
  endpoint: Endpoint,
  { rows, from }: { readonly rows: readonly object[]; readonly from: number },
  signal: AbortSignal,
): Promise<Answered> {
  const answer = await ask(endpoint, { path: '/predict', body: { rows } }, signal);
  const { status } = answer;
  const said = objectOf(endpoint, answer) as Partial<FilePredictions> & { error?: string; hint?: string };
  if (status === 200) {
    const { model, version, predictions } = said;
    if (model === undefined || version === undefined || predictions?.length !== rows.length)
      throw foreign(endpoint);
    return { model, version, predictions };
  }
  const message = inFile(said.error ?? `status ${status}`, from);
  const details = said.hint === undefined ? {} : { hint: said.hint };
  throw status < 500 ? wrongInput(message, details) : failed(message, details);
}

/** What the server says of a part, by the rows of the file. */
function inFile(said: string, from: number): string {
  const told = said.replace(/^Row (\d+)/, (_, row: string) => `Row ${String(Number(row) + from)}`);
  return /^Row \d/.test(said) ? told : `Rows from ${from + 1} on: ${said}`;
}
