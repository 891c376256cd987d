// Whether a column is still what was read from the file, told from the steps alone.
import type { Step, StepOnRows } from '../manifest/step';

/** Whether the column may hold other values after the step. One that takes some of the rows may change any. */
export function mayChange(step: Step, column: string): boolean {
  if ('trim' in step) return step.trim.includes(column);
  if ('replace' in step) return step.replace.columns.includes(column);
  if ('drop' in step) return step.drop.includes(column);
  if ('rename' in step) return Object.entries(step.rename).flat().includes(column);
  if ('cast' in step) return Object.hasOwn(step.cast, column);
  if ('derive' in step) return Object.hasOwn(step.derive, column);
  step satisfies StepOnRows;
  return true;
}
