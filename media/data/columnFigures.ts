// The figures of one column that is opened, by their names; what a sentence has told of it is not told again.
import type { ColumnProfile } from '../../src/protocol/data';
import { count, figure } from '../../src/protocol/figures';
import { isolated } from '../parts/isolated';
import { areAlike, holdsOne } from './oneValue';

type Figure = readonly [name: string, value: string];

/** `rows`: of the table. */
export function figuresOf(column: ColumnProfile, rows: number): readonly Figure[] {
  const hidden = Object.entries(column.hiddenMissing).map(([token, n]): Figure => [
    `Only look present: “${isolated(token)}”`,
    count(n),
  ]);
  if (holdsOne(column)) return hidden;
  return [
    ['Rows', count(rows)],
    ['Missing', count(column.missing)],
    ['Distinct', `${column.isDistinctExact ? '' : '~'}${count(column.distinct)}`],
    ...hidden,
    ...(areAlike(column) ? [] : spreadOf(column)),
    ...(column.zeros ? [['Zeros', count(column.zeros)] as const] : []),
    ...(column.infinities ? [['Infinite', count(column.infinities)] as const] : []),
  ];
}

const spreadOf = (column: ColumnProfile): readonly Figure[] => [
  ...(hasOrder(column) ? named('Smallest', column.min) : []),
  ...Object.entries(column.quantiles ?? {}).map(([at, value]): Figure => [
    `${figure(Number(at) * 100)}% are at most`,
    `${column.other > 0 ? '~' : ''}${figure(value)}`,
  ]),
  ...(hasOrder(column) ? named('Largest', column.max) : []),
  ...named('Mean', column.mean),
  ...named('Standard deviation', column.sd),
];

/** The first and the last word of an alphabet say nothing about a column. */
const hasOrder = ({ kind }: ColumnProfile) => kind !== 'string' && kind !== 'boolean' && kind !== 'other';

const named = (name: string, value: number | string | undefined): readonly Figure[] =>
  value === undefined ? [] : [[name, typeof value === 'number' ? figure(value) : value]];
