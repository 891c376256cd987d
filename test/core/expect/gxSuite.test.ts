// Suites of Great Expectations as they are written: both forms, what is refused and where, and the conditions of rows.
import assert from 'node:assert/strict';
import type { ConditionNode } from '../../../src/core/expect/conditionNode';
import { kinds, notTested } from '../../../src/core/expect/gx/kinds';
import { readGxSuite } from '../../../src/core/expect/gx/suite';
import { parseCondition } from '../../../src/core/expect/gx/conditionText';

const suiteOf = (...expectations: readonly unknown[]) => JSON.stringify({ name: 's', expectations }, null, 2);
const one = (type: string, kwargs: object, more: object = {}) =>
  readGxSuite(suiteOf({ type, kwargs, ...more }), 'gx.json');

describe('a suite of Great Expectations', () => {
  it('is read in the form of 1.x and of 0.x, with the line of each expectation', () => {
    const { expectations, problems } = readGxSuite(
      `{
  "expectation_suite_name": "old",
  "expectations": [
    {"expectation_type": "expect_column_values_to_not_be_null", "kwargs": {"column": "age", "mostly": 0.9}},
    {
      "type": "expect_column_values_to_be_between",
      "kwargs": {"column": "age", "min_value": 18, "max_value": 95, "strict_max": true},
      "severity": "warning"
    }
  ]
}`,
      'gx.json',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(expectations, [
      {
        label: 'expect_column_values_to_not_be_null(column: age, mostly: 0.9)',
        check: { kind: 'present', column: 'age' },
        severity: 'error',
        rules: 'suite',
        mostly: 0.9,
        at: { file: 'gx.json', line: 4 },
      },
      {
        label:
          'expect_column_values_to_be_between(column: age, min_value: 18, max_value: 95, strict_max: true)',
        check: {
          kind: 'values',
          column: 'age',
          test: { kind: 'within', range: { low: 18, high: 95, isHighOpen: true } },
        },
        severity: 'warning',
        rules: 'suite',
        at: { file: 'gx.json', line: 6 },
      },
    ]);
  });

  const refused: readonly (readonly [string, string, object, RegExp, RegExp?])[] = [
    [
      'of no type that is known',
      'expect_column_values_to_be_even',
      { column: 'a' },
      /none of the core/,
      /take it out/i,
    ],
    [
      'with a type misspelt',
      'expect_column_values_to_be_unike',
      { column: 'a' },
      /none of the core/,
      /Did you mean expect_column_values_to_be_unique/,
    ],
    [
      'of two tables',
      'expect_table_row_count_to_equal_other_table',
      { other_table_name: 'b' },
      /speaks of another table/,
    ],
    ['without its column', 'expect_column_mean_to_be_between', { min_value: 1 }, /column/],
    [
      'with an argument that is not known',
      'expect_column_values_to_be_unique',
      { column: 'a', ignore_case: true },
      /ignore_case/,
    ],
    ['without ends', 'expect_column_values_to_be_between', { column: 'a' }, /min_value, max_value or both/],
    [
      'with ends turned',
      'expect_column_values_to_be_between',
      { column: 'a', min_value: 3, max_value: 1 },
      /larger than/,
    ],
    ['with mostly out of range', 'expect_column_values_to_be_unique', { column: 'a', mostly: 95 }, /mostly/],
    [
      'with look-around',
      'expect_column_values_to_match_regex',
      { column: 'a', regex: '^(?!x)' },
      /look-around/,
    ],
    [
      'with a back-reference',
      'expect_column_values_to_match_regex',
      { column: 'a', regex: '(a)\\1' },
      /back-reference/,
    ],
    [
      'with a format that is none',
      'expect_column_values_to_match_strftime_format',
      { column: 'a', strftime_format: '%Q' },
      /%Q/,
    ],
    [
      'with weights that do not add up',
      'expect_column_kl_divergence_to_be_less_than',
      { column: 'a', partition_object: { values: ['x'], weights: [0.5] }, threshold: 1 },
      /add up to 1/,
    ],
    [
      'with a parameter that is not given',
      'expect_column_values_to_be_in_set',
      { column: 'a', value_set: { $PARAMETER: 'kinds' } },
      /parameter "kinds"/,
    ],
    [
      'with a condition that is code',
      'expect_column_values_to_be_unique',
      { column: 'a', row_condition: '__import__("os")', condition_parser: 'pandas' },
      /row_condition is not understood/,
    ],
  ];
  for (const [what, type, kwargs, message, hint] of refused)
    it(`is refused where an expectation is ${what}, at its line`, () => {
      const { expectations, problems } = one(type, kwargs);
      assert.deepEqual(expectations, []);
      assert.match(problems[0]?.message ?? '', message);
      if (hint) assert.match(problems[0]?.hint ?? '', hint);
      assert.ok((problems[0]?.line ?? 0) >= 5);
    });

  it('gives parameters their values', () => {
    const { expectations } = readGxSuite(
      JSON.stringify({
        suite_parameters: { low: 3 },
        expectations: [
          { type: 'expect_table_row_count_to_be_between', kwargs: { min_value: { $PARAMETER: 'low' } } },
        ],
      }),
      'gx.json',
    );
    assert.deepEqual(expectations[0]?.check, { kind: 'figure', of: 'rows', range: { low: 3 } });
  });

  it('is no suite where it is no JSON, or has no list', () => {
    assert.match(readGxSuite('{', 'gx.json').problems[0]?.message ?? '', /no JSON/);
    assert.match(
      readGxSuite('{"expectations": 3}', 'gx.json').problems[0]?.message ?? '',
      /list of expectations/,
    );
  });

  it('knows every expectation of one table that the core has, and no other', () => {
    const tested = Object.keys(kinds);
    assert.equal(tested.length, 58);
    assert.deepEqual(
      Object.keys(notTested).filter((name) => tested.includes(name)),
      [],
    );
  });

  describe('has conditions of rows', () => {
    const compare = (
      column: string,
      by: '==' | '!=' | '<' | '<=' | '>' | '>=',
      value: string | number | boolean,
    ): ConditionNode => ({ kind: 'compare', column, by, value });
    const cases: readonly (readonly [string, ConditionNode])[] = [
      ['col("age") > 18', compare('age', '>', 18)],
      ['col("name").notNull()', { kind: 'not', of: { kind: 'missing', column: 'name' } }],
      ['a == "x" and b > 3', { kind: 'and', of: [compare('a', '==', 'x'), compare('b', '>', 3)] }],
      ['`a b` <= -1.5', compare('a b', '<=', -1.5)],
      [
        "(a < 1) | ~(b == 'y')",
        { kind: 'or', of: [compare('a', '<', 1), { kind: 'not', of: compare('b', '==', 'y') }] },
      ],
      ['1 < a < 3', { kind: 'and', of: [compare('a', '>', 1), compare('a', '<', 3)] }],
      ['a in ["x", "y"]', { kind: 'in', column: 'a', values: ['x', 'y'] }],
      ['a not in [1, 2]', { kind: 'not', of: { kind: 'in', column: 'a', values: [1, 2] } }],
      ['a.isnull()', { kind: 'missing', column: 'a' }],
      ['flag', { kind: 'true', column: 'flag' }],
      ['a == b', { kind: 'columns', column: 'a', by: '==', other: 'b' }],
      [
        "a = 'x' AND b IS NOT NULL",
        { kind: 'and', of: [compare('a', '==', 'x'), { kind: 'not', of: { kind: 'missing', column: 'b' } }] },
      ],
      ["day >= date('2020-01-01')", compare('day', '>=', '2020-01-01')],
      ['a BETWEEN 1 AND 3', { kind: 'and', of: [compare('a', '>=', 1), compare('a', '<=', 3)] }],
      ["a LIKE 'x%'", { kind: 'like', column: 'a', pattern: 'x%' }],
      ['a != True', compare('a', '!=', true)],
    ];
    for (const [text, node] of cases)
      it(`as ${text}`, () => assert.deepEqual(parseCondition(text), { node }));

    for (const text of [
      'a >',
      'a > 1 1',
      'f(a) > 1',
      'a.str.len() > 3',
      'a + 1 > 2',
      '@x > 1',
      'a == None',
      '"x"',
      'a > "1',
      '1 == 1',
      '',
    ])
      it(`and refuses ${JSON.stringify(text)}`, () => assert.ok('refused' in parseCondition(text)));
  });
});
