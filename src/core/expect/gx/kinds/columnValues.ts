// Expectations of Great Expectations about each value of one column.
import * as z from 'zod';
import type { Json } from '../../../json';
import type { Need, ValueTest } from '../../expectation';
import { pythonRegex } from '../../python/regex';
import { wrongFormat } from '../../python/strptime';
import { isTypeName } from '../../typeNames';
import {
  cells,
  column,
  ends,
  flag,
  hasEnd,
  isOrdered,
  kind,
  noEnd,
  old,
  rangeOf,
  turned,
  whole,
  type Kind,
} from './arguments';

const values = <S extends z.ZodRawShape>(
  shape: S,
  make: (args: z.output<z.ZodObject<S, z.core.$strict>>) => ValueTest | { readonly refused: string },
): Kind =>
  kind({ column, ...shape }, (args) => {
    const made = make(args as never);
    return 'refused' in made
      ? made
      : { kind: 'values', column: (args as { column: string }).column, test: made };
  });

const matching = (patterns: readonly string[], need: Need): ValueTest | { readonly refused: string } => {
  const translated = patterns.map((pattern) => ({ pattern, ...pythonRegex(pattern) }));
  const refused = translated.find((one) => 'refused' in one);
  if (refused && 'refused' in refused)
    return { refused: `the pattern ${refused.pattern} has ${refused.refused}.` };
  return {
    kind: 'matches',
    patterns: translated.flatMap((one) => ('regex' in one ? [one.regex] : [])),
    need,
  };
};

const like = (patterns: readonly string[], need: Need, escape: string | null | undefined): ValueTest => ({
  kind: 'like',
  patterns,
  need,
  ...(escape == null ? {} : { escape }),
});

const named = (names: readonly string[]): ValueTest | { readonly refused: string } => {
  if (names.some(isTypeName)) return { kind: 'typeName', names };
  return { refused: `${names.join(', ')} is no type that is known.` };
};

const escape = z.string().length(1).nullish();
const anyOrAll = z.enum(['any', 'all']).default('any');
const list = z.array(z.string()).min(1);

const order = (direction: 'up' | 'down') =>
  values({ strictly: flag, ...old }, ({ strictly }) => ({
    kind: 'order',
    direction,
    isStrict: strictly === true,
  }));

export const columnValues: Readonly<Record<string, Kind>> = {
  expect_column_values_to_not_be_null: kind({ column }, (args) => ({ kind: 'present', ...args })),
  expect_column_values_to_be_null: kind({ column }, (args) => ({ kind: 'present', ...args, isAbsent: true })),
  expect_column_values_to_be_unique: kind({ column }, ({ column: name }) => ({
    kind: 'unique',
    columns: [name],
    ignored: 'any missing',
  })),
  expect_column_values_to_be_between: values({ ...ends, ...old }, (args) => {
    if (!hasEnd(args)) return { refused: noEnd };
    return isOrdered(args) ? { kind: 'within', range: rangeOf(args) } : { refused: turned };
  }),
  expect_column_values_to_be_in_set: values({ value_set: cells, ...old }, ({ value_set }) => ({
    kind: 'among',
    values: value_set,
  })),
  expect_column_values_to_not_be_in_set: values({ value_set: cells, ...old }, ({ value_set }) => ({
    kind: 'among',
    values: value_set,
    isNot: true,
  })),
  expect_column_values_to_be_of_type: values({ type_: z.string() }, ({ type_ }) => named([type_])),
  expect_column_values_to_be_in_type_list: values({ type_list: list }, ({ type_list }) => named(type_list)),
  expect_column_values_to_be_increasing: order('up'),
  expect_column_values_to_be_decreasing: order('down'),
  expect_column_value_lengths_to_be_between: values(
    { min_value: whole.nullish(), max_value: whole.nullish(), strict_min: flag, strict_max: flag },
    (args) => {
      if (!hasEnd(args)) return { refused: noEnd };
      return isOrdered(args) ? { kind: 'length', range: rangeOf(args) } : { refused: turned };
    },
  ),
  expect_column_value_lengths_to_equal: values({ value: z.number() }, ({ value }) => ({
    kind: 'length',
    range: { low: value, high: value },
  })),
  expect_column_values_to_match_regex: values({ regex: z.string().default('(?s).*') }, ({ regex }) =>
    matching([regex], 'all'),
  ),
  expect_column_values_to_not_match_regex: values({ regex: z.string() }, ({ regex }) =>
    matching([regex], 'none'),
  ),
  expect_column_values_to_match_regex_list: values({ regex_list: list, match_on: anyOrAll }, (args) =>
    matching(args.regex_list, args.match_on),
  ),
  expect_column_values_to_not_match_regex_list: values({ regex_list: list }, ({ regex_list }) =>
    matching(regex_list, 'none'),
  ),
  expect_column_values_to_match_like_pattern: values({ like_pattern: z.string(), escape }, (args) =>
    like([args.like_pattern], 'all', args.escape),
  ),
  expect_column_values_to_not_match_like_pattern: values({ like_pattern: z.string(), escape }, (args) =>
    like([args.like_pattern], 'none', args.escape),
  ),
  expect_column_values_to_match_like_pattern_list: values(
    { like_pattern_list: list, match_on: anyOrAll, escape },
    (args) => like(args.like_pattern_list, args.match_on, args.escape),
  ),
  expect_column_values_to_not_match_like_pattern_list: values({ like_pattern_list: list, escape }, (args) =>
    like(args.like_pattern_list, 'none', args.escape),
  ),
  expect_column_values_to_match_strftime_format: values(
    { strftime_format: z.string() },
    ({ strftime_format }) => {
      const wrong = wrongFormat(strftime_format);
      return wrong === undefined
        ? { kind: 'format', format: strftime_format }
        : { refused: `of its format, ${wrong}.` };
    },
  ),
  expect_column_values_to_be_dateutil_parseable: values({}, () => ({ kind: 'reads', as: 'date' })),
  expect_column_values_to_be_json_parseable: values({}, () => ({ kind: 'reads', as: 'json' })),
  expect_column_values_to_match_json_schema: values(
    { json_schema: z.record(z.string(), z.json()) },
    (args) => ({
      kind: 'schema',
      schema: args.json_schema as Json,
    }),
  ),
  expect_column_value_z_scores_to_be_less_than: values(
    { threshold: z.number(), double_sided: z.boolean().default(true) },
    ({ threshold, double_sided }) => ({ kind: 'zScore', threshold, isBothSided: double_sided }),
  ),
  expect_column_values_to_not_be_outliers: values(
    { method: z.enum(['iqr', 'std']).default('iqr'), multiplier: z.number().min(0).default(1.5) },
    (args) => ({ kind: 'outlier', ...args }),
  ),
};
