// Generated tables with suites over them: every expectation of the core about one table, with arguments that some rows meet and some do not.
import type { Random } from './random';

export interface Generated {
  /** The table as a query of DuckDB. */
  readonly table: string;
  /** pandas knows no LIKE and no SQL: these are put to SQLite. */
  readonly engine: 'pandas' | 'sqlite';
  readonly expectations: readonly Written[];
}

export interface Written {
  readonly type: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
}

type Cell = string | number | boolean | null;

/** Columns of each kind, small enough that ties, repetitions and gaps are common. */
export function generateTable(random: Random): {
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  readonly sql: string;
} {
  const size = random.pick([0, 1, 2, 3, 7, 20, 60, 200]);
  const gaps = random.pick([0, 0, 0.1, 0.5, 1]);
  const missing = (value: Cell): Cell => (random.next() < gaps ? null : value);
  const step = random.pick([-1, 1]);
  const rows = Array.from({ length: size }, (_none, at) => ({
    i: random.int(0, 9),
    j: random.int(0, 9),
    n: missing(random.int(-20, 20) / 4),
    m: missing(random.int(-20, 20) / 4),
    x: missing(Math.round(random.normal() * 1000) / 1000),
    up: missing(step * (at + random.int(0, 2))),
    s: missing(random.pick(words)),
    t: missing(random.pick(words)),
    b: random.next() < 0.5,
    d: missing(`2020-0${random.int(1, 3)}-1${random.int(0, 9)} 0${random.int(0, 9)}:00:00`),
    js: missing(random.pick(jsons)),
    ts: missing(random.pick(times)),
    jq: missing(random.pick(objects)),
  }));
  const types =
    'i BIGINT, j BIGINT, n DOUBLE, m DOUBLE, x DOUBLE, up DOUBLE, s VARCHAR, t VARCHAR, b BOOLEAN, d TIMESTAMP, js VARCHAR, ts VARCHAR, jq VARCHAR';
  const names = types.split(', ').map((one) => one.split(' ', 1).join());
  const selected = types.split(', ').map((one) => {
    const [name = '', type = ''] = one.split(' ');
    return `CAST(${name} AS ${type}) AS ${name}`;
  });
  const values = rows.map(
    (row) => `(${names.map((name) => literal(row[name as keyof typeof row])).join(', ')})`,
  );
  const none = `(${names.map(() => 'NULL').join(', ')})`;
  const sql = `SELECT ${selected.join(', ')} FROM (VALUES ${values.length > 0 ? values.join(', ') : none}) t(${names.join(', ')})${size === 0 ? ' WHERE false' : ''}`;
  return { rows, sql };
}

const literal = (value: Cell) =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

const words = ['a', 'b', 'ab', 'abc', 'Zebra', '', 'x1', 'x22', 'ünï', '10', 'a b', 'A'];
const jsons = [
  '{"a": 1}',
  '{"a": "x"}',
  '[1, 2]',
  '12',
  '"q"',
  '{a: 1}',
  '',
  'nul',
  'null',
  '{"a": 2, "b": null}',
  '[1,]',
  'NaN',
  '{"a": 1.5}',
];
/** Great Expectations stops at a text that is no JSON where it is held against a schema. */
const objects = ['{"a": 1}', '{"a": "x"}', '[1, 2]', '12', '{}', '{"a": 2, "b": null}', '{"a": 1.5}'];
const times = [
  '2020-01-05',
  '5 Jan 2020',
  'Jan 2020',
  '2020-13-01',
  'tomorrow',
  '12:30',
  '2020-02-30',
  '1/2/2020',
  '20200105',
  '10h 5m',
  '2020-01-05T10:00:00Z',
  '2020-01-05 25:00',
  'x',
  '',
  'May',
  '3rd of May 2001',
  '12.5.2020',
  '31/12/1999',
  '2020-01-05 10:00 PM',
  'Sat',
  '99',
  '1999',
  '10 10 10',
];

/** One of each kind that fits the engine, by chance. */
export function generateExpectations(
  random: Random,
  count: number,
  engine: 'pandas' | 'sqlite',
): readonly Written[] {
  const makers = engine === 'pandas' ? pandas : sqlite;
  return Array.from({ length: count }, () => {
    const { type, kwargs } = random.pick(makers)(random);
    return {
      type,
      kwargs: Object.fromEntries(Object.entries(kwargs).filter(([, value]) => value !== undefined)),
    };
  });
}

