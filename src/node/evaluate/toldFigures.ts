// The figures of one split's scores, by the task: classes or numbers.
import type { Constant } from '../../core/evaluate/constant';
import { evaluateBinary } from '../../core/evaluate/evaluateBinary';
import { evaluateRegression } from '../../core/evaluate/evaluateRegression';
import type { Evaluation, Figures } from '../../core/evaluate/evaluation';
import { counted } from '../../core/figures';
import { seededRandom } from '../../core/random';
import type { Tell } from '../stage';
import type { LabelledRows } from './rows';

export interface MeasuredRows {
  readonly labels: Float64Array;
  readonly scores: Float64Array;
  readonly threshold?: number;
  readonly groups?: readonly string[];
}

interface FiguresOf {
  readonly task: Evaluation['task'];
  readonly rows: LabelledRows;
  readonly measured: MeasuredRows;
  readonly constant?: Constant;
}

export async function toldFigures(tell: Tell, split: string, of: FiguresOf): Promise<Figures> {
  await tell(`Measuring on ${counted(of.rows.rows.length, `${split} row`)}, each figure with its interval`);
  return figures(of);
}

function figures({ task, rows: { times }, measured, constant }: FiguresOf): Figures {
  const random = seededRandom(2);
  const span = times && times.length > 0 ? spanOf(times) : {};
  if (task === 'regression') {
    const { labels: actual, scores: predicted, groups } = measured;
    const options = { actual, predicted, random, ...(groups === undefined ? {} : { groups }) };
    return {
      ...evaluateRegression(constant?.kind === 'centre' ? { ...options, constant } : options),
      ...span,
    };
  }
  const options = { ...measured, random };
  return { ...evaluateBinary(constant?.kind === 'share' ? { ...options, constant } : options), ...span };
}

function spanOf(times: readonly string[]): { from: string; to: string } {
  let [from, to] = [times[0] ?? '', times[0] ?? ''];
  for (const time of times) {
    if (time < from) from = time;
    if (time > to) to = time;
  }
  return { from, to };
}
