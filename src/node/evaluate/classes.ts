// The classes that a classifier tells apart, and which of them is the positive one.
import { positiveClass } from '../../core/evaluate/positive';
import type { Problem } from './problem';
import type { LabelledRows } from './rows';

/** Nothing for a regression. Throws `input` where it cannot be told which class of the training rows is the positive one. */
export function classesIn(
  { task, target, declared }: Pick<Problem, 'task' | 'target' | 'declared'>,
  train: LabelledRows,
): { readonly classes?: readonly string[]; readonly positive?: string } {
  if (task === 'regression') return {};
  const classes = classesOf(train);
  return { classes, positive: positiveClass(declared, { target, classes }) };
}

/** Distinct labels in the order that a classifier's probabilities have: sorted as text. */
const classesOf = ({ labels }: LabelledRows) =>
  [...new Set(labels.filter((one) => one !== null).map(String))].sort();