type Maker = (random: Random) => Written;

const number = (random: Random) => random.int(-20, 20) / 4;
const mostly = (random: Random) =>
  random.next() < 0.5 ? { mostly: random.pick([0, 0.25, 0.5, 0.75, 0.9, 1]) } : {};
const strict = (random: Random) => ({
  ...(random.next() < 0.3 ? { strict_min: true } : {}),
  ...(random.next() < 0.3 ? { strict_max: true } : {}),
});
const isOften = (random: Random) => random.next() < 0.25;

/** A condition over rows, in one of the forms that suites have. */
function rows(random: Random): Readonly<Record<string, unknown>> {
  if (!isOften(random)) return {};
  const n = number(random);
  return random.pick<Readonly<Record<string, unknown>>>([
    { row_condition: `n > ${n}`, condition_parser: 'pandas' },
    { row_condition: `i < 5 and s == "a"`, condition_parser: 'pandas' },
    { row_condition: `not (i < 5) or n != ${n}`, condition_parser: 'pandas' },
    { row_condition: `s in ["a", "ab"] | i >= 7`, condition_parser: 'pandas' },
    { row_condition: `s.isnull() or i == 3`, condition_parser: 'pandas' },
    { row_condition: `2 <= i < 7`, condition_parser: 'pandas' },
    { row_condition: `b`, condition_parser: 'pandas' },
    { row_condition: `n >= m`, condition_parser: 'pandas' },
    { row_condition: `col("i") >= 4`, condition_parser: 'great_expectations' },
    { row_condition: `col("s").notNull()`, condition_parser: 'great_expectations__experimental__' },
    { row_condition: `col("s") != "a"`, condition_parser: 'great_expectations' },
    { row_condition: { type: 'comparison', column: { name: 'i' }, operator: '>', parameter: 4 } },
    {
      row_condition: { type: 'comparison', column: { name: 's' }, operator: 'NOT_IN', parameter: ['a', 'b'] },
    },
    { row_condition: { type: 'nullity', column: { name: 'n' }, is_null: false } },
    {
      row_condition: {
        type: 'or',
        conditions: [
          { type: 'comparison', column: { name: 'n' }, operator: '<=', parameter: n },
          { type: 'nullity', column: { name: 's' }, is_null: true },
        ],
      },
    },
  ]);
}

/** Two numbers in order, either of which may be left out. */
function ends(random: Random, make: (random: Random) => number | string): Readonly<Record<string, unknown>> {
  const [low, high] = [make(random), make(random)].sort((a, b) => (a < b ? -1 : 1));
  const which = random.next();
  return { ...(which < 0.8 ? { min_value: low } : {}), ...(which > 0.2 ? { max_value: high } : {}) };
}

const day = (random: Random) => `2020-0${random.int(1, 3)}-1${random.int(0, 9)}`;
const numeric = (random: Random) => random.pick(['i', 'n', 'm', 'x', 'up']);
const texts = (random: Random) => random.pick(['s', 't']);
const some = (random: Random) => random.pick(['i', 'n', 's', 'b', 'd']);
const subset = <T>(random: Random, values: readonly T[]) => values.filter(() => random.next() < 0.5);
const regexes = [
  '^a',
  'a',
  '[ab]+$',
  '^x\\d+$',
  '^\\w+$',
  '\\s',
  '(?i)zebra',
  '^.{2}$',
  '^$',
  'a|x',
  '[^a-z]',
  '\\d{2,}',
  '^[\\w ]*$',
];
const fractions = (random: Random) => random.int(0, 20) / 20;

const mapped =
  (type: string, kwargs: (random: Random) => Readonly<Record<string, unknown>>): Maker =>
  (random) => ({ type, kwargs: { ...kwargs(random), ...mostly(random), ...rows(random) } });
const figure =
  (type: string, make: (random: Random) => number = number): Maker =>
  (random) => ({
    type,
    kwargs: { column: numeric(random), ...ends(random, make), ...strict(random), ...rows(random) },
  });

const common: readonly Maker[] = [
  mapped('expect_column_values_to_not_be_null', (random) => ({ column: some(random) })),
  mapped('expect_column_values_to_be_null', (random) => ({ column: some(random) })),
  mapped('expect_column_values_to_be_unique', (random) => ({ column: random.pick(['i', 'n', 's', 'x']) })),
];

