// `bin`: the bin that a number falls into, by edges given or learnt.
import type { Written } from '../../manifest/step';
import { literal } from '../../quote';
import { isMissing } from '../columnType';
import { exactly, readerOf } from '../learnt';
import { quantilesOf } from '../statistics';
import { changeTo, edit } from './change';
import type { StepMeaning } from './meaning';
import { asNumber, learntRanges, noNumbers } from './numbers';

export const bin: StepMeaning<Written<'bin'>> = {
  /** Inner edges; those that coincide with another or with the least or largest value part nothing, as in scikit-learn's KBinsDiscretizer. */
  async learn({ column, quantile = 2 }, before, asked) {
    const ranges = await learntRanges([column], before, asked);
    if ('problems' in ranges) return ranges;
    const shares = Array.from({ length: quantile - 1 }, (_, at) => (at + 1) / quantile);
    const [found = []] = await quantilesOf(asked.training, [column], shares);
    const [{ min, max } = { min: 0, max: 0 }] = ranges.ranges;
    const edges = [...new Set(found)].filter((edge) => edge > min && edge < max);
    const remarks =
      edges.length + 1 < quantile
        ? [
            `${asked.what}: the values of "${column}" in the training rows repeat so often that they give ${edges.length + 1} bins, not ${quantile}.`,
          ]
        : [];
    return { learnt: { [column]: { edges } }, remarks };
  },
  compile: ({ column: name, edges, labels }, before, place) =>
    changeTo(
      before,
      edit([name], before.columns, place.what, (column) => {
        const problem = noNumbers(place.what, column);
        if (problem) return problem;
        const value = asNumber(name);
        const bins = edges ?? readerOf(place.learnt, name).numbers('edges');
        const called = (at: number) => (labels ? literal(labels[at] ?? '') : String(at));
        const cases = bins.map((edge, at) => `WHEN ${value} < ${exactly(edge)} THEN ${called(at)}`);
        const type = labels ? 'VARCHAR' : 'BIGINT';
        return {
          sql: `CAST(CASE WHEN ${isMissing(column)} THEN NULL ${cases.join(' ')} ELSE ${called(bins.length)} END AS ${type})`,
          type,
          changes: `NOT ${isMissing(column)}`,
        };
      }),
      place,
    ),
  serving: {
    narrow: (written, wanted) => ({ ...(wanted.has(written.column) && { written }), wanted }),
  },
};
