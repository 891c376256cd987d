// `clip`: numbers brought to bounds, given or learnt.
import type { Column } from '../../dataset/version';
import type { Written } from '../../manifest/step';
import { shareOf } from '../../manifest/steps/written';
import { identifier } from '../../quote';
import { isFloating, isInteger } from '../columnType';
import { exactly, readerOf } from '../learnt';
import { quantilesOf } from '../statistics';
import { changeTo, edit } from './change';
import { inColumns } from './inColumns';
import type { StepMeaning, StepPlace } from './meaning';
import { learntRanges, noNumbers } from './numbers';

export const clip: StepMeaning<Written<'clip'>> = {
  async learn({ columns, low, high }, before, asked) {
    const ranges = await learntRanges(columns, before, asked);
    if ('problems' in ranges) return ranges;
    const shares = [low, high].flatMap((share) => (share === undefined ? [] : [shareOf(share)]));
    const found = await quantilesOf(asked.training, columns, shares);
    const learnt = columns.map((column, at) => {
      const quantiles = [...(found[at] ?? [])];
      return [
        column,
        {
          ...(low !== undefined && { min: quantiles.shift() ?? 0 }),
          ...(high !== undefined && { max: quantiles.shift() ?? 0 }),
        },
      ] as const;
    });
    return { learnt: Object.fromEntries(learnt) };
  },
  compile: (written, before, place) =>
    changeTo(
      before,
      edit(
        written.columns,
        before.columns,
        place.what,
        (column) => noNumbers(place.what, column) ?? clipped(column, written, place),
      ),
      place,
    ),
  serving: inColumns(),
};

/** Whole numbers stay so between given whole bounds; else they become numbers, whatever is learnt. */
function clipped({ name, type }: Column, { min, max, low, high }: Written<'clip'>, { learnt }: StepPlace) {
  const values = readerOf(learnt, name);
  const bounds = [
    low === undefined ? min : values.number('min'),
    high === undefined ? max : values.number('max'),
  ];
  const isWhole =
    low === undefined &&
    high === undefined &&
    isInteger(type) &&
    bounds.every((bound) => bound === undefined || Number.isSafeInteger(bound));
  const value = isWhole ? identifier(name) : `CAST(${identifier(name)} AS DOUBLE)`;
  const written = (bound: number) => (isWhole ? String(bound) : exactly(bound));
  const [least, most] = bounds.map((bound) => (bound === undefined ? undefined : written(bound)));
  const cases = [
    ...(isFloating(type) ? [`WHEN isnan(${value}) THEN ${value}`] : []),
    ...(least === undefined ? [] : [`WHEN ${value} < ${least} THEN ${least}`]),
    ...(most === undefined ? [] : [`WHEN ${value} > ${most} THEN ${most}`]),
  ];
  const result = isWhole ? type : 'DOUBLE';
  return { sql: `CAST(CASE ${cases.join(' ')} ELSE ${value} END AS ${result})`, type: result };
}
