// The paths a deployment's server answers: its own `/predict`, the Open Inference Protocol, health and metrics.
import { randomUUID } from 'node:crypto';
import type { PredictionLine } from '../../core/deploy/deployment';
import {
  inferenceResponse,
  modelMetadata,
  readInferenceRequest,
  serverMetadata,
} from '../../core/deploy/openInference';
import { readPredictRequest } from '../../core/deploy/predictRequest';
import type { InputRow } from '../../core/dataset/inputRow';
import { refuseCells } from '../../core/deploy/refuseCells';
import { unavailable } from '../../core/errors';
import { counted } from '../../core/figures';
import type { Scorer } from '../score/scorer';
import { gatherCalls } from './gather';
import type { PredictionLog } from './predictionLog';

export interface Answer {
  readonly body: unknown;
  /** Rows that were predicted. */
  readonly rows: number;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** `body`: the parsed JSON of a POST, else undefined. */
  answer(body: unknown): Promise<Answer> | Answer;
}

interface Parts {
  readonly scorer: Scorer;
  readonly log: PredictionLog;
  /** The real time, ISO. */
  readonly now: () => string;
  /** What holds a row's time as it is; undefined where nothing does. */
  readonly timeColumn: string | undefined;
  /** Milliseconds until a model that does not answer so many rows is ended; 30 s and a tenth of one a row unless given. */
  readonly patience?: (rows: number) => number;
}

export function modelRoutes(parts: Parts): readonly Route[] {
  const { scorer } = parts;
  const { version } = scorer;
  const taken = new Set(version.preparation.inputs.map(({ name }) => name));
  if (parts.timeColumn !== undefined) taken.add(parts.timeColumn);
  const predict = gatherCalls((rows: readonly InputRow[]) => predictAndLog(rows, parts));
  const get = (path: string, body: unknown): Route => ({
    method: 'GET',
    path,
    answer: () => ({ body, rows: 0 }),
  });
  const health = (path: string, body: unknown): Route => ({
    method: 'GET',
    path,
    async answer() {
      await inTime(0, parts, (late) => scorer.ready(late));
      return { body, rows: 0 };
    },
  });
  const models = [`/v2/models/${version.model}`, `/v2/models/${version.model}/versions/${version.version}`];
  return [
    health('/health', { status: 'ok', model: version.model, version: version.version }),
    get('/v2', serverMetadata),
    get('/v2/health/live', { live: true }),
    health('/v2/health/ready', { ready: true }),
    ...models.flatMap((path): Route[] => [
      get(path, modelMetadata(version)),
      health(`${path}/ready`, { name: version.model, ready: true }),
      {
        method: 'POST',
        path: `${path}/infer`,
        async answer(body) {
          const { id, rows } = readInferenceRequest(body);
          const lines = await predict(rows);
          return {
            body: inferenceResponse(
              version,
              lines.map(({ output }) => output),
              id,
            ),
            rows: rows.length,
          };
        },
      },
    ]),
    {
      method: 'POST',
      path: '/predict',
      async answer(body) {
        const rows = readPredictRequest(body, taken);
        const lines = await predict(rows);
        const predictions = lines.map(({ id, output }) => ({ id, ...output }));
        return { body: { model: version.model, version: version.version, predictions }, rows: rows.length };
      },
    },
  ];
}

async function predictAndLog(rows: readonly InputRow[], parts: Parts): Promise<readonly PredictionLine[]> {
  const { scorer, log, now, timeColumn } = parts;
  refuseCells(rows, timeColumn);
  const outputs = await inTime(rows.length, parts, (late) => scorer.predict(rows, late));
  const at = now();
  const lines = outputs.map((output, index): PredictionLine => ({
    id: randomUUID(),
    at,
    version: scorer.version.version,
    inputs: rows[index] ?? {},
    output,
  }));
  await log.append(lines);
  return lines;
}

/** `late`: aborted when the patience for so many rows ends; who waits for a start may hear of another's. */
async function inTime<T>(
  rows: number,
  { patience = (count) => 30_000 + 100 * count }: Pick<Parts, 'patience'>,
  work: (late: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await work(AbortSignal.timeout(patience(rows)));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') throw tooSlow(rows, patience(rows));
    throw error;
  }
}

const tooSlow = (rows: number, patience: number) =>
  unavailable(
    `The model did not ${rows === 0 ? 'start' : `answer ${counted(rows, 'row')}`} within ${Math.round(patience / 1000)} s and was ended.`,
    {
      hint: 'Send fewer rows at a time. Where it is as slow with one row, deploy another version.',
    },
  );
