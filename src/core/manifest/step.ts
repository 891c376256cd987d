// One preparation step as written in the manifest: a map with one key, its name. How each is written stands under steps/, what it means in SQL in core/prepare/steps.
import * as z from 'zod';
import { bin } from './steps/bin';
import { cast } from './steps/cast';
import { clip } from './steps/clip';
import { deduplicate } from './steps/deduplicate';
import { derive } from './steps/derive';
import { drop } from './steps/drop';
import { encode } from './steps/encode';
import { extract } from './steps/extract';
import { fill } from './steps/fill';
import { filter } from './steps/filter';
import { join } from './steps/join';
import { joinAsof } from './steps/joinAsof';
import { letterCase } from './steps/letterCase';
import { rename } from './steps/rename';
import { replace } from './steps/replace';
import { run } from './steps/run';
import { sample } from './steps/sample';
import { scale } from './steps/scale';
import { select } from './steps/select';
import type { StepShape } from './steps/shape';
import { sort } from './steps/sort';
import { splitColumn } from './steps/splitColumn';
import { sql } from './steps/sql';
import { trim } from './steps/trim';
import { union } from './steps/union';

/** In the order of the reference page, in which one may follow the other. */
const shapes = {
  trim,
  replace,
  drop,
  rename,
  cast,
  derive,
  filter,
  deduplicate,
  sql,
  run,
  union,
  join,
  join_asof: joinAsof,
  sort,
  sample,
  select,
  case: letterCase,
  split_column: splitColumn,
  extract,
  fill,
  clip,
  bin,
  encode,
  scale,
} as const;

export type StepName = keyof typeof shapes;
type Named<N extends StepName, V> = { [K in N]: V };
/** What is left out is not there, rather than undefined. */
type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
export type Written<N extends StepName> = Defined<z.output<(typeof shapes)[N]['schema']>>;
export type Step = { [N in StepName]: Named<N, Written<N>> }[StepName];
type StepInput = { [N in StepName]: Named<N, z.input<(typeof shapes)[N]['schema']>> }[StepName];

export const stepSchema = z
  .union(Object.entries(shapes).map(([name, { schema }]) => z.strictObject({ [name]: schema })))
  .meta({
    title: 'step',
    description: 'Each step is a map with one key, its name.',
  }) as unknown as z.ZodType<Step, StepInput>;

/** Says which rows to learn from, not how to read one: it takes no part where a single row is answered. */
export const isOnRows = (step: Step): boolean => shapeOf(step)?.isOnRows ?? true;
/** The same by its name. */
export const makesRows = (name: StepName): boolean => shapes[name].isOnRows;
/** Columns that it names. */
export const namesIn = (step: Step): readonly string[] => shapeOf(step)?.names(writtenIn(step)) ?? [];
/** Whether the column is not there after it under its name. */
export const takes = (step: Step, column: string): boolean =>
  shapeOf(step)?.takes?.(writtenIn(step), column) ?? false;
/** Whether it may make a column of that name. */
export const mayMake = (step: Step, column: string): boolean =>
  shapeOf(step)?.mayMake?.(writtenIn(step), column) ?? false;
/** New names by the old ones, of columns that go on under another name. */
export const renamesIn = (step: Step): Readonly<Record<string, string>> =>
  shapeOf(step)?.renames?.(writtenIn(step)) ?? {};
/** Whether the column may hold other values after the step. One that takes some of the rows may change any. */
export const mayChange = (step: Step, column: string): boolean =>
  shapeOf(step)?.mayChange(writtenIn(step), column) ?? true;
/** The same step, each of its SQL expressions over a row as `change` gives it. */
export const withExpressions = (step: Step, change: (sql: string, column: string) => string): Step => {
  const changed = shapeOf(step)?.withExpressions?.(writtenIn(step), change);
  return changed === undefined ? step : ({ [nameOf(step)]: changed } as Step);
};
/** New columns by the SQL expression over the row that makes each. */
export function expressionsIn(step: Step): Readonly<Record<string, string>> {
  const found: [column: string, sql: string][] = [];
  withExpressions(step, (sql, column) => {
    found.push([column, sql]);
    return sql;
  });
  return Object.fromEntries(found);
}
/** Whether it learns values from the training rows. */
export const learns = (step: Step): boolean => shapeOf(step)?.learns?.(writtenIn(step)) ?? false;
/** Other datasets whose rows it reads. */
export const othersIn = (step: Step): readonly string[] => shapeOf(step)?.others?.(writtenIn(step)) ?? [];

export const nameOf = (step: Step) => Object.keys(step)[0] as StepName;
/** What stands under its name. */
export const writtenIn = (step: Step): unknown => Object.values(step)[0];

/** Undefined: of a newer version of this program. */
const shapeOf = (step: Step): StepShape | undefined =>
  Object.hasOwn(shapes, nameOf(step)) ? shapes[nameOf(step)] : undefined;
