// What a value of a column has to be, as SQL that is true of an offending present value. What looks at other rows is in orderTest and spreadTest, what SQL cannot tell in readTest.
import { isNumeric, isTime } from '../profile/kind';
import { identifier, literal } from '../quote';
import type { Value } from './conditionNode';
import type { Need, Range, ValueTest } from './expectation';
import { manifestOutside, manifestOutsideList, manifestWrongType } from './manifestTest';
import { asDouble, comparable, presentValue, writtenValue } from './reading';
import type { ExpectedColumn } from './step';

export type SingleTest = Exclude<
  ValueTest,
  { kind: 'reads' | 'format' | 'schema' | 'order' | 'zScore' | 'outlier' | 'typeName' }
>;

/** `refused`: why these values cannot be asked so. */
export type Violation = { readonly sql: string } | { readonly refused: string };

export function violationOf(
  column: ExpectedColumn,
  test: SingleTest,
  rules: 'manifest' | 'suite',
): Violation {
  switch (test.kind) {
    case 'within':
      if (rules === 'manifest') return { sql: manifestOutside(column, test.range) };
      return outside(column, test.range);
    case 'among':
      if (rules === 'manifest') return { sql: manifestOutsideList(column, test.values) };
      return amongst(column, test.values, test.isNot === true);
    case 'matches': {
      const [text, search] =
        rules === 'manifest'
          ? [`${identifier(column.name)}::VARCHAR`, 'regexp_full_match']
          : [writtenValue(column), 'regexp_matches'];
      const by = test.isWhole ? 'regexp_full_match' : search;
      return {
        sql: failing(
          test.patterns.map((one) => `${by}(${text}, ${literal(one)})`),
          test.need,
        ),
      };
    }
    case 'like': {
      const escape = test.escape === undefined ? '' : ` ESCAPE ${literal(test.escape)}`;
      const text = writtenValue(column);
      return {
        sql: failing(
          test.patterns.map((one) => `${text} LIKE ${literal(one)}${escape}`),
          test.need,
        ),
      };
    }
    case 'length':
      return { sql: `NOT (${inRange(`length(${writtenValue(column)})`, numeric(test.range))})` };
    case 'type':
      return { sql: manifestWrongType(column, test.type) };
    case 'items': {
      if (!column.type.endsWith(']')) return { refused: `${column.name} holds no lists` };
      const list = presentValue(column);
      const isRight = [
        inRange(`len(${list})`, numeric(test.range)),
        ...(test.areUnique ? [`len(list_distinct(${list})) = len(${list})`] : []),
      ];
      return { sql: `NOT (${isRight.join(' AND ')})` };
    }
    case 'multiple':
      if (!isNumeric(column.kind)) return { refused: `${column.name} holds no numbers` };
      return { sql: `NOT coalesce(${remainder(asDouble(column), test.of)}, false)` };
  }
}

/** Whether a quotient is whole but for what numbers of binary fractions are off by, as 0.3 is a multiple of 0.1. */
const remainder = (value: string, of: number) =>
  `abs(${value} / ${literal(of)} - round(${value} / ${literal(of)})) <= 1e-9 * greatest(1, abs(${value} / ${literal(of)}))`;

const failing = (tests: readonly string[], need: Need): string =>
  need === 'none'
    ? tests.join(' OR ')
    : `NOT (${tests.map((one) => `coalesce(${one}, false)`).join(need === 'all' ? ' AND ' : ' OR ')})`;

function outside(column: ExpectedColumn, range: Range): Violation {
  const ends = { low: range.low, high: range.high };
  const [low, high] = [ends.low, ends.high].map((end) =>
    end === undefined ? undefined : comparable(column, end),
  );
  const wrong = [
    ends.low !== undefined && low === undefined ? ends.low : undefined,
    ends.high !== undefined && high === undefined ? ends.high : undefined,
  ].find((end) => end !== undefined);
  if (wrong !== undefined) return { refused: notComparable(column, wrong) };
  return {
    sql: `NOT coalesce(${inRange(presentValue(column), {
      ...range,
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
    })}, false)`,
  };
}

/** Why a column's values are not compared with it. */
export const notComparable = (column: ExpectedColumn, value: Exclude<Value, null>): string => {
  const what = isNumeric(column.kind)
    ? 'numbers'
    : isTime(column.kind)
      ? 'times'
      : ({ string: 'text', boolean: 'true and false' }[column.kind as string] ?? column.type);
  return `${column.name} holds ${what}, which ${JSON.stringify(value)} is not compared with`;
};

/** SQL that is true within the range; its ends are SQL. */
export function inRange(value: string, range: Range): string {
  const { low, high, isLowOpen, isHighOpen } = range;
  const parts = [
    ...(low === undefined ? [] : [`${value} ${isLowOpen ? '>' : '>='} ${low}`]),
    ...(high === undefined ? [] : [`${value} ${isHighOpen ? '<' : '<='} ${high}`]),
  ];
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}

/** Ends that are numbers, as SQL. */
const numeric = (range: Range): Range => ({
  ...range,
  ...(range.low === undefined ? {} : { low: literal(Number(range.low)) }),
  ...(range.high === undefined ? {} : { high: literal(Number(range.high)) }),
});

function amongst(column: ExpectedColumn, values: readonly Value[], isNot: boolean): Violation {
  const listed = listOf(column, values);
  const is = listed.length === 0 ? 'false' : `${presentValue(column)} IN (${listed.join(', ')})`;
  return { sql: isNot ? is : `NOT (${is})` };
}

/** Those of the values that the column's can be equal to, each once, as SQL. */
export const listOf = (column: ExpectedColumn, values: readonly Value[]): readonly string[] => [
  ...new Set(values.flatMap((value) => (value === null ? [] : (comparable(column, value) ?? [])))),
];
