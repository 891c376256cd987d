// Expectations of Great Expectations about figures of a column: means, quantiles, sets of values, divergence.
import * as z from 'zod';
import type { FigureName, Partition } from '../../expectation';
import { cells, column, ends, flag, kind, old, rangeOf, type Kind } from './arguments';

const figure = (of: FigureName): Kind =>
  kind({ column, ...ends, ...old }, ({ column: name, ...args }) => ({
    kind: 'figure',
    of,
    column: name,
    range: rangeOf(args),
  }));

const partition = z.union([
  z.strictObject({
    bins: z.array(z.number().or(z.literal([Infinity, -Infinity]))).min(2),
    weights: z.array(z.number()).min(1),
    tail_weights: z.tuple([z.number(), z.number()]).optional(),
  }),
  z.strictObject({ values: cells.min(1), weights: z.array(z.number()).min(1) }),
]);

/** As `is_valid_partition_object` of Great Expectations has it. */
function wrongPartition(given: z.output<typeof partition>): string | undefined {
  const sum = [...given.weights, ...('tail_weights' in given ? (given.tail_weights ?? []) : [])].reduce(
    (a, b) => a + b,
    0,
  );
  if (Math.abs(sum - 1) > 1e-5 + 1e-8) return 'the weights of its partition do not add up to 1.';
  if ('values' in given)
    return given.values.length === given.weights.length
      ? undefined
      : 'its partition has not one weight for each value.';
  if (given.bins.length !== given.weights.length + 1) return 'its partition has not one weight for each bin.';
  if (given.bins.some((edge, at) => at > 0 && edge <= (given.bins[at - 1] ?? NaN)))
    return 'its bins do not ascend.';
  const isOpen = given.bins[0] === -Infinity || given.bins.at(-1) === Infinity;
  return isOpen && given.tail_weights ? 'open bins have no tails.' : undefined;
}

const partitionOf = (given: z.output<typeof partition>): Partition =>
  'values' in given
    ? { kind: 'values', values: given.values, weights: given.weights }
    : {
        kind: 'bins',
        edges: given.bins,
        weights: given.weights,
        ...(given.tail_weights ? { tails: given.tail_weights } : {}),
      };

const set = (need: 'within' | 'contains' | 'equals') =>
  kind({ column, value_set: cells, ...old }, ({ column: name, value_set }) => ({
    kind: 'set',
    column: name,
    values: value_set,
    need,
  }));

const interpolations = ['linear', 'lower', 'higher', 'midpoint', 'nearest'] as const;

export const figures: Readonly<Record<string, Kind>> = {
  expect_column_mean_to_be_between: figure('mean'),
  expect_column_median_to_be_between: figure('median'),
  expect_column_min_to_be_between: figure('min'),
  expect_column_max_to_be_between: figure('max'),
  expect_column_sum_to_be_between: figure('sum'),
  expect_column_stdev_to_be_between: figure('sd'),
  expect_column_unique_value_count_to_be_between: figure('distinct'),
  expect_column_proportion_of_unique_values_to_be_between: figure('distinctShare'),
  expect_column_proportion_of_non_null_values_to_be_between: figure('presentShare'),
  expect_column_quantile_values_to_be_between: kind(
    {
      column,
      quantile_ranges: z.strictObject({
        quantiles: z.array(z.number().min(0).max(1)).min(1),
        value_ranges: z.array(z.tuple([z.number().nullable(), z.number().nullable()])),
      }),
      allow_relative_error: z.union([z.boolean(), z.enum(interpolations)]).default(false),
    },
    ({ column: name, quantile_ranges: { quantiles, value_ranges }, allow_relative_error: by }) => {
      if (quantiles.length !== value_ranges.length)
        return { refused: 'it has not one range for each quantile.' };
      return {
        kind: 'quantiles',
        column: name,
        quantiles,
        ranges: value_ranges.map(([low, high]) => rangeOf({ min_value: low, max_value: high })),
        interpolation: typeof by === 'string' ? by : 'nearest',
      };
    },
  ),
  expect_column_distinct_values_to_be_in_set: set('within'),
  expect_column_distinct_values_to_contain_set: set('contains'),
  expect_column_distinct_values_to_equal_set: set('equals'),
  expect_column_most_common_value_to_be_in_set: kind(
    { column, value_set: cells, ties_okay: flag },
    (args) => ({
      kind: 'mostCommon',
      column: args.column,
      values: args.value_set,
      mayTie: args.ties_okay === true,
    }),
  ),
  expect_column_kl_divergence_to_be_less_than: kind(
    {
      column,
      partition_object: partition.nullish(),
      threshold: z.number().min(0).nullish(),
      tail_weight_holdout: z.number().min(0).max(1).default(0),
      internal_weight_holdout: z.number().min(0).max(1).default(0),
      bucketize_data: z.boolean().default(true),
      min_value: z.null().optional(),
      max_value: z.null().optional(),
    },
    (args) => {
      const given = args.partition_object;
      if (!given) return { kind: 'settled', passed: true, observed: 'it is compared with itself' };
      const wrong = wrongPartition(given);
      if (wrong !== undefined) return { refused: wrong };
      if ('tail_weights' in given && given.tail_weights && args.tail_weight_holdout !== 0)
        return { refused: 'there is no tail_weight_holdout beside tail_weights.' };
      if ('values' in given && args.internal_weight_holdout > 0)
        return { refused: 'there is no internal_weight_holdout of single values.' };
      return {
        kind: 'divergence',
        column: args.column,
        partition: partitionOf(given),
        ...(args.threshold == null ? {} : { most: args.threshold }),
        tailHoldout: args.tail_weight_holdout,
        innerHoldout: args.internal_weight_holdout,
      };
    },
  ),
};
