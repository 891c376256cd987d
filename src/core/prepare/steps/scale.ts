// `scale`: numbers brought to one scale, by figures of the training rows.
import type { LearntOfStep } from '../../dataset/learnt';
import type { Written } from '../../manifest/step';
import { exactly, readerOf } from '../learnt';
import { momentsOf, quantilesOf, type Range } from '../statistics';
import { changeTo, edit } from './change';
import { inColumns } from './inColumns';
import type { Learning, StepMeaning } from './meaning';
import { asNumber, learntRanges, noNumbers } from './numbers';

/** What is taken off, and what the rest is divided by: 0 where the training rows have one value only. */
interface Scaling {
  readonly center: number;
  readonly scale: number;
}

export const scale: StepMeaning<Written<'scale'>> = {
  async learn({ columns, by }, before, asked) {
    const ranges = await learntRanges(columns, before, asked);
    if ('problems' in ranges) return ranges;
    const scalings = await scalingsOf(by, columns, ranges.ranges, asked);
    const learnt: LearntOfStep = Object.fromEntries(
      columns.map((column, at) => [column, { ...(scalings[at] ?? { center: 0, scale: 0 }) }]),
    );
    const constant = columns.filter((_, at) => scalings[at]?.scale === 0);
    const remarks = constant.map(
      (column) =>
        `${asked.what}: "${column}" does not vary in the training rows${by === 'robust' ? ' between the quartiles' : ''}, so it becomes 0.`,
    );
    return { learnt, remarks };
  },
  compile: ({ columns }, before, place) =>
    changeTo(
      before,
      edit(columns, before.columns, place.what, (column) => {
        const { name } = column;
        const problem = noNumbers(place.what, column);
        if (problem) return problem;
        const learnt = readerOf(place.learnt, name);
        const [center, divisor] = [learnt.number('center'), learnt.number('scale')];
        const value = asNumber(name);
        return {
          sql:
            divisor === 0
              ? `CASE WHEN ${value} IS NOT NULL THEN ${exactly(0)} END`
              : `(${value} - ${exactly(center)}) / ${exactly(divisor)}`,
          type: 'DOUBLE',
        };
      }),
      place,
    ),
  serving: inColumns(),
};

async function scalingsOf(
  by: Written<'scale'>['by'],
  columns: readonly string[],
  ranges: readonly Range[],
  { training }: Learning,
): Promise<readonly Scaling[]> {
  switch (by) {
    case 'standard':
      return (await momentsOf(training, columns, ranges)).map(({ mean, deviation }) => ({
        center: mean,
        scale: deviation,
      }));
    case 'minmax':
      return ranges.map(({ min, max }) => ({ center: min, scale: max - min }));
    case 'robust':
      return (await quantilesOf(training, columns, [0.25, 0.5, 0.75])).map(
        ([low = 0, middle = 0, high = 0]) => ({
          center: middle,
          scale: high - low,
        }),
      );
  }
}
