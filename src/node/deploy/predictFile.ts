// A file's rows sent to a deployment in parts; what the server refuses is told with its own words.
import { resolve } from 'node:path';
import { cancelled, failed, wrongInput } from '../../core/errors';
import { count, counted } from '../../core/figures';
import { refuseCells } from '../../core/deploy/refuseCells';
import type { PredictionOutput } from '../../core/deploy/deployment';
import { timeOf } from '../../core/manifest/lookups';
import { rawKeyOf } from '../../core/prepare/rawKey';
import { plainTimeOf } from '../../core/prepare/timePreparation';
import { withDatabase } from '../duckdb/engine';
import { scan } from '../duckdb/read';
import type { Project } from '../project';
import { findVersion } from '../registry/versionOf';
import { ask, foreign, objectOf, type Endpoint } from './ask';
import { requireDeployed } from './folder';

export interface FilePredictions {
  readonly model: string;
  readonly version: number;
  /** The column that names a row; undefined where the rows have none. */
  readonly keyColumn?: string;
  /** The class that a score is the probability of; undefined for regression. */
  readonly positive?: string;
  /** In the order of the rows, each with what its row has in the key's column. */
  readonly predictions: readonly RowPrediction[];
}

export interface RowPrediction extends PredictionOutput {
  /** The server's, as in its log. */
  readonly id: string;
  readonly key?: unknown;
}

const rowsAtATime = 1000;

/** Throws `input` for a deployment or file that is not there or rows the model cannot take, `unavailable` where nothing answers. */
export async function predictFile(
  asked: {
    readonly project: Project;
    readonly deployment: string;
    /** Relative to the project, or absolute. */
    readonly input: string;
    readonly onProgress?: (done: number, total: number) => void;
  },
  signal: AbortSignal,
): Promise<FilePredictions> {
  const { project, deployment, input, onProgress } = asked;
  const state = await requireDeployed(project.paths, deployment);
  const version = await findVersion(project.paths, `${state.model}@${state.version}`);
  const { preparation, positive } = version;
  const rows = await withDatabase(
    async (database) => {
      // A short file may hold only digits where the training data had text.
      const { table } = await scan(database, resolve(project.root, input), preparation.inputs);
      return database.rows<Readonly<Record<string, unknown>>>(`SELECT * FROM ${table}`);
    },
    { signal },
  );
  const time = timeOf(project.manifest, state.model);
  refuseCells(rows, time && plainTimeOf(version, time));
  const column = keyColumn(project, { deployment, model: state.model }, rows[0]);
  const predictions: RowPrediction[] = [];
  let answered = { model: state.model, version: state.version };
  for (let from = 0; from < rows.length; from += rowsAtATime) {
    const sent = rows.slice(from, from + rowsAtATime);
    const part = await send(state, { rows: sent, from }, signal).catch((error: unknown) => {
      throw signal.aborted ? endedAfter(from, { next: from + sent.length, all: rows.length }) : error;
    });
    answered = { model: part.model, version: part.version };
    predictions.push(
      ...part.predictions.map((prediction, index) =>
        column === undefined ? prediction : { key: rows[from + index]?.[column], ...prediction },
      ),
    );
    onProgress?.(predictions.length, rows.length);
  }
  return {
    ...answered,
    ...(column !== undefined && { keyColumn: column }),
    ...(positive !== undefined && { positive }),
    predictions,
  };
}

/** The part under way may have been answered, or not. */
const endedAfter = (answered: number, { next, all }: { readonly next: number; readonly all: number }) =>
  cancelled(`Cancelled after ${counted(answered, 'row')} of ${count(all)}: these were answered and logged.`, {
    hint: `No answer was written down. Rows that are sent again are logged again: send those from ${count(answered + 1)} on. Rows ${count(answered + 1)} to ${count(next)} were on their way and may be logged as well.`,
  });

/** What the monitor joins labels by, else the key of the data that the model learnt from; undefined where the rows lack it. */
function keyColumn(
  project: Project,
  { deployment, model }: { readonly deployment: string; readonly model: string },
  row: object | undefined,
): string | undefined {
  const keys = [project.manifest.monitors?.[deployment]?.labels?.key, rawKeyOf(project.manifest, model)];
  return keys.find((key): key is string => key !== undefined && row !== undefined && key in row);
}

async function send(
  endpoint: Endpoint,
  { rows, from }: { readonly rows: readonly object[]; readonly from: number },
  signal: AbortSignal,
): Promise<FilePredictions> {
  const answer = await ask(endpoint, { path: '/predict', body: { rows } }, signal);
  const { status } = answer;
  const said = objectOf(endpoint, answer) as Partial<FilePredictions> & { error?: string; hint?: string };
  if (status === 200) {
    const { model, version, predictions } = said;
    if (model === undefined || version === undefined || predictions?.length !== rows.length)
      throw foreign(endpoint);
    return { model, version, predictions };
  }
  const message = `Rows from ${from + 1} on: ${said.error ?? `status ${status}`}`;
  const details = said.hint === undefined ? {} : { hint: said.hint };
  throw status < 500 ? wrongInput(message, details) : failed(message, details);
}
