// A file's rows sent to a deployment in parts; what the server refuses is told with its own words.
import { resolve } from 'node:path';
import { cancelled, failed, unavailable, wrongInput } from '../../core/errors';
import type { PredictionOutput } from '../../core/deploy/deployment';
import { withDatabase } from '../duckdb/engine';
import { scan } from '../duckdb/read';
import type { Project } from '../project';
import { findVersion } from '../registry/versionOf';
import { readDeploymentState } from './folder';

export interface FilePredictions {
  readonly model: string;
  readonly version: number;
  readonly predictions: readonly (PredictionOutput & { readonly id: string })[];
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
  const state = await readDeploymentState(project.paths, deployment);
  if (!state)
    throw wrongInput(`${deployment} was never deployed.`, {
      hint: `Deploy it first: lifecycle deploy ${deployment}`,
    });
  const { preparation } = await findVersion(project.paths, `${state.model}@${state.version}`);
  const rows = await withDatabase(
    async (database) => {
      // A short file may hold only digits where the training data had text.
      const table = await scan(database, resolve(project.root, input), preparation.inputs);
      return database.rows(`SELECT * FROM ${table}`);
    },
    { signal },
  );
  const predictions: FilePredictions['predictions'][number][] = [];
  let answered = { model: state.model, version: state.version };
  for (let from = 0; from < rows.length; from += rowsAtATime) {
    const part = await send(`${state.url}/predict`, rows.slice(from, from + rowsAtATime), {
      deployment,
      from,
      signal,
    });
    answered = part;
    predictions.push(...part.predictions);
    onProgress?.(predictions.length, rows.length);
  }
  return { ...answered, predictions };
}

async function send(
  url: string,
  rows: readonly object[],
  { deployment, from, signal }: { deployment: string; from: number; signal: AbortSignal },
): Promise<FilePredictions> {
  const body = JSON.stringify({ rows });
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json' },
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) throw cancelled();
    throw unavailable(`${deployment} does not answer at ${url}.`, {
      hint: `Start it again: lifecycle deploy ${deployment}`,
      cause: error,
    });
  });
  const answer = (await response.json()) as FilePredictions & { error?: string; hint?: string };
  if (response.ok) return answer;
  const message = `Rows from ${from + 1} on: ${answer.error ?? `status ${response.status}`}`;
  const details = answer.hint === undefined ? {} : { hint: answer.hint };
  throw response.status < 500 ? wrongInput(message, details) : failed(message, details);
}
