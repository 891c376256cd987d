// What a preparation step does: to a whole table, and where a single row is answered. One file a step stands beside this; they are listed in index.ts.
import type { LearntOfStep } from '../../dataset/learnt';
import type { Column } from '../../dataset/version';
import type { Problem } from '../../errors';
import type { StepName } from '../../manifest/step';
import type { SqlEngine, StepWorld } from '../engine';
import type { TrainingRows } from '../learnt';
import type { Pipeline } from '../pipeline';

export interface StepMeaning<V = unknown> {
  /** What it learns from the training rows; of a step that learns nothing it is not asked. Undefined: never anything. */
  learn?(written: V, columns: readonly Column[], asked: Learning): Promise<Lesson>;
  compile(written: V, before: Pipeline, place: StepPlace): Compiling | Promise<Compiling>;
  /** Undefined: it takes no part where a single row is answered. */
  readonly serving?: StepServing<V>;
}

export type Compiling = Pipeline | { readonly problems: readonly Problem[] };

/** Remarks are for a person: what was learnt that may surprise. */
export type Lesson =
  | { readonly learnt: LearntOfStep; readonly remarks?: readonly string[] }
  | { readonly problems: readonly Problem[] };

export interface Learning {
  readonly training: TrainingRows;
  /** The step as a person knows it. */
  readonly what: string;
}

export interface StepPlace {
  readonly name: StepName;
  readonly index: number;
  /** The step as a person knows it. */
  readonly what: string;
  readonly engine: SqlEngine;
  /** Undefined: it learns nothing. */
  readonly learnt?: LearntOfStep;
  /** Undefined where a single row is answered. */
  readonly world?: StepWorld;
}

/** How a step that looks at one row is cut down to what is asked of a single row. */
export interface StepServing<V = unknown> {
  /** `wanted`: columns that are asked for after it. */
  narrow(written: V, wanted: ReadonlySet<string>, facts: ServingFacts): Narrowed<V>;
  /** Columns there after it, of those before it. Undefined: the same. */
  after?(written: V, before: ReadonlySet<string>, learnt?: LearntOfStep): ReadonlySet<string>;
}

export interface Narrowed<V = unknown> {
  /** What of it the wanted columns come from; undefined: nothing. */
  readonly written?: V;
  /** Columns that are asked for before it. */
  readonly wanted: ReadonlySet<string>;
}

export interface ServingFacts {
  /** The columns that an expression reads. */
  readonly reads: (expression: string) => readonly string[];
  readonly learnt?: LearntOfStep;
}

export const wrongStep = (message: string, hint?: string): { readonly problems: readonly Problem[] } => ({
  problems: [{ severity: 'error', message, ...(hint === undefined ? {} : { hint }) }],
});