const pandas: readonly Maker[] = [
  ...common,
  mapped('expect_column_values_to_be_between', (random) => ({
    column: numeric(random),
    ...ends(random, number),
    ...strict(random),
  })),
  mapped('expect_column_values_to_be_between', (random) => ({
    column: 'd',
    ...ends(random, day),
    ...strict(random),
  })),
  mapped('expect_column_values_to_be_between', (random) => ({
    column: 'd',
    ...ends(random, (inner) => `${day(inner)} 0${inner.int(0, 9)}:00:00`),
    ...strict(random),
  })),
  mapped('expect_column_values_to_be_between', (random) => ({
    column: 's',
    ...ends(random, (inner) => inner.pick(words.filter((word) => word !== ''))),
    ...strict(random),
  })),
  mapped('expect_column_values_to_be_in_set', (random) => ({
    column: texts(random),
    value_set: subset(random, words),
  })),
  mapped('expect_column_values_to_be_in_set', (random) => ({
    column: random.pick(['i', 'n']),
    value_set: subset(random, [0, 1, 2, 3, 2.5, -1, 4, 7]),
  })),
  mapped('expect_column_values_to_not_be_in_set', (random) => ({
    column: texts(random),
    value_set: subset(random, words),
  })),
  mapped('expect_column_values_to_not_be_in_set', (random) => ({
    column: 'i',
    value_set: subset(random, [0, 1, 2, 3, 4]),
  })),
  mapped('expect_column_values_to_be_increasing', (random) => ({
    column: random.pick(['up', 'i', 'n']),
    ...(random.next() < 0.5 ? { strictly: true } : {}),
  })),
  mapped('expect_column_values_to_be_decreasing', (random) => ({
    column: random.pick(['up', 'i', 'n']),
    ...(random.next() < 0.5 ? { strictly: true } : {}),
  })),
  mapped('expect_column_value_lengths_to_be_between', (random) => ({
    column: texts(random),
    ...ends(random, (inner) => inner.int(0, 4)),
    ...strict(random),
  })),
  mapped('expect_column_value_lengths_to_equal', (random) => ({
    column: texts(random),
    value: random.int(0, 3),
  })),
  mapped('expect_column_values_to_match_regex', (random) => ({
    column: texts(random),
    regex: random.pick(regexes),
  })),
  mapped('expect_column_values_to_not_match_regex', (random) => ({
    column: texts(random),
    regex: random.pick(regexes),
  })),
  mapped('expect_column_values_to_match_regex_list', (random) => ({
    column: texts(random),
    regex_list: [random.pick(regexes), random.pick(regexes)],
    match_on: random.pick(['any', 'all', undefined]),
  })),
  mapped('expect_column_values_to_not_match_regex_list', (random) => ({
    column: texts(random),
    regex_list: [random.pick(regexes), random.pick(regexes)],
  })),
  mapped('expect_column_values_to_match_strftime_format', (random) => ({
    column: 'ts',
    strftime_format: random.pick([
      '%Y-%m-%d',
      '%d %b %Y',
      '%H:%M',
      '%m/%d/%Y',
      '%Y',
      '%b %Y',
      '%Y%m%d',
      '%d/%m/%Y',
    ]),
  })),
  mapped('expect_column_values_to_be_dateutil_parseable', () => ({ column: 'ts' })),
  mapped('expect_column_values_to_be_json_parseable', () => ({ column: 'js' })),
  mapped('expect_column_value_z_scores_to_be_less_than', (random) => ({
    column: random.pick(['n', 'x', 'i']),
    threshold: random.pick([0.5, 1, 1.5, 3]),
    double_sided: random.next() < 0.5,
  })),
  mapped('expect_column_values_to_not_be_outliers', (random) => ({
    column: random.pick(['n', 'x', 'i']),
    method: random.pick(['iqr', 'std']),
    multiplier: random.pick([0.5, 1, 1.5]),
  })),
  mapped('expect_column_pair_values_to_be_equal', (random) => ({
    ...random.pick([
      { column_A: 'i', column_B: 'j' },
      { column_A: 's', column_B: 't' },
      { column_A: 'n', column_B: 'm' },
    ]),
    ignore_row_if: random.pick(['both_values_are_missing', 'either_value_is_missing', 'neither', undefined]),
  })),
  mapped('expect_column_pair_values_a_to_be_greater_than_b', (random) => ({
    ...random.pick([
      { column_A: 'i', column_B: 'j' },
      { column_A: 'n', column_B: 'm' },
      { column_A: 'i', column_B: 'n' },
    ]),
    ...(random.next() < 0.5 ? { or_equal: true } : {}),
    ignore_row_if: random.pick(['both_values_are_missing', 'either_value_is_missing', 'neither', undefined]),
  })),
  mapped('expect_column_pair_values_to_be_in_set', (random) => ({
    column_A: 'i',
    column_B: 's',
    value_pairs_set: subset(random, words.slice(0, 5)).flatMap((word) => [
      [1, word],
      [3, word],
      [5, word],
    ]),
    ignore_row_if: random.pick(['both_values_are_missing', 'either_value_is_missing', 'neither']),
  })),
  mapped('expect_multicolumn_sum_to_equal', (random) => ({
    column_list: random.pick([
      ['i', 'j'],
      ['i', 'j', 'n'],
    ]),
    sum_total: random.int(3, 12),
    ignore_row_if: random.pick(['all_values_are_missing', 'any_value_is_missing', 'never']),
  })),
  mapped('expect_multicolumn_values_to_be_equal', (random) => ({
    column_list: random.pick([
      ['i', 'j'],
      ['s', 't'],
      ['n', 'm'],
    ]),
    ignore_row_if: random.pick(['all_values_are_missing', 'any_value_is_missing', 'never']),
  })),
  mapped('expect_select_column_values_to_be_unique_within_record', (random) => ({
    column_list: random.pick([
      ['i', 'j'],
      ['s', 't'],
      ['i', 'n', 'm'],
    ]),
    ignore_row_if: random.pick(['all_values_are_missing', 'any_value_is_missing', 'never']),
  })),
  mapped('expect_compound_columns_to_be_unique', (random) => ({
    column_list: random.pick([
      ['i', 'j'],
      ['s', 't'],
      ['i', 's', 'n'],
    ]),
    ignore_row_if: random.pick(['all_values_are_missing', 'any_value_is_missing', 'never']),
  })),
  figure('expect_column_mean_to_be_between'),
  figure('expect_column_median_to_be_between'),
  figure('expect_column_min_to_be_between'),
  figure('expect_column_max_to_be_between'),
  figure('expect_column_sum_to_be_between', (random) => random.int(-200, 400)),
  figure('expect_column_stdev_to_be_between', (random) => random.int(0, 20) / 4),
  figure('expect_column_unique_value_count_to_be_between', (random) => random.int(0, 12)),
  figure('expect_column_proportion_of_unique_values_to_be_between', fractions),
  figure('expect_column_proportion_of_non_null_values_to_be_between', fractions),
  (random) => {
    const quantiles = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1].filter(() => random.next() < 0.5);
    const given = quantiles.length > 0 ? quantiles : [0.5];
    return {
      type: 'expect_column_quantile_values_to_be_between',
      kwargs: {
        column: random.pick(['n', 'x', 'i']),
        quantile_ranges: {
          quantiles: given,
          value_ranges: given.map(() => [random.pick([null, -5, 0]), random.pick([null, 1, 5])]),
        },
        allow_relative_error: random.pick([false, 'linear', 'lower', 'higher', 'midpoint', 'nearest']),
        ...rows(random),
      },
    };
  },
  ...(['to_be_in_set', 'to_contain_set', 'to_equal_set'] as const).flatMap((name): readonly Maker[] => [
    (random) => ({
      type: `expect_column_distinct_values_${name}`,
      kwargs: { column: 's', value_set: nonEmpty(subset(random, words), 'a'), ...rows(random) },
    }),
    (random) => ({
      type: `expect_column_distinct_values_${name}`,
      kwargs: {
        column: 'i',
        value_set: nonEmpty(subset(random, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), 1),
        ...rows(random),
      },
    }),
  ]),
  (random) => ({
    type: 'expect_column_most_common_value_to_be_in_set',
    kwargs: {
      column: random.pick(['s', 't']),
      value_set: subset(random, words),
      ...(random.next() < 0.5 ? { ties_okay: true } : {}),
      ...rows(random),
    },
  }),
  (random) => ({
    type: 'expect_column_kl_divergence_to_be_less_than',
    kwargs: {
      column: 's',
      partition_object: { values: ['a', 'b', 'ab', 'abc'], weights: [0.4, 0.3, 0.2, 0.1] },
      threshold: random.pick([0.1, 0.5, 1, 3]),
      tail_weight_holdout: random.pick([0, 0.1, 0.5]),
    },
  }),
  (random) => ({
    type: 'expect_column_kl_divergence_to_be_less_than',
    kwargs: {
      column: random.pick(['n', 'x']),
      partition_object: {
        bins: [-5, -1, 0, 1, 5],
        weights: random.pick([
          [0.1, 0.4, 0.4, 0.1],
          [0.25, 0.25, 0.25, 0.25],
          [0, 0.5, 0.5, 0],
        ]),
      },
      threshold: random.pick([0.1, 0.5, 1, 3]),
      tail_weight_holdout: random.pick([0, 0.1]),
      internal_weight_holdout: random.pick([0, 0.05]),
    },
  }),
  (random) => ({
    type: 'expect_column_to_exist',
    kwargs: {
      column: random.pick(['i', 'gone', 'ts']),
      column_index: random.pick([undefined, 0, 1, 2, -1, 40]),
    },
  }),
  (random) => ({
    type: 'expect_column_values_to_be_of_type',
    kwargs: {
      column: random.pick(['x', 's', 'b', 'd']),
      type_: random.pick(['float64', 'str', 'bool', 'datetime64', 'object', 'float']),
    },
  }),
  (random) => ({
    type: 'expect_column_values_to_be_in_type_list',
    kwargs: {
      column: random.pick(['x', 's', 'b']),
      type_list: random.pick([['float64', 'int64'], ['str', 'object'], ['bool'], ['int', 'str', 'float']]),
    },
  }),
  (random) => ({
    type: 'expect_table_columns_to_match_ordered_list',
    kwargs: { column_list: random.pick([columnNames, columnNames.slice(1), [...columnNames].reverse()]) },
  }),
  (random) => ({
    type: 'expect_table_columns_to_match_set',
    kwargs: {
      column_set: random.pick([
        columnNames,
        columnNames.slice(1),
        [...columnNames].reverse(),
        [...columnNames, 'gone'],
      ]),
      exact_match: random.pick([true, false, undefined]),
    },
  }),
  (random) => ({
    type: 'expect_table_column_count_to_be_between',
    kwargs: ends(random, (inner) => inner.int(8, 16)),
  }),
  (random) => ({ type: 'expect_table_column_count_to_equal', kwargs: { value: random.int(11, 13) } }),
  (random) => ({
    type: 'expect_table_row_count_to_be_between',
    kwargs: { ...ends(random, (inner) => inner.int(0, 100)), ...strict(random), ...rows(random) },
  }),
  (random) => ({
    type: 'expect_table_row_count_to_equal',
    kwargs: { value: random.pick([0, 1, 2, 3, 7, 20, 60]), ...rows(random) },
  }),
  mapped('expect_column_values_to_match_json_schema', () => ({
    column: 'jq',
    json_schema: { type: 'object', required: ['a'], properties: { a: { type: 'number' } } },
  })),
];

