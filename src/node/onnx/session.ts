// A model file opened by ONNX Runtime: its inputs by column name, and predictions for rows; never loaded in the extension host.
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { failed, wrongInput } from '../../core/errors';
import type { ModelInput } from '../../core/prepare/serving';
import { columnTensors, type Row } from './tensors';

/** Rows given to the runtime at a time, so that memory stays flat whatever is asked. */
const batchRows = 8192;

export interface Predictions {
  readonly rows: number;
  /** Values a row: classes for probabilities, 1 for a regression. */
  readonly width: number;
  /** Row-major, rows x width. */
  readonly values: Float64Array;
  /** The label output, where the model has one. */
  readonly labels?: readonly string[];
}

export interface LoadedModel {
  readonly inputs: readonly ModelInput[];
  /** Missing numbers become NaN, missing strings the empty string. Throws `input` for a missing column or a wrong type. */
  predict(rows: readonly Row[], signal?: AbortSignal): Promise<Predictions>;
  close(): Promise<void>;
}

/** Throws `failed` where the file is no ONNX model that takes one tensor a column and gives probabilities or one number a row. */
export async function openModel(file: string): Promise<LoadedModel> {
  const runtime = await loadRuntime();
  const session = await runtime.InferenceSession.create(file, { logSeverityLevel: 3 }).catch(
    (error: unknown) => {
      throw failed(`${file} is not an ONNX model that can be loaded.`, {
        hint: 'Write it again; a torn or foreign file cannot be served.',
        cause: error,
      });
    },
  );
  const inputs = modelInputs(session, file);
  const outputs = chosenOutputs(session, file);
  return {
    inputs,
    async predict(rows, signal) {
      const batches: Predictions[] = [];
      for (let from = 0; from < rows.length; from += batchRows) {
        signal?.throwIfAborted();
        const feeds = columnTensors(runtime.Tensor, inputs, rows.slice(from, from + batchRows));
        const results = await session.run(feeds, [...outputs.fetch]).catch((error: unknown) => {
          throw failed(`${file} loads, but fails on rows that it should take.`, {
            hint: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
            cause: error,
          });
        });
        batches.push(readPredictions(results, outputs, Math.min(batchRows, rows.length - from)));
      }
      return joined(batches);
    },
    close: () => session.release(),
  };
}

/** Told before its native part is loaded, the runtime neither sends how it is used to its maker nor keeps a record of it. */
async function loadRuntime() {
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  return import('onnxruntime-node');
}

interface ChosenOutputs {
  readonly value: string;
  readonly label: string | undefined;
  readonly fetch: readonly string[];
}

function modelInputs(session: InferenceSession, file: string): readonly ModelInput[] {
  return session.inputMetadata.map((input) => {
    const width = input.isTensor ? input.shape.at(-1) : undefined;
    if (!input.isTensor || (input.shape.length > 1 && width !== 1))
      throw failed(`${file} takes "${input.name}" as one block of columns, whose names it does not say.`, {
        hint: 'Export it with one input tensor of shape [rows, 1] for each column.',
      });
    return { name: input.name, type: input.type === 'string' ? 'string' : 'number', tensor: input.type };
  });
}

function chosenOutputs(session: InferenceSession, file: string): ChosenOutputs {
  const tensors = session.outputMetadata.filter((output) => output.isTensor);
  const numeric = tensors.filter((output) => output.type === 'float32' || output.type === 'float64');
  const value = numeric.find((output) => output.name.includes('probabilit')) ?? numeric[0];
  if (!value)
    throw failed(`${file} gives no tensor of probabilities or values.`, {
      hint: 'A scikit-learn classifier is exported with options={"zipmap": False}.',
    });
  const label = tensors.find((output) => output.type === 'string' || output.type === 'int64')?.name;
  return { value: value.name, label, fetch: label === undefined ? [value.name] : [value.name, label] };
}

function readPredictions(
  results: InferenceSession.OnnxValueMapType,
  outputs: ChosenOutputs,
  rows: number,
): Predictions {
  const tensor = results[outputs.value] as Tensor;
  const values = Float64Array.from(tensor.data as Float32Array);
  if (values.length % rows !== 0)
    throw wrongInput(`The model gave ${values.length} values for ${rows} rows.`, {
      hint: 'Export it with a free first dimension.',
    });
  const labels =
    outputs.label === undefined
      ? {}
      : { labels: Array.from((results[outputs.label] as Tensor).data as string[], String) };
  return { rows, width: values.length / rows, values, ...labels };
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
