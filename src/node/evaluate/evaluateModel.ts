// A model file measured: calibration and threshold chosen on validation, everything else on rows nobody chose by.
import { chooseCalibration, type CalibrationMap } from '../../core/evaluate/calibration';
import { constantOf } from '../../core/evaluate/constant';
import { numericLabels } from '../../core/evaluate/labels';
import type { Evaluation } from '../../core/evaluate/evaluation';
import { metricValue } from '../../core/evaluate/metricValue';
import { evaluateSlices } from '../../core/evaluate/slices';
import { chooseThreshold } from '../../core/evaluate/threshold';
import { scoresOf } from '../../core/deploy/scores';
import { noScoreFor, unansweredOf } from '../../core/evaluate/unanswered';
import { evaluationWarnings } from '../../core/evaluate/warnings';
import { failed } from '../../core/errors';
import type { Goal, MetricName } from '../../core/manifest/manifest';
import { scoreBuckets, type Reference } from '../../core/monitor/reference';
import { seededRandom } from '../../core/random';
import { moneyTable, moneyValue, type Policy } from '../../core/value/money';
import { counted } from '../../core/figures';
import type { LoadedModel } from '../onnx/session';
import { withModel } from '../onnx/withModel';
import { importanceOf } from '../score/importance';
import type { LabelledRows } from './rows';
import { untold, type Tell } from '../stage';
import { sliceColumn } from './sliceColumn';
import { toldFigures, type MeasuredRows } from './toldFigures';

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
  /** Chosen elsewhere, where there are no such rows. */
  readonly chosen?: Pick<Evaluation, 'threshold' | 'calibration' | 'chosenOn' | 'warnings'>;
  readonly test: LabelledRows;
  /** What it learnt from, for a baseline and borders of slices that owe nothing to the test rows; undefined takes both from those. */
  readonly train?: LabelledRows;
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
  | 'chosenOn'
  | 'validation'
  | 'test'
  | 'slices'
  | 'value'
  | 'served'
  | 'warnings'
> &
  /** On the rows it was chosen on, where they are given, else on test. */
  Required<Pick<Reference, 'scores' | 'importance'>>;

/** Throws where the file cannot be opened, takes columns that the rows do not have, or gives too few of the test rows a score. */
export async function evaluateModel(
  under: ModelUnderTest,
  signal: AbortSignal,
  tell: Tell = untold,
): Promise<Measured> {
  return withModel(under.file, (model) => measure(under, model, { signal, tell }), { signal });
}

interface Measuring {
  readonly signal: AbortSignal;
  readonly tell: Tell;
}

