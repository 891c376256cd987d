// Which step of a dataset takes a column away, told from the steps alone.
import { mayMake, renamesIn, takes, type Step } from './step';

export interface TakenAway {
  /** Of the step, from 0. */
  readonly index: number;
  readonly step: Step;
  /** What the column is called once all steps are done; undefined where none is left of it, or that is not sure. */
  readonly now?: string;
}

/** By a drop, a select, a rename or an encoding; undefined where none does, or a later step may make a column of that name again. */
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
  const renames = renamesIn(step);
  if (Object.hasOwn(renames, name)) return renames[name];
  return takes(step, name) || mayMake(step, name) ? undefined : name;
}
