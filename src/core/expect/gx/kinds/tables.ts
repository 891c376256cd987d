// Expectations of Great Expectations about a table: its columns, its rows, and queries of a person's own.
import * as z from 'zod';
import type { Check } from '../../expectation';
import { isTypeName } from '../../typeNames';
import { column, ends, flag, isOrdered, kind, rangeOf, turned, whole, type Kind } from './arguments';

export const tables: Readonly<Record<string, Kind>> = {
  expect_column_to_exist: kind(
    { column, column_index: whole.nullish() },
    ({ column: name, column_index: index }) => ({
      kind: 'column',
      column: name,
      // Great Expectations takes 0 for none.
      ...(index ? { index } : {}),
    }),
  ),
  expect_column_type_to_be: kind({ column, type_: z.string() }, ({ column: name, type_ }) =>
    isTypeName(type_)
      ? { kind: 'columnType', column: name, names: [type_] }
      : { refused: `${type_} is no type that is known.` },
  ),
  expect_table_columns_to_match_ordered_list: kind({ column_list: z.array(z.string()).nullable() }, (args) =>
    columns(args.column_list, 'list'),
  ),
  expect_table_columns_to_match_set: kind(
    { column_set: z.array(z.string()).nullable(), exact_match: flag },
    ({ column_set, exact_match }) => columns(column_set ?? [], exact_match === false ? 'subset' : 'set'),
  ),
  expect_table_column_count_to_be_between: kind(ends, (args) => ({
    kind: 'figure',
    of: 'columns',
    range: rangeOf(args),
  })),
  expect_table_column_count_to_equal: kind({ value: whole }, ({ value }) => ({
    kind: 'figure',
    of: 'columns',
    range: { low: value, high: value },
  })),
  expect_table_row_count_to_be_between: kind(ends, (args) =>
    isOrdered(args) ? { kind: 'figure', of: 'rows', range: rangeOf(args) } : { refused: turned },
  ),
  expect_table_row_count_to_equal: kind({ value: whole }, ({ value }) => ({
    kind: 'figure',
    of: 'rows',
    range: { low: value, high: value },
  })),
  unexpected_rows_expectation: kind(
    { unexpected_rows_query: z.string().min(1) },
    ({ unexpected_rows_query: sql }) => ({
      kind: 'query',
      sql: sql.replace(/\{\{|\}\}|\{batch\}/g, (part) => (part === '{batch}' ? 'data' : part.slice(1))),
    }),
  ),
};

const columns = (names: readonly string[] | null, need: 'list' | 'set' | 'subset'): Check =>
  names === null
    ? { kind: 'settled', passed: true, observed: 'no list is given' }
    : { kind: 'columns', names, need };
