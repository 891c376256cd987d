// What is said of one column's drift in one window.
import type { ColumnDrift } from '../../src/protocol/monitor';
import { figure, percent, probability } from '../../src/protocol/figures';
import { isolated } from '../parts/isolated';
import { inOrder, measureName } from './driftLines';

/** How many new categories are named. */
const named = 5;

/** `drifted, p < 0.001 after correction; missing 34.4% → 38.0%` */
export function judgementOf({ excluded, drifted, q, missing, newCategories = [] }: ColumnDrift): string {
  const { reference, current } = missing;
  return [
    excluded === undefined
      ? `${drifted ? 'drifted' : 'no drift'}, p ${probability(q)} after correction`
      : `not judged, ${excluded}`,
    ...(percent(reference) === percent(current)
      ? []
      : [`missing ${percent(reference)} → ${percent(current)}`]),
    ...(newCategories.length === 0
      ? []
      : [
          `new: ${newCategories.slice(0, named).map(isolated).join(', ')}${newCategories.length > named ? ', …' : ''}`,
        ]),
  ].join('; ');
}

/** Name and value of every measure, and of the tests that the judgement takes together. */
export function driftFigures({
  measures,
  missing,
  p: together,
  q,
}: ColumnDrift): readonly (readonly [name: string, value: string])[] {
  return [
    ...inOrder(Object.keys(measures)).map((name) => {
      const { value, low, high, p } = measures[name] ?? { value: NaN };
      const said = [
        ...(low !== undefined && high !== undefined ? [`${figure(low)} to ${figure(high)}`] : []),
        ...(p === undefined ? [] : [`p ${probability(p)}`]),
      ];
      return [
        measureName(name),
        `${figure(value)}${said.length > 0 ? ` (${said.join(', ')})` : ''}`,
      ] as const;
    }),
    ['The tests together', `p ${probability(together)}`],
    ['Corrected for the number of columns', `p ${probability(q)}`],
    ['Missing in the reference', percent(missing.reference)],
    ['Missing here', percent(missing.current)],
  ];
}
