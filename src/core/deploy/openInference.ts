// The Open Inference Protocol's JSON, version 2: tensors of a request as rows, outputs as tensors, and the metadata documents.
import * as z from 'zod';
import { wrongInput } from '../errors';
import type { Version } from '../registry/version';
import type { PredictionOutput } from './deployment';
import { limited } from './predictRequest';
import type { CellValue, InputRow } from '../dataset/inputRow';

const requestSchema = z.looseObject({
  id: z.string().optional(),
  inputs: z
    .array(
      z.looseObject({
        name: z.string(),
        shape: z.array(z.number().int().nonnegative()).min(1),
        datatype: z.enum([
          'BOOL',
          'UINT8',
          'UINT16',
          'UINT32',
          'UINT64',
          'INT8',
          'INT16',
          'INT32',
          'INT64',
          'FP16',
          'FP32',
          'FP64',
          'BYTES',
        ]),
        data: z.array(z.unknown()),
      }),
    )
    .min(1),
});

export interface InferenceRequest {
  readonly id?: string;
  readonly rows: readonly InputRow[];
}

/** One tensor of shape [n] or [n, 1] a column. Throws `input`. */
export function readInferenceRequest(body: unknown): InferenceRequest {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw wrongInput(
      `The request is no inference request: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
      {
        hint: 'Send {"inputs": [{"name", "shape": [n, 1], "datatype", "data"}]}, one tensor for each column.',
      },
    );
  }
  const { id, inputs } = parsed.data;
  const rows = inputs[0]?.shape[0] ?? 0;
  for (const input of inputs) {
    const count = input.shape.reduce((product, size) => product * size, 1);
    if (input.shape[0] !== rows || count !== rows || input.data.flat(2).length !== rows)
      throw wrongInput(
        `Input "${input.name}" has shape [${input.shape.join(', ')}] and ${input.data.flat(2).length} values; each column needs [${rows}, 1].`,
        {
          hint: 'Send one tensor of shape [n, 1] for each column, all with the same n.',
        },
      );
  }
  const columns = inputs.map(({ name, data }) => ({
    name,
    values: limited(data.flat(2)) as readonly CellValue[],
  }));
  const at = (row: number) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values[row] ?? null]));
  return { ...(id === undefined ? {} : { id }), rows: Array.from({ length: rows }, (_none, row) => at(row)) };
}

export function inferenceResponse(version: Version, outputs: readonly PredictionOutput[], id?: string) {
  const shape = [outputs.length, 1];
  const label = {
    name: 'label',
    shape,
    datatype: 'BYTES',
    data: outputs.map((output) => output.label ?? ''),
  };
  return {
    model_name: version.model,
    model_version: String(version.version),
    ...(id === undefined ? {} : { id }),
    outputs: [
      { name: 'score', shape, datatype: 'FP64', data: outputs.map((output) => output.score) },
      ...(version.task === 'classification' ? [label] : []),
    ],
  };
}

export const serverMetadata = { name: 'model-lifecycle', version: '1', extensions: [] };

/** What `GET /v2/models/MODEL` answers; inputs are the raw columns a request brings. */
export function modelMetadata(version: Version) {
  const shape = [-1, 1];
  return {
    name: version.model,
    versions: [String(version.version)],
    platform: 'onnxruntime_onnx',
    inputs: version.preparation.inputs.map(({ name, type }) => ({ name, shape, datatype: datatypeOf(type) })),
    outputs: [
      { name: 'score', shape, datatype: 'FP64' },
      ...(version.task === 'classification' ? [{ name: 'label', shape, datatype: 'BYTES' }] : []),
    ],
  };
}

function datatypeOf(engineType: string): string {
  if (/^BOOL/.test(engineType)) return 'BOOL';
  if (/INT/.test(engineType)) return 'INT64';
  if (/^(DOUBLE|FLOAT|REAL|DECIMAL)/.test(engineType)) return 'FP64';
  return 'BYTES';
}