async function measure(
  under: ModelUnderTest,
  model: LoadedModel,
  { signal, tell }: Measuring,
): Promise<Measured> {
  const { task, target, classes, positive, metric, money, validation, chosen, test, train } = under;
  if (validation) await tell(`Scoring ${counted(validation.rows.length, 'validation row')}`);
  const calibration = await chosenCalibration(under, model, signal);
  const scoring = { ...under, ...(calibration ? { calibration } : {}) };
  const scored = async (rows: LabelledRows['rows']) => scoresOf(scoring, await model.predict(rows, signal));
  const validated = validation
    ? { labels: numericLabels(under, validation.labels), scores: await scored(validation.rows) }
    : undefined;
  const threshold =
    task === 'classification' && validated ? chosenThreshold(validated, money) : chosen?.threshold;
  const labels = numericLabels(under, test.labels);
  await tell(`Scoring ${counted(test.rows.length, 'test row')}`);
  const scores = await scored(test.rows);
  refuseUnanswered(labels, scores);
  const atThreshold = threshold ? { threshold: threshold.value } : {};
  const measured = { labels, scores, ...atThreshold, ...groupsOfRows(test) };
  const constant = train && constantOf(task, numericLabels(under, train.labels));
  const heldAgainst = constant === undefined ? {} : { constant };
  const validationFigures =
    validated && validation
      ? await toldFigures(tell, 'validation', {
          task,
          rows: validation,
          ...heldAgainst,
          measured: { ...validated, ...atThreshold, ...groupsOfRows(validation) },
        })
      : undefined;
  const testFigures = await toldFigures(tell, 'test', { task, rows: test, measured, ...heldAgainst });
  const warnings = [
    ...evaluationWarnings({
      labels,
      scores,
      metric,
      figures: testFigures,
      ...(threshold ? { threshold } : {}),
      ...(positive === undefined ? {} : { positive }),
    }),
    ...(chosen?.warnings ?? []),
  ];
  if (under.slices.length > 0) await tell(`Measuring by ${under.slices.join(', ')}`);
  const slices = evaluateSlices({
    metric,
    ...measured,
    columns: under.slices.map((name) => sliceColumn(name, test, train)),
    random: seededRandom(3),
  });
  if (money && task === 'classification') await tell('Working out what its calls are worth');
  const value = money && task === 'classification' ? worth(measured, money) : {};
  await tell('Measuring what each column contributes');
  return {
    task,
    metric,
    target,
    ...(classes ? { classes } : {}),
    ...(positive === undefined ? {} : { positive }),
    ...(threshold ? { threshold } : {}),
    ...(calibration ? { calibration } : {}),
    ...(chosen?.chosenOn === undefined ? {} : { chosenOn: chosen.chosenOn }),
    ...(validationFigures ? { validation: validationFigures } : {}),
    test: testFigures,
    slices,
    ...value,
    ...(warnings.length > 0 ? { warnings } : {}),
    scores: scoreBuckets(validated?.scores ?? scores),
    importance: await importanceOf({
      rows: (validation ?? test).rows,
      columns: model.inputs.map(({ name }) => name),
      metric,
      score: scored,
      labels: validated?.labels ?? labels,
      ...groupsOfRows(validation ?? test),
      measure: (known, shuffled) => metricValue(metric, { ...atThreshold, labels: known, scores: shuffled }),
    }),
  };
}

async function chosenCalibration(
  under: ModelUnderTest,
  model: LoadedModel,
  signal: AbortSignal,
): Promise<CalibrationMap | undefined> {
  const { task, validation, chosen } = under;
  if (task !== 'classification') return undefined;
  if (!validation) return chosen?.calibration;
  const raw = scoresOf(under, await model.predict(validation.rows, signal));
  return chooseCalibration(numericLabels(under, validation.labels), raw);
}

function chosenThreshold(
  rows: { readonly labels: Float64Array; readonly scores: Float64Array },
  money: Goal['value'],
): Evaluation['threshold'] {
  const aim = money ? ({ kind: 'money', table: moneyTable(money) } as const) : ({ kind: 'f1' } as const);
  const chosen = chooseThreshold({ ...rows, aim });
  if (!chosen) return undefined;
  const { value, chosenBy, share, rows: of } = chosen;
  return { value, chosenBy, calls: { share, of } };
}

/** A model that answers the easy rows only would look the better for it. */
function refuseUnanswered(labels: Float64Array, scores: Float64Array): void {
  const unanswered = unansweredOf(labels, scores);
  if (unanswered.isTooMany)
    throw failed(`The model gives ${noScoreFor(unanswered)} of the test split.`, {
      hint: 'Let its script fill missing values before the model sees them, or drop such rows in prepare.',
    });
}

const groupsOfRows = ({ groups }: LabelledRows) => (groups === undefined ? {} : { groups });

/** With a capacity: the best of a batch, which needs the batch, and what the label that is served for each row comes to. */
function worth(
  { threshold, ...rows }: MeasuredRows,
  money: NonNullable<Goal['value']>,
): Pick<Evaluation, 'value' | 'served'> {
  const table = moneyTable(money);
  const { capacity } = table;
  const valueBy = (policy: Policy) => moneyValue({ ...rows, table, policy, random: seededRandom(4) });
  if (capacity === undefined) return { value: valueBy(threshold === undefined ? {} : { threshold }) };
  return {
    value: valueBy({ capacity }),
    ...(threshold === undefined ? {} : { served: valueBy({ capacity, threshold }) }),
  };
}
