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
import type { LifecycleError } from '../../core/errors';
import type { Scorer } from '../score/scorer';
import { toLifecycleError } from '../thrown';
import { gatherCalls } from './gather';
import { inputMask } from './maskInputs';
import { waiter, type Patience, type Waiter } from './patience';
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
  readonly patience?: Patience;
}

/** Why predictions are not answered now: the model is at work, or what it answers cannot be kept. */
interface Trouble {
  readonly status: 'busy' | 'failing';
  readonly error: LifecycleError;
}

const whole = ({ message, hint }: LifecycleError) => (hint === undefined ? message : `${message} ${hint}`);

export function modelRoutes(parts: Parts): readonly Route[] {
  const { scorer } = parts;
  const { version } = scorer;
  const taken = new Set(version.preparation.inputs.map(({ name }) => name));
  for (const column of [parts.timeColumn, version.key?.name]) if (column !== undefined) taken.add(column);
  const model = waiter(parts.patience);
  const kept = inputMask(version.personal ?? {}, taken);
  const predict = gatherCalls((rows: readonly InputRow[]) => predictAndLog(rows, { ...parts, kept }, model));
  const get = (path: string, body: unknown): Route => ({
    method: 'GET',
    path,
    answer: () => ({ body, rows: 0 }),
  });
  const trouble = async (): Promise<Trouble | undefined> => {
    const overdue = model.overdue();
    if (overdue) return { status: 'busy', error: overdue };
    const refusal = await parts.log.refusal();
    return refusal === undefined ? undefined : { status: 'failing', error: toLifecycleError(refusal) };
  };
  const health = (path: string, tell: (trouble: Trouble | undefined) => unknown): Route => ({
    method: 'GET',
    path,
    async answer() {
      await model.inTime(0, (late) => scorer.ready(late));
      return { body: tell(await trouble()), rows: 0 };
    },
  });
  const ready = (path: string, body: unknown) =>
    health(path, (told) => {
      if (told) throw told.error; // whoever spreads requests sends them elsewhere
      return body;
    });
  const named = { model: version.model, version: version.version };
  const models = [`/v2/models/${version.model}`, `/v2/models/${version.model}/versions/${version.version}`];
  return [
    health('/health', (told) => ({
      ...(told ? { status: told.status, why: whole(told.error) } : { status: 'ok' }),
      ...named,
    })),
    get('/v2', serverMetadata),
    get('/v2/health/live', { live: true }),
    ready('/v2/health/ready', { ready: true }),
    ...models.flatMap((path): Route[] => [
      get(path, modelMetadata(version)),
      ready(`${path}/ready`, { name: version.model, ready: true }),
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
        return { body: { ...named, predictions }, rows: rows.length };
      },
    },
  ];
}

async function predictAndLog(
  rows: readonly InputRow[],
  parts: Parts & { readonly kept: (row: InputRow) => Promise<InputRow> },
  model: Waiter,
): Promise<readonly PredictionLine[]> {
  const { scorer, log, now, timeColumn, kept } = parts;
  refuseCells(rows, timeColumn);
  const outputs = await model.inTime(rows.length, (late) => scorer.predict(rows, late));
  const inputs = await Promise.all(rows.map(kept));
  const at = now();
  const lines = outputs.map((output, index): PredictionLine => ({
    id: randomUUID(),
    at,
    version: scorer.version.version,
    inputs: inputs[index] ?? {},
    output,
  }));
  await log.append(lines);
  return lines;
}
