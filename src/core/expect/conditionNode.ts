// A condition over the columns of one row: which rows an expectation speaks of. Its SQL is in condition.ts.

/** A value that a cell is compared with; null is a missing one. Dates are texts. */
export type Value = string | number | boolean | null;

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type ConditionNode =
  | {
      readonly kind: 'compare';
      readonly column: string;
      readonly by: Comparison;
      readonly value: Exclude<Value, null>;
    }
  | { readonly kind: 'columns'; readonly column: string; readonly by: Comparison; readonly other: string }
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly Value[] }
  | { readonly kind: 'missing'; readonly column: string }
  | { readonly kind: 'like'; readonly column: string; readonly pattern: string }
  /** A column of booleans by itself. */
  | { readonly kind: 'true'; readonly column: string }
  | { readonly kind: 'and'; readonly of: readonly ConditionNode[] }
  | { readonly kind: 'or'; readonly of: readonly ConditionNode[] }
  | { readonly kind: 'not'; readonly of: ConditionNode };

export interface Condition {
  readonly node: ConditionNode;
  /** A missing value compared is false, and differs from all (`python`, pandas); or neither true nor false (`sql`). */
  readonly missing: 'python' | 'sql';
}
