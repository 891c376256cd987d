// The expectations that lifecycle.yaml words itself, in its order. What a suite's file expects is read elsewhere.
import type { Expect } from '../manifest/manifest';
import type { Check, Expectation, ValueTest } from './expectation';

type ColumnExpectation = NonNullable<Expect['columns']>[string];

/** Each with the path of its words below `expect`. */
export interface WordedExpectation extends Expectation {
  readonly path: readonly string[];
}

export function fromManifest({ rows, unique, columns = {}, sql = {} }: Expect): readonly WordedExpectation[] {
  const worded = (
    path: readonly string[],
    label: string,
    check: Check,
    mostly?: number,
  ): WordedExpectation => ({
    path,
    label,
    check,
    severity: 'error',
    rules: 'manifest',
    ...(mostly === undefined ? {} : { mostly }),
  });
  return [
    ...(rows === undefined
      ? []
      : [worded(['rows'], `rows ${rows}`, { kind: 'bound', of: 'rows', bound: rows })]),
    ...(unique
      ? [
          worded(['unique'], `unique [${unique.join(', ')}]`, {
            kind: 'unique',
            columns: unique,
            ignored: 'never',
          }),
        ]
      : []),
    ...Object.entries(columns).flatMap(([column, expected]) =>
      checksOf(column, expected).map(({ key, check }) =>
        worded(
          ['columns', column, key],
          `columns.${column}.${key} ${shown(expected[key])}`,
          check,
          check.kind === 'values' ? expected.mostly : undefined,
        ),
      ),
    ),
    ...Object.entries(sql).map(([name, query]) =>
      worded(['sql', name], `sql.${name}`, { kind: 'query', sql: query }),
    ),
  ];
}

type Word = Exclude<keyof ColumnExpectation, 'mostly'>;

function checksOf(
  column: string,
  expected: ColumnExpectation,
): readonly { readonly key: Word; readonly check: Check }[] {
  const { type, between, in: values, matches, missing, distinct } = expected;
  const of = (key: Word, test: ValueTest) => [{ key, check: { kind: 'values' as const, column, test } }];
  const bound = (key: 'missing' | 'distinct', text: string) => [
    { key, check: { kind: 'bound' as const, of: key, column, bound: text } },
  ];
  return [
    ...(type === undefined ? [] : of('type', { kind: 'type', type })),
    ...(between === undefined
      ? []
      : of('between', { kind: 'within', range: { low: between[0], high: between[1] } })),
    ...(values === undefined ? [] : of('in', { kind: 'among', values })),
    ...(matches === undefined ? [] : of('matches', { kind: 'matches', patterns: [matches], need: 'all' })),
    ...(missing === undefined ? [] : bound('missing', missing)),
    ...(distinct === undefined ? [] : bound('distinct', distinct)),
  ];
}

const shown = (value: unknown) =>
  typeof value === 'string' ? value : JSON.stringify(value).replaceAll(',', ', ');