const columnNames = ['i', 'j', 'n', 'm', 'x', 'up', 's', 't', 'b', 'd', 'js', 'ts', 'jq'];
const nonEmpty = <T>(values: readonly T[], other: T) => (values.length > 0 ? values : [other]);

/** Of letters that no word has as a capital: SQLite's LIKE takes these for the same. */
const likes = ['x%', '%2', '_', '%1%', 'x__', '%ï', '%', 'q%', '1_'];
const sqlite: readonly Maker[] = [
  (random) => ({
    type: 'expect_column_values_to_match_like_pattern',
    kwargs: { column: 's', like_pattern: random.pick(likes), ...mostly(random) },
  }),
  (random) => ({
    type: 'expect_column_values_to_not_match_like_pattern',
    kwargs: { column: 's', like_pattern: random.pick(likes), ...mostly(random) },
  }),
  (random) => ({
    type: 'expect_column_values_to_match_like_pattern_list',
    kwargs: {
      column: 's',
      like_pattern_list: [random.pick(likes), random.pick(likes)],
      match_on: random.pick(['any', 'all']),
      ...mostly(random),
    },
  }),
  (random) => ({
    type: 'expect_column_values_to_not_match_like_pattern_list',
    kwargs: { column: 's', like_pattern_list: [random.pick(likes), random.pick(likes)], ...mostly(random) },
  }),
  (random) => ({
    type: 'unexpected_rows_expectation',
    kwargs: {
      unexpected_rows_query: random.pick([
        'SELECT * FROM {batch} WHERE i > 5',
        'SELECT * FROM {batch} WHERE i > 50',
        'SELECT i FROM {batch} WHERE n IS NULL',
      ]),
    },
  }),
];
