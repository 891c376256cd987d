// Which step of a dataset takes a column away, told from the steps alone.
import type { Step, StepOnRows } from './step';

export interface TakenAway {
  /** Of the step, from 0. */
  readonly index: number;
  readonly step: Step;
  /** What the column is called once all steps are done; undefined where none is left of it, or that is not sure. */
  readonly now?: string;
}

/** By a drop or a rename; undefined where none does, or a later step may make a column of that name again. */
export function takenAway(steps: readonly Step[], column: string): TakenAway | undefined {
  const index = steps.findLastIndex((one) => takes(one, column));
  const step = steps[index];
  if (!step || steps.slice(index).some((one) => mayMake(one, column))) return undefined;
  const isFirst = !steps.slice(0, index).some((one) => takes(one, column)); // else there were two of that name
  const now = isFirst ? steps.slice(index).reduce<string | undefined>(nameAfter, column) : undefined;
  return { index, step, ...(now !== undefined && { now }) };
}

/** Undefined where it is gone, or what has its name may be another. */
function nameAfter(name: string | undefined, step: Step): string | undefined {
  if (name === undefined) return undefined;
  if ('rename' in step && Object.hasOwn(step.rename, name)) return step.rename[name];
  return takes(step, name) || mayMake(step, name) ? undefined : name;
}

const takes = (step: Step, column: string) => namesOf(step).taken.includes(column);
const mayMake = (step: Step, column: string) => namesOf(step).made?.includes(column) ?? true;

/** Of the columns that a step takes away and makes; `made` undefined where they may be any. */
function namesOf(step: Step): { readonly taken: readonly string[]; readonly made?: readonly string[] } {
  if ('drop' in step) return { taken: step.drop, made: [] };
  if ('rename' in step) return { taken: Object.keys(step.rename), made: Object.values(step.rename) };
  if ('derive' in step) return { taken: [], made: Object.keys(step.derive) };
  if ('sql' in step) return { taken: [] };
  step satisfies StepOnValues | StepOnRows;
  return { taken: [], made: [] };
}

type StepOnValues = Extract<Step, { trim: unknown } | { replace: unknown } | { cast: unknown }>;
