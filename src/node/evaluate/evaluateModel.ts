// A model file measured: calibration and threshold chosen on validation, everything else on rows nobody chose by.
import { chooseCalibration, type CalibrationMap } from '../../core/evaluate/calibration';
import { numericLabels } from '../../core/evaluate/labels';
import type { Evaluation, Figures } from '../../core/evaluate/evaluation';
import { evaluateBinary } from '../../core/evaluate/evaluateBinary';
import { evaluateRegression } from '../../core/evaluate/evaluateRegression';
import { isRegressionMetric } from '../../core/evaluate/metric';
import { binaryMetric, regressionMetric } from '../../core/evaluate/metrics';
import { evaluateSlices, type SliceColumn } from '../../core/evaluate/slices';
import { chooseThreshold } from '../../core/evaluate/threshold';
import { scoresOf } from '../../core/deploy/scores';
import { wrongInput } from '../../core/errors';
import type { Goal, MetricName } from '../../core/manifest/manifest';
import type { Importance } from '../../core/monitor/reference';
import { seededRandom } from '../../core/random';
import { moneyTable, moneyValue } from '../../core/value/money';
import { openModel, type LoadedModel } from '../onnx/session';
import { importanceOf } from '../score/importance';
import type { LabelledRows } from './rows';

export interface ModelUnderTest {
  /** Absolute. */
  readonly file: string;
  readonly task: 'classification' | 'regression';
  readonly target: string;
  /** In the order of the model's probabilities; undefined for a regression. */
  readonly classes?: readonly string[];
  readonly positive?: string;
  readonly metric: MetricName;
  readonly money?: Goal['value'];
  readonly slices: readonly string[];
  /** Rows to choose calibration and threshold on; undefined: none is chosen. */
  readonly validation?: LabelledRows;
  /** True where the model was trained on the validation rows: they cannot tell whether its scores are calibrated. */
  readonly isValidationSeen?: boolean;
  readonly test: LabelledRows;
}

export type Measured = Pick<
  Evaluation,
  | 'task'
  | 'metric'
  | 'target'
  | 'classes'
  | 'positive'
  | 'threshold'
  | 'calibration'
  | 'validation'
  | 'test'
  | 'slices'
  | 'value'
> & {
  /** On the rows it was chosen on, where they are given, else on test. */
  readonly importance: Importance;
};

/** Throws where the file cannot be opened or takes columns that the rows do not have. */
export async function evaluateModel(under: ModelUnderTest, signal: AbortSignal): Promise<Measured> {
  const model = await openModel(under.file);
  try {
    return await measure(under, model, signal);
  } finally {
    await model.close();
  }
}

async function measure(under: ModelUnderTest, model: LoadedModel, signal: AbortSignal): Promise<Measured> {
  const { task, target, classes, positive, metric, money, validation, test } = under;
  const calibration = await chosenCalibration(under, model, signal);
  const scoring = { ...under, ...(calibration ? { calibration } : {}) };
  const scored = async (rows: LabelledRows['rows']) => scoresOf(scoring, await model.predict(rows, signal));
  const validated = validation
    ? { labels: numericLabels(under, validation.labels), scores: await scored(validation.rows) }
    : undefined;
  const threshold = task === 'classification' && validated ? chosenThreshold(validated, money) : undefined;
  const labels = numericLabels(under, test.labels);
  const scores = await scored(test.rows);
  const measured = { labels, scores, ...(threshold ? { threshold: threshold.value } : {}) };
  const table = money ? moneyTable(money) : undefined;
  const policy =
    table?.capacity !== undefined
      ? { capacity: table.capacity }
      : threshold
        ? { threshold: threshold.value }
        : {};
  return {
    task,
    metric,
    target,
    ...(classes ? { classes } : {}),
    ...(positive === undefined ? {} : { positive }),
    ...(threshold ? { threshold } : {}),
    ...(calibration ? { calibration } : {}),
    ...(validated && validation
      ? {
          validation: figures(task, validation, {
            ...validated,
            ...(threshold ? { threshold: threshold.value } : {}),
          }),
        }
      : {}),
    test: figures(task, test, measured),
    slices: evaluateSlices({
      metric,
      ...measured,
      columns: under.slices.map((name) => sliceColumn(name, test)),
      random: seededRandom(3),
    }),
    ...(table && task === 'classification'
      ? { value: moneyValue({ labels, scores, table, policy, random: seededRandom(4) }) }
      : {}),
    importance: await importanceOf({
      rows: (validation ?? test).rows,
      columns: model.inputs.map(({ name }) => name),
      metric,
      score: scored,
      measure: (shuffled) =>
        plainMetric(metric, { ...measured, labels: validated?.labels ?? labels, scores: shuffled }),
    }),
  };
}

function plainMetric(
  metric: MetricName,
  rows: { readonly labels: Float64Array; readonly scores: Float64Array; readonly threshold?: number },
): number {
  return isRegressionMetric(metric)
    ? regressionMetric(metric, { actual: rows.labels, predicted: rows.scores })
    : binaryMetric(metric, rows);
}

async function chosenCalibration(
  under: ModelUnderTest,
  model: LoadedModel,
  signal: AbortSignal,
): Promise<CalibrationMap | undefined> {
  const { task, validation, isValidationSeen } = under;
  if (task !== 'classification' || !validation || isValidationSeen === true) return undefined;
  const raw = scoresOf(under, await model.predict(validation.rows, signal));
  return chooseCalibration(numericLabels(under, validation.labels), raw);
}

function chosenThreshold(
  rows: { readonly labels: Float64Array; readonly scores: Float64Array },
  money: Goal['value'],
): Evaluation['threshold'] {
  const aim = money ? ({ kind: 'money', table: moneyTable(money) } as const) : ({ kind: 'f1' } as const);
  const chosen = chooseThreshold({ ...rows, aim });
  return chosen && { value: chosen.value, chosenBy: chosen.chosenBy };
}

function figures(
  task: ModelUnderTest['task'],
  { times }: LabelledRows,
  measured: { readonly labels: Float64Array; readonly scores: Float64Array; readonly threshold?: number },
): Figures {
  const random = seededRandom(2);
  const span = times && times.length > 0 ? spanOf(times) : {};
  if (task === 'regression')
    return {
      ...evaluateRegression({ actual: measured.labels, predicted: measured.scores, random }),
      ...span,
    };
  return { ...evaluateBinary({ ...measured, random }), ...span };
}

function spanOf(times: readonly string[]): { from: string; to: string } {
  let [from, to] = [times[0] ?? '', times[0] ?? ''];
  for (const time of times) {
    if (time < from) from = time;
    if (time > to) to = time;
  }
  return { from, to };
}

function sliceColumn(name: string, { rows }: LabelledRows): SliceColumn {
  if (rows.length > 0 && !(name in (rows[0] ?? {})))
    throw wrongInput(`There is no column "${name}" to slice by.`, {
      hint: `There is ${Object.keys(rows[0] ?? {}).join(', ')}.`,
    });
  const values = rows.map((row) => row[name]);
  if (values.every((value) => value === null || value === undefined || typeof value === 'number'))
    return {
      kind: 'numeric',
      name,
      values: Float64Array.from(values, (value) => (typeof value === 'number' ? value : NaN)),
    };
  return {
    kind: 'categorical',
    name,
    values: values.map((value) =>
      value === null || value === undefined
        ? undefined
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value),
    ),
  };
}
