// What is said of one column's drift in one window.
import type { ColumnDrift } from '../../src/protocol/monitor';
import { changeText, figure, percent, probability } from '../../src/protocol/figures';
import { isolated } from '../parts/isolated';
import { inOrder, measureName } from './driftLines';

/** `drifted, p < 0.001 after correction; missing 34.4% → 38.0%` */
export function judgementOf(column: ColumnDrift): string {
  const { excluded, drifted, q } = column;
  const judgement =
    excluded === undefined
      ? `${drifted ? 'drifted' : 'no drift'}, p ${probability(q)} after correction`
      : `not judged, ${excluded}`;
  return [judgement, changeText(column, isolated)].filter(Boolean).join('; ');
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
