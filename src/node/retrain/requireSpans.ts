// What a policy's spans have to hold before anything is trained on them; what lacks is told with what would mend it.
import type { PreparedVersion } from '../../core/dataset/version';
import { failed } from '../../core/errors';
import { count } from '../../core/figures';
import type { Dataset } from '../../core/manifest/manifest';
import { isWithin, type Span } from '../../core/monitor/policy';
import { spanText } from '../../core/span';
import { classesOfFile } from '../dataset/classesOfFile';
import type { Problem } from '../evaluate/problem';
import type { ChallengerOrder } from './order';
import type { TrainingFile } from './trainingFile';
import { remedy } from '../../core/remedy';

/** Fewer rows cannot be parted into those to learn from and those to choose on. */
const fewestRows = 10;

/** What to do where a span holds too little. Waiting helps only while labels of its rows, or of newer ones, are still to come. */
export function mendSpan(part: 'data' | 'compare', { from }: Span, unlabelled: readonly string[]): string {
  const lengthen = `engthen ${part}.last of the retraining policy.`;
  return (unlabelled.at(-1) ?? '') >= from ? `Wait for labels, or l${lengthen}` : `L${lengthen}`;
}

type Order = Pick<ChallengerOrder, 'spans' | 'predictions' | 'unlabelled'>;

/** Throws `failed` where a comparison would know one class only. */
export function requireCompared(
  { spans: { compare }, predictions, unlabelled }: Order,
  task: Problem['task'],
): void {
  const compared = predictions.filter(({ time }) => isWithin(time, compare));
  const hint = mendSpan('compare', compare, unlabelled);
  const classes = new Set(compared.map(({ label }) => label));
  if (task === 'classification' && classes.size < 2)
    throw failed(
      `All ${count(compared.length)} labelled predictions from ${spanText(compare)}, to compare on, are "${[...classes].join()}".`,
      { hint },
    );
}

/** Throws `failed` where the training rows cannot be parted, or are of one class. */
export async function requireTraining(
  { file, rows }: Pick<TrainingFile, 'file' | 'rows'>,
  { order, problem }: { readonly order: Pick<Order, 'spans' | 'unlabelled'>; readonly problem: Problem },
  signal: AbortSignal,
): Promise<void> {
  const { train } = order.spans;
  const hint = mendSpan('data', train, order.unlabelled);
  if (rows < fewestRows)
    throw failed(
      `There are ${rows} labelled rows from ${spanText(train)}, under the ${fewestRows} that can be parted into rows to learn from and to choose on.`,
      { hint },
    );
  if (problem.task === 'regression') return;
  const classes = await classesOfFile(file, problem.target, signal);
  if (classes.length < 2)
    throw failed(`All ${count(rows)} labelled rows from ${spanText(train)} are "${classes.join()}".`, {
      hint,
    });
}

/** Throws `failed` where the prepared table lacks the dataset's key: rows of one group would pass for independent. */
export function requireKey({ key }: Pick<Dataset, 'key'>, { dataset, columns }: PreparedVersion): void {
  if (key === undefined || columns.some(({ name }) => name === key)) return;
  throw failed(
    `The prepared rows of "${dataset}" have no column "${key}", its key: rows that belong together would pass for independent.`,
    { hint: `Keep "${key}" in prepare, then prepare it again.`, remedy: remedy('prepare', dataset) },
  );
}
