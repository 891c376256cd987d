// A model file opened by ONNX Runtime: its inputs by column name, and predictions for rows; it runs in a process of its own.
import { failed, wrongInput } from '../../core/errors';
import type { ModelInput } from '../../core/prepare/serving';
import { cannotLoad, cannotRun } from './explain';
import { bufferOf, widest, type Ports, type Replies } from './messages';
import { takeProcess, type ModelProcess } from './modelProcess';
import { changedColumns, columnsOf, type Row } from './tensors';

/** Rows given to the runtime at a time, so that memory stays flat whatever is asked. */
const batchRows = 8192;

export interface Predictions {
  readonly rows: number;
  /** Values a row: classes for probabilities, 1 for a regression. */
  readonly width: number;
  /** Row-major, rows x width; empty where `width` is more than any target has classes. */
  readonly values: Float64Array;
  /** The label output, where the model has one. */
  readonly labels?: readonly string[];
}

export interface LoadedModel {
  readonly inputs: readonly ModelInput[];
  /**
   * One call at a time. Missing numbers become NaN, missing strings the empty string. Throws `input` for a missing column
   * or a wrong type, `failed` where the model cannot be run on the rows; when the signal aborts, whatever the model does.
   * Afterwards it answers again.
   */
  predict(rows: readonly Row[], signal?: AbortSignal): Promise<Predictions>;
  /** Starts its process again where that has ended; throws, as `predict` would, where it cannot be. At once while it is busy. */
  ready(signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** What messages call it, where that is not its path. */
  readonly called?: string;
  /** Awaited before each reading of the file, which is read again after its process has ended; throws where it may not be. */
  readonly verify?: (() => Promise<unknown>) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Throws `failed` where the file is no ONNX model that takes one tensor a column and gives probabilities or one number a
 * row.
 */
export async function openModel(
  file: string,
  { called = file, verify, signal }: OpenOptions = {},
): Promise<LoadedModel> {
  const first = await load(file, { called, verify, signal, isAgain: false });
  const { ports } = first;
  let { process } = first;
  let fed: ReturnType<typeof columnsOf> = {};
  let starting: Promise<void> | undefined; // one for all who wait for it, so that no process is left that nobody asks
  const start = async (ending: AbortSignal | undefined) => {
    ({ process } = await load(file, { called, verify, signal: ending, isAgain: true }));
    fed = {};
  };
  const ready = async (ending?: AbortSignal) => {
    if (process.hasEnded) await (starting ??= start(ending).finally(() => (starting = undefined)));
  };
  try {
    const inputs = modelInputs(ports, called);
    const outputs = chosenOutputs(ports, called);
    return {
      inputs,
      async predict(rows, signal) {
        await ready(signal);
        const batches: Predictions[] = [];
        for (let from = 0; from < rows.length; from += outputs.batchRows) {
          signal?.throwIfAborted();
          const batch = rows.slice(from, from + outputs.batchRows);
          const columns = columnsOf(inputs, batch);
          const question = {
            rows: batch.length,
            columns: changedColumns(columns, fed),
            fetch: outputs.fetch,
          };
          fed = {};
          const answer = await process.ask({ kind: 'run', ...question }, signal);
          if (answer.kind !== 'done') throw cannotRun(called, batch.length, answer);
          fed = columns;
          const predictions = readPredictions(answer.value, outputs, batch.length);
          if (predictions.width > widest) return { ...predictions, rows: rows.length };
          batches.push(predictions);
        }
        return joined(batches);
      },
      ready,
      close: () => process.release(),
    };
  } catch (error) {
    await process.release();
    throw error;
  }
}

async function load(
  file: string,
  { called, verify, signal, isAgain }: OpenOptions & { readonly called: string; readonly isAgain: boolean },
): Promise<{ process: ModelProcess; ports: Ports }> {
  await verify?.();
  const process = takeProcess();
  const answer = await process.ask({ kind: 'open', file }, signal);
  if (answer.kind === 'done') return { process, ports: answer.value };
  await process.release();
  throw cannotLoad(called, answer, isAgain);
}

interface ChosenOutputs {
  readonly value: string;
  readonly label: string | undefined;
  readonly fetch: readonly string[];
  readonly batchRows: number;
}

function modelInputs(ports: Ports, called: string): readonly ModelInput[] {
  return ports.inputs.map((input) => {
    const width = input.isTensor ? input.shape.at(-1) : undefined;
    if (!input.isTensor || (input.shape.length > 1 && width !== 1))
      throw failed(`${called} takes "${input.name}" as one block of columns, whose names it does not say.`, {
        hint: 'Export it with one input tensor of shape [rows, 1] for each column.',
      });
    return { name: input.name, type: input.type === 'string' ? 'string' : 'number', tensor: input.type };
  });
}

function chosenOutputs(ports: Ports, called: string): ChosenOutputs {
  const tensors = ports.outputs.filter((output) => output.isTensor);
  const numeric = tensors.filter((output) => output.type === 'float32' || output.type === 'float64');
  const value = numeric.find((output) => output.name.includes('probabilit')) ?? numeric[0];
  if (!value)
    throw failed(`${called} gives no tensor of probabilities or values.`, {
      hint: 'A scikit-learn classifier is exported with options={"zipmap": False}.',
    });
  const label = tensors.find((output) => output.type === 'string' || output.type === 'int64')?.name;
  const declared = value.shape.slice(1).reduce<number>((width, size) => width * (Number(size) || 1), 1);
  return {
    value: value.name,
    label,
    fetch: label === undefined ? [value.name] : [value.name, label],
    batchRows: declared > widest ? 1 : batchRows, // one tells whether that is true, and takes little memory
  };
}

function readPredictions(results: Replies['run'], outputs: ChosenOutputs, rows: number): Predictions {
  const { width = 0, values = '' } = results[outputs.value] ?? {};
  if (!Number.isInteger(width))
    throw wrongInput(`The model gave ${Math.round(width * rows)} values for ${rows} rows.`, {
      hint: 'Export it with a free first dimension.',
    });
  const labels = outputs.label === undefined ? undefined : results[outputs.label]?.values;
  return {
    rows,
    width,
    values: new Float64Array(bufferOf(values as string)),
    ...(labels === undefined ? {} : { labels: labels as readonly string[] }),
  };
}

function joined(batches: readonly Predictions[]): Predictions {
  const [first] = batches;
  if (!first) return { rows: 0, width: 1, values: new Float64Array() };
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);
  const values = new Float64Array(rows * first.width);
  let offset = 0;
  for (const batch of batches) {
    values.set(batch.values, offset);
    offset += batch.values.length;
  }
  return {
    rows,
    width: first.width,
    values,
    ...(first.labels ? { labels: batches.flatMap((batch) => batch.labels ?? []) } : {}),
  };
}
