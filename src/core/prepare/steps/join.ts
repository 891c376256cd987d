// `join`: columns of another dataset, found by equal keys.
import type { Column } from '../../dataset/version';
import type { Written } from '../../manifest/step';
import { identifier } from '../../quote';
import { isTime } from '../columnType';
import type { DatasetTime } from '../engine';
import { addLayer, closeStep, lastLayer, list, rowColumn, type StepCount } from '../pipeline';
import type { StepMeaning } from './meaning';
import { areEqual, findPairs, momentIn, takenColumns, unusedName, worldOf } from './others';

const row = identifier(rowColumn);

export const join: StepMeaning<Written<'join'>> = {
  /** Rows stay in order; of several that one finds, those come first that come first in the other dataset. */
  async compile({ with: name, on, how, columns: wanted }, before, place) {
    const { name: step, index, what } = place;
    const world = worldOf(place);
    const other = { name, table: await world.other(name) };
    const pairs = findPairs(on, before.columns, other, what);
    const { taken, problems } = takenColumns(wanted, pairs.found, before.columns, other, what);
    const wrong = [...pairs.problems, ...problems];
    if (wrong.length > 0) return { problems: wrong };
    const columns = [...before.columns, ...taken];
    const used = [...columns, ...other.table.columns];
    const found = identifier(unusedName('_found', used));
    const later = identifier(unusedName('_later', used));
    const ownTime = momentIn('own', before.columns, world.time);
    const otherTime = momentIn('other', other.table.columns, other.table.time);
    const isLater = ownTime && otherTime ? `${otherTime} > ${ownTime}` : 'NULL';
    const list1 = before.columns.map((column) => `own.${identifier(column.name)}`);
    const list2 = taken.map((column) => `other.${identifier(column.name)}`);
    const matched = addLayer(before, {
      select: `SELECT ${[`own.${row}`, `other.${found}`, `${isLater} AS ${later}`, ...list1, ...list2].join(', ')} FROM ${lastLayer(before)} AS own LEFT JOIN (SELECT ${other.table.row} AS ${found}, * FROM ${other.table.from}) AS other ON ${areEqual(pairs.found)}`,
      columns,
      isInOrder: false,
      isCostly: true,
    });
    const pairsOfRows = lastLayer(matched);
    const after = addLayer(matched, {
      select: `SELECT row_number() OVER (ORDER BY ${row}, ${found}) - 1 AS ${row}${list(columns)} FROM ${pairsOfRows}${how === 'inner' ? ` WHERE ${found} IS NOT NULL` : ''}`,
      columns,
      isInOrder: false,
    });
    const counts: Partial<Record<StepCount, string>> = {
      unmatched: `SELECT count(*) FROM ${pairsOfRows} WHERE ${found} IS NULL`,
      several: `SELECT count(*) FROM (SELECT ${row} FROM ${pairsOfRows} GROUP BY ${row} HAVING count(*) > 1)`,
      ...(ownTime &&
        otherTime && { later: `SELECT count(DISTINCT ${row}) FROM ${pairsOfRows} WHERE ${later}` }),
    };
    const done = closeStep(before, after, {
      step,
      index,
      columns: taken.map((column) => column.name),
      changed: undefined,
      counts,
    });
    const untold = [
      notYetTime(before.columns, world.time, 'here: cast it in a step above'),
      notYetTime(other.table.columns, other.table.time, `in "${name}": cast it there`),
    ].find((reason) => reason !== undefined);
    if (!world.time || !other.table.time || untold === undefined) return done;
    const remark = `${what}: whether it looks into the future cannot be told, because ${untold}.`;
    return { ...done, remarks: [...done.remarks, { index, message: remark }] };
  },
};

/** Why a row's time cannot be compared; undefined where it can. `where`: with what to do. */
function notYetTime(
  columns: readonly Column[],
  time: DatasetTime | undefined,
  where: string,
): string | undefined {
  const column = columns.find(({ name }) => name === time?.column);
  if (column && isTime(column.type)) return undefined;
  return column
    ? `"${column.name}" holds ${column.type} ${where}`
    : `there is no "${time?.column ?? ''}" ${where.replace(/cast/, 'make')}`;
}
