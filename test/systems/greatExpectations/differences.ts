// Where we answer otherwise than Great Expectations, and why: nothing else may differ.
import type { Written } from './cases';

export interface Difference {
  readonly reason: string;
  readonly applies: (expectation: Written, theirs: Answered) => boolean;
}

export interface Answered {
  readonly error?: string;
  readonly elementCount?: number | null;
  readonly missingCount?: number | null;
}

const hasEnd = ({ kwargs }: Written, pattern: RegExp) =>
  [kwargs['min_value'], kwargs['max_value']].some((end) => typeof end === 'string' && pattern.test(end));

export const differences: readonly Difference[] = [
  {
    reason: 'Texts are compared with texts; Great Expectations 1.x takes no text but a date for an end.',
    applies: ({ type, kwargs }, { error }) =>
      type === 'expect_column_values_to_be_between' && kwargs['column'] === 's' && error !== undefined,
  },
  {
    reason: 'A time is compared with a date; its engine for pandas raises an error.',
    applies: (expectation, { error }) =>
      expectation.kwargs['column'] === 'd' && hasEnd(expectation, /^\d{4}-\d\d-\d\d$/) && error !== undefined,
  },
  {
    reason:
      'A column without a single value has its type; pandas keeps no type of it, and takes every type for right.',
    applies: ({ type }, { elementCount, missingCount }) =>
      /_of_type$|_in_type_list$/.test(type) && elementCount === missingCount,
  },
];
