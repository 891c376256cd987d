// `join_asof`: the newest row of another dataset that is not later than one's own.
import type { Column } from '../../dataset/version';
import type { Problem } from '../../errors';
import { parseDuration } from '../../manifest/duration';
import type { Written } from '../../manifest/step';
import { stepText } from '../../manifest/writtenStep';
import { identifier } from '../../quote';
import { isTime } from '../columnType';
import { addLayer, closeStep, lastLayer, list, rowColumn } from '../pipeline';
import type { StepMeaning } from './meaning';
import { areEqual, findPairs, momentIn, takenColumns, unusedName, worldOf } from './others';

const row = identifier(rowColumn);

export const joinAsof: StepMeaning<Written<'join_asof'>> = {
  /** Of several rows of one time the last one counts. Every row stays, in order. */
  async compile({ with: name, on = {}, time, within, columns: wanted }, before, place) {
    const { name: step, index, what } = place;
    const world = worldOf(place);
    const other = { name, table: await world.other(name) };
    const equal = findPairs(on, before.columns, other, what);
    const times = findPairs(time, before.columns, other, what);
    const [pair] = times.found;
    const compared = [...equal.found, ...times.found];
    const { taken, problems } = takenColumns(wanted, compared, before.columns, other, what);
    const wrong = [
      ...equal.problems,
      ...times.problems,
      ...(pair ? [...noTime(what, pair.own), ...noTime(what, pair.other)] : []),
      ...problems,
    ];
    if (wrong.length > 0 || !pair) return { problems: wrong };
    const columns = [...before.columns, ...taken];
    const used = [...columns, ...other.table.columns];
    const found = identifier(unusedName('_found', used));
    const zoneOf = (column: Column, zoned: { column: string; zone?: string | undefined } | undefined) =>
      zoned?.column === column.name ? zoned : { column: column.name };
    const ownTime = momentIn('own', before.columns, zoneOf(pair.own, world.time)) ?? 'NULL';
    const otherTime = momentIn('other', other.table.columns, zoneOf(pair.other, other.table.time)) ?? 'NULL';
    const keys = equal.found.map((one) => `other.${identifier(one.other.name)}`);
    const moment = identifier(unusedName('_moment', used));
    const number = `${other.table.row} AS ${found}`;
    // The engine may take any of several rows of one time, so that one is left.
    const newest = `(SELECT * FROM (SELECT ${number}, ${otherTime} AS ${moment}, * FROM ${other.table.from} AS other) AS other WHERE ${moment} IS NOT NULL QUALIFY row_number() OVER (PARTITION BY ${[...keys, moment].join(', ')} ORDER BY ${found} DESC) = 1)`;
    const conditions = [
      ...(equal.found.length > 0 ? [areEqual(equal.found)] : []),
      `${ownTime} >= other.${moment}`,
    ];
    const isFound =
      within === undefined
        ? `other.${moment} IS NOT NULL`
        : `other.${moment} >= ${ownTime} - ${intervalOf(within)}`;
    const own = before.columns.map((column) => `own.${identifier(column.name)}`);
    const brought = taken.map(
      (column) =>
        `CASE WHEN ${isFound} THEN other.${identifier(column.name)} END AS ${identifier(column.name)}`,
    );
    const matched = addLayer(before, {
      select: `SELECT ${[`own.${row}`, `coalesce(${isFound}, false) AS ${found}`, ...own, ...brought].join(', ')} FROM ${lastLayer(before)} AS own ASOF LEFT JOIN ${newest} AS other ON ${conditions.join(' AND ')}`,
      columns,
      isInOrder: false,
      isCostly: true,
    });
    const after = addLayer(matched, {
      select: `SELECT ${row}${list(columns)} FROM ${lastLayer(matched)}`,
      columns,
    });
    return closeStep(before, after, {
      step,
      index,
      columns: taken.map((column) => column.name),
      changed: undefined,
      counts: { unmatched: `SELECT count(*) FROM ${lastLayer(matched)} WHERE NOT ${found}` },
    });
  },
};

function noTime(what: string, { name, type }: Column): readonly Problem[] {
  if (isTime(type)) return [];
  return [
    {
      severity: 'error',
      message: `${what}: the time "${name}" holds ${type}, not dates or times.`,
      hint: `Cast it first, e.g. "${stepText({ cast: { [name]: 'timestamp' } })}".`,
    },
  ];
}

function intervalOf(within: string): string {
  const { count, unit } = parseDuration(within);
  return `INTERVAL ${count} ${unit}`;
}
