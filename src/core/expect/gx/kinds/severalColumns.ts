// Expectations of Great Expectations about several columns of one row.
import * as z from 'zod';
import type { Ignored } from '../../expectation';
import { cell, column, flag, kind, old, type Kind } from './arguments';

const pairIgnored = z
  .enum(['both_values_are_missing', 'either_value_is_missing', 'neither'])
  .default('both_values_are_missing');
const recordIgnored = z
  .enum(['all_values_are_missing', 'any_value_is_missing', 'never'])
  .default('all_values_are_missing');
const ignoredBy: Readonly<Record<string, Ignored>> = {
  both_values_are_missing: 'all missing',
  either_value_is_missing: 'any missing',
  neither: 'never',
  all_values_are_missing: 'all missing',
  any_value_is_missing: 'any missing',
  never: 'never',
};
const ignored = (name: string): Ignored => ignoredBy[name] ?? 'never';
const pair = { column_A: column, column_B: column, ignore_row_if: pairIgnored };
const record = { column_list: z.array(column).min(1), ignore_row_if: recordIgnored };

export const severalColumns: Readonly<Record<string, Kind>> = {
  expect_column_pair_values_to_be_equal: kind(pair, ({ column_A: a, column_B: b, ignore_row_if }) => ({
    kind: 'pair',
    columns: [a, b],
    test: { kind: 'equal' },
    ignored: ignored(ignore_row_if),
  })),
  expect_column_pair_values_a_to_be_greater_than_b: kind(
    { ...pair, or_equal: flag, ...old },
    ({ column_A: a, column_B: b, ignore_row_if, or_equal }) => ({
      kind: 'pair',
      columns: [a, b],
      test: { kind: 'greater', orEqual: or_equal === true },
      ignored: ignored(ignore_row_if),
    }),
  ),
  expect_column_pair_values_to_be_in_set: kind(
    { ...pair, value_pairs_set: z.array(z.tuple([cell, cell])) },
    ({ column_A: a, column_B: b, ignore_row_if, value_pairs_set }) => ({
      kind: 'pair',
      columns: [a, b],
      test: { kind: 'among', pairs: value_pairs_set },
      ignored: ignored(ignore_row_if),
    }),
  ),
  expect_multicolumn_sum_to_equal: kind({ ...record, sum_total: z.number() }, (args) => ({
    kind: 'record',
    columns: args.column_list,
    test: { kind: 'sum', total: args.sum_total },
    ignored: ignored(args.ignore_row_if),
  })),
  expect_multicolumn_values_to_be_equal: kind(record, ({ column_list, ignore_row_if }) => ({
    kind: 'record',
    columns: column_list,
    test: { kind: 'equal' },
    ignored: ignored(ignore_row_if),
  })),
  expect_select_column_values_to_be_unique_within_record: withinRecord(),
  // What it was called until 0.13.
  expect_multicolumn_values_to_be_unique: withinRecord(),
  expect_compound_columns_to_be_unique: kind(record, ({ column_list, ignore_row_if }) => ({
    kind: 'unique',
    columns: column_list,
    ignored: ignored(ignore_row_if),
  })),
};

function withinRecord(): Kind {
  return kind(record, ({ column_list, ignore_row_if }) => ({
    kind: 'record',
    columns: column_list,
    test: { kind: 'different' },
    ignored: ignored(ignore_row_if),
  }));
}
