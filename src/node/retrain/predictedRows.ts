// Labelled predictions of the log as rows of the prepared table, by the very steps that the challenger will be registered with.
import type { Column, PreparedVersion } from '../../core/dataset/version';
import { failed } from '../../core/errors';
import { count } from '../../core/figures';
import type { ServingPreparation } from '../../core/prepare/serving';
import type { LoggedPrediction } from '../monitor/labelled';
import { openPreparation } from '../prepare/apply';
import { brings, carrierOf } from '../prepare/rowTypes';
import { servingTracer } from '../prepare/serving';

/** A column of the prepared table that cannot be prepared from the log. */
export interface UnknownColumn {
  readonly name: string;
  /** The raw column that it is made of and that some predictions did not bring. */
  readonly lacks: string;
  readonly predictions: number;
  readonly of: number;
}

export interface PredictedRows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Left as they came, or missing: good enough for a key, not for a model. */
  readonly unknown: readonly UnknownColumn[];
}

/** `needed`: columns that have to be known, where the prepared table still has them. Throws `failed` where one is not. */
export async function predictedRows(
  {
    prepared,
    predictions,
    needed,
  }: {
    readonly prepared: PreparedVersion;
    readonly predictions: readonly LoggedPrediction[];
    readonly needed: readonly string[];
  },
  { time, target }: { readonly time: string; readonly target: string },
): Promise<PredictedRows> {
  const trace = await servingTracer(prepared);
  const inputsOf = ({ name, type }: Column) => [
    { name, type: carrierOf({ name, type }).type === 'VARCHAR' ? ('string' as const) : ('number' as const) },
  ];
  const columns = prepared.columns.filter(({ name }) => name !== time && name !== target);
  const unknown = columns.flatMap((column) => lackOf(column.name, trace(inputsOf(column)), predictions));
  refuseUnknown(
    needed.map((name) => ({ name })),
    unknown,
  );
  const known = columns.filter(({ name }) => !unknown.some((one) => one.name === name));
  const preparation = await openPreparation(trace(known.flatMap(inputsOf)));
  try {
    const inputs = await preparation.apply(predictions.map(({ line }) => line.inputs));
    const rows = predictions.map((one, index) => ({
      ...Object.fromEntries(unknown.map(({ name }) => [name, one.line.inputs[name] ?? null])),
      ...inputs[index],
      [time]: one.time.slice(0, 19),
      [target]: one.label,
    }));
    return { rows, unknown };
  } finally {
    await preparation.close();
  }
}

/** Throws `failed` where a model takes a column that its training rows do not know. */
export function refuseUnknown(
  inputs: readonly { readonly name: string }[],
  unknown: readonly UnknownColumn[],
): void {
  const lacking = unknown.find(({ name }) => inputs.some((input) => input.name === name));
  if (!lacking) return;
  const { name, lacks, predictions, of } = lacking;
  throw failed(
    `"${name}" is made of "${lacks}", which ${count(predictions)} of ${count(of)} labelled predictions of the span did not bring as the data has it, so they cannot be learnt from.`,
    {
      hint: `Send "${lacks}" with every request and retrain when the span holds such rows only, or change prepare so that "${name}" does not need it.`,
    },
  );
}

function lackOf(
  name: string,
  { inputs }: ServingPreparation,
  predictions: readonly LoggedPrediction[],
): readonly UnknownColumn[] {
  return inputs
    .map((input) => ({
      name,
      lacks: input.name,
      predictions: predictions.filter(({ line }) => !brings(line.inputs, input)).length,
      of: predictions.length,
    }))
    .filter((one) => one.predictions > 0)
    .slice(0, 1);
}
