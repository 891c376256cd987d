// How an expectation is answered: in steps, each of which asks the data for figures and says what they mean.
import type { Json } from '../json';
import type { ColumnKind } from '../profile/profile';

export interface ExpectedColumn {
  readonly name: string;
  /** The engine's type. */
  readonly type: string;
  readonly kind: ColumnKind;
}

export interface ExpectedTable {
  /** What can be selected from. */
  readonly sql: string;
  readonly columns: readonly ExpectedColumn[];
}

/**
 * `scan`: an aggregate that keeps no values, `sorted`: one that does; those of all expectations are asked together, and
 * each is answered by one value. `query`: SQL of its own, answered by its rows.
 */
export interface Ask {
  readonly kind: 'scan' | 'sorted' | 'query';
  readonly sql: string;
}

export interface Verdict {
  readonly kind: 'verdict';
  readonly passed: boolean;
  /** For a person; `withExamples` adds some values. */
  readonly observed: string;
  /** The column whose offending values are shown beside it. */
  readonly examplesOf?: string;
  /** The figure itself. */
  readonly value?: Json;
  readonly unexpectedCount: number;
  readonly elementCount: number;
  /** A SQL condition over the data that selects the offending rows; undefined where no single row is at fault. */
  readonly where?: string;
  /** A query that selects the offending rows, where no condition over one row does. */
  readonly offending?: string;
}

export interface Step {
  readonly kind: 'step';
  readonly asks: readonly Ask[];
  /** Answers in the order of `asks`. */
  readonly next: (answers: readonly unknown[]) => Step | Verdict;
}

export const scan = (sql: string): Ask => ({ kind: 'scan', sql });
export const sorted = (sql: string): Ask => ({ kind: 'sorted', sql });
export const query = (sql: string): Ask => ({ kind: 'query', sql });

export const step = (asks: readonly Ask[], next: Step['next']): Step => ({ kind: 'step', asks, next });

/** What cannot be asked of this data is not met. */
export const notMet = (observed: string): Verdict => ({
  kind: 'verdict',
  passed: false,
  observed,
  unexpectedCount: 0,
  elementCount: 0,
});

/** An aggregate over the rows that meet all conditions; undefined ones are none. */
export function over(aggregate: string, ...conditions: readonly (string | undefined)[]): string {
  const all = allOf(...conditions);
  return all === undefined ? aggregate : `${aggregate} FILTER (WHERE ${all})`;
}

export function allOf(...conditions: readonly (string | undefined)[]): string | undefined {
  const given = conditions.filter((one) => one !== undefined);
  return given.length === 0 ? undefined : given.map((one) => `(${one})`).join(' AND ');
}

/** An answer that is a number; NaN where there is none. */
export const numberOf = (answer: unknown): number =>
  typeof answer === 'number' ? answer : answer === null || answer === undefined ? NaN : Number(answer);

/** The column `v` of the only row of a query's answer. */
export const valueIn = (answer: unknown): unknown => (answer as readonly { readonly v?: unknown }[])[0]?.v;
