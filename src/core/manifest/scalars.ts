// The small texts that a manifest is made of: names, paths, bounds, durations; each with the message a wrong one gets.
import * as z from 'zod';
import { inMilliseconds, parseDuration } from './duration';

/** The schema with examples of right values: hovers, messages and the reference page show them, the first one above all. */
export const like = <T extends z.ZodType>(schema: T, ...examples: z.input<T>[]): T =>
  schema.meta({ examples });

/** Names become folder names, so they are short and plain. `otherwise`: what to do where a text is none. */
const nameOr = (otherwise: string) =>
  z
    .string()
    .max(100, 'A name has at most 100 characters.')
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, otherwise)
    .meta({ title: 'name' });

export const name = nameOr(
  'A name has letters, digits, "_", "." and "-" only, and starts with a letter or digit.',
);

/** Of a goal, where people write the goal itself. */
export const goalName = nameOr(
  'Name the goal here, goal: uptake, and say under goals what it is: goals: {uptake: {metric: roc_auc, target: ">= 0.65"}}.',
);

/** A column's name, as the data has it. */
export const column = z.string().min(1, 'Write the name of a column.').meta({ title: 'column' });
export const columns = z.array(column).min(1, 'Name at least one column.');

/** A share of the whole, between 0 and 1, neither included. */
export const share = z.number().gt(0).lt(1).meta({ title: 'share' });

/** `>= 0.65`, `<= 1%`, `< 50`. */
export const boundText = z
  .string()
  .regex(
    /^\s*(>=|<=|>|<|=)\s*-?\d+(\.\d+)?\s*%?\s*$/,
    'Write a bound in quotes, such as ">= 0.65" or "<= 1%".',
  )
  .meta({ title: 'bound' });

/** `30d`, `3 months`, `6h`; or none, as `0d`. Times are compared as text, so none may leave the years of four digits. */
export const durationOrNone = z
  .string()
  .regex(/^\s*\d+\s*(s|m|h|d|w|months?|years?|days?|weeks?|hours?|minutes?)\s*$/, {
    error: 'Write a duration such as "30d" or "3 months".',
    abort: true,
  })
  .refine(isAtMost('1000 years'), 'Write a duration of at most 1000 years, such as "30d" or "3 months".')
  .meta({ title: 'duration' });

/** One in which something can happen. */
export const durationText = durationOrNone
  .regex(/[1-9]/, 'Write a duration of more than nothing, such as "30d" or "3 months".')
  .meta({ title: 'duration' });

export function isAtMost(longest: string): (text: string) => boolean {
  const limit = inMilliseconds(parseDuration(longest));
  return (text) => inMilliseconds(parseDuration(text)) <= limit;
}

/** `20%` */
export const percentText = z
  .string()
  .regex(/^\s*(100(\.0+)?|\d{1,2}(\.\d+)?)\s*%\s*$/, 'Write a percentage such as "20%".')
  .meta({ title: 'percentage' });

/** A path that stays inside the manifest's folder: not absolute, no drive, no `..`. */
export const insidePath = z
  .string()
  .regex(
    /^(?![/\\~]|[A-Za-z]:)(?!(.*[/\\])?\.\.([/\\]|$))[^\0]+$/,
    'A path is relative to the folder of lifecycle.yaml and stays inside it, e.g. data/bank.csv.',
  )
  .meta({ title: 'path' });

/** A value of a parameter or a cell. */
export const plainValue = z.union([z.string(), z.number(), z.boolean()]).meta({ title: 'value' });
export type ParamValue = z.output<typeof plainValue>;

export const isAscending = ([low, high]: readonly [number, number]) => low <= high;
export const ascendingMessage = 'The first number is the lower end: it must not be larger than the second.';
