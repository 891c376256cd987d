// What is told of a preparation step from lifecycle.yaml alone: how it is written, which columns it reads, makes and takes away. What it does to rows stands in core/prepare/steps.
import type * as z from 'zod';

export interface StepShape<T extends z.ZodType = z.ZodType> {
  /** Of what stands under the step's name. What it gives can be read again, and is then the same. */
  readonly schema: T;
  /** Whether it chooses, orders or adds rows: it says which rows to learn from, not how to read one, and takes no part where a single row is answered. */
  readonly isOnRows: boolean;
  /** Columns that it names. */
  names(written: z.output<T>): readonly string[];
  /** Whether the column is not there after it under its name. Undefined: none is taken away. */
  takes?(written: z.output<T>, column: string): boolean;
  /** Whether it may make a column of that name. Undefined: it makes none. */
  mayMake?(written: z.output<T>, column: string): boolean;
  /** New names by the old ones, of columns that go on under another name. */
  renames?(written: z.output<T>): Readonly<Record<string, string>>;
  /** Whether the column may hold other values after it. One that takes some of the rows may change any. */
  mayChange(written: z.output<T>, column: string): boolean;
  /** The same with each of its SQL expressions over a row, which make a column each, put as `change` gives it. Undefined: it has none. */
  withExpressions?(written: z.output<T>, change: (sql: string, column: string) => string): z.output<T>;
  /** Whether it learns values from the training rows. Undefined: never. */
  learns?(written: z.output<T>): boolean;
  /** Other datasets whose rows it reads. */
  others?(written: z.output<T>): readonly string[];
}

export const stepShape = <T extends z.ZodType>(shape: StepShape<T>): StepShape<T> => shape;
