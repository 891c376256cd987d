// Reading what steps learnt from the training rows, and writing it into SQL as constants.
import type { LearntOfStep } from '../dataset/learnt';
import { wrongInput } from '../errors';

/** Rows to learn from. */
export interface TrainingRows {
  /** A SELECT over the table `training`, which has the columns before the step. */
  ask<T extends object>(select: string): Promise<readonly T[]>;
}

/** Reads what was learnt of one column. A version's file comes from the workspace: what is put into SQL is held to what it must be. */
export interface LearntReader {
  number(name: string): number;
  text(name: string): string;
  numbers(name: string): readonly number[];
  texts(name: string): readonly string[];
  has(name: string): boolean;
}

export function readerOf(learnt: LearntOfStep | undefined, column: string): LearntReader {
  const values = learnt && Object.hasOwn(learnt, column) ? learnt[column] : undefined;
  const wrong = () => wrongInput(`What was learnt of "${column}" is not there, or is not what it must be.`);
  const one = <T>(name: string, isRight: (value: unknown) => value is T): T => {
    const value: unknown = values && Object.hasOwn(values, name) ? values[name] : undefined;
    if (!isRight(value)) throw wrong();
    return value;
  };
  const several = <T>(name: string, isRight: (value: unknown) => value is T): readonly T[] =>
    one(name, (value): value is T[] => Array.isArray(value) && value.every(isRight));
  return {
    number: (name) => one(name, isNumber),
    text: (name) => one(name, isText),
    numbers: (name) => several(name, isNumber),
    texts: (name) => several(name, isText),
    has: (name) => values !== undefined && Object.hasOwn(values, name),
  };
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string';

/** A number as SQL that every engine reads as exactly this DOUBLE. */
export function exactly(value: number): string {
  if (!isNumber(value)) throw wrongInput(`${String(value)} cannot stand in a preparation.`);
  return value.toExponential();
}
