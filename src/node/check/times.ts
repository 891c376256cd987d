// Columns of dates and times: what lies in the future or stands for no time, and the steps from one time to the next.
import { isTime } from '../../core/profile/kind';
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import { presentIn } from '../../core/quality/facts';
import { placeholderDays, type TimeFacts, type TimeGaps } from '../../core/quality/timeFacts';
import type { Database } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';
import { finiteValue } from '../profile/columns';

const aDay = 86_400_000;
const longest = 8;

const timesOf = ({ columns }: Profile) =>
  columns.filter(({ kind, min }) => isTime(kind) && min !== undefined);

/** All columns in one query. `asOf`: ISO; undefined looks for nothing in the future. */
export async function readTimes(
  db: Database,
  table: string,
  { profile, asOf }: { readonly profile: Profile; readonly asOf: string | undefined },
): Promise<TimeFacts[]> {
  const columns = timesOf(profile);
  if (columns.length === 0) return [];
  const end = asOf === undefined ? undefined : new Date(Date.parse(asOf) + aDay).toISOString();
  const asked = columns.map((column) => ({
    column,
    days: placeholderDays.filter((day) => day >= dayOf(column.min) && day <= dayOf(column.max)),
    mayBeLater: end !== undefined && dayOf(column.max) >= end.slice(0, 10),
  }));
  const aggregates = asked.flatMap(({ column, days, mayBeLater }, at) => {
    const name = `(${finiteValue(column)})::TIMESTAMP`;
    return [
      ...(mayBeLater && end !== undefined
        ? [`count(CASE WHEN ${later(column, end)} THEN 1 END) AS later${String(at)}`]
        : []),
      ...days.flatMap((day, nth) => {
        const own = `${name}::DATE`;
        const is = `DATE ${literal(day)}`;
        return [
          `count(CASE WHEN ${own} = ${is} THEN 1 END) AS on${String(at)}_${String(nth)}`,
          `count(CASE WHEN abs(${own} - ${is}) BETWEEN 1 AND 365 THEN 1 END) AS around${String(at)}_${String(nth)}`,
        ];
      }),
    ];
  });
  const [row = {}] =
    aggregates.length > 0
      ? await db.rows<Record<string, number>>(`SELECT ${aggregates.join(', ')} FROM ${table}`)
      : [];
  return asked.map(({ column, days }, at) => {
    const rows = row[`later${String(at)}`] ?? 0;
    return {
      column: column.name,
      present: presentIn(profile, column),
      ...(rows > 0 && end !== undefined
        ? { future: { rows, where: later(column, end), latest: String(column.max) } }
        : {}),
      placeholders: days
        .map((day, nth) => ({
          day,
          rows: row[`on${String(at)}_${String(nth)}`] ?? 0,
          around: row[`around${String(at)}_${String(nth)}`] ?? 0,
        }))
        .filter((one) => one.rows > 0),
    };
  });
}

/** Infinite times and those of an end without end are none of the future. */
const later = ({ name }: ColumnProfile, end: string) =>
  `${identifier(name)}::TIMESTAMP > TIMESTAMP ${literal(end.replace('T', ' ').replace('Z', ''))} AND ${identifier(name)}::TIMESTAMP < TIMESTAMP '2099-12-31'`;

const dayOf = (time: number | string | undefined) => String(time ?? '').slice(0, 10);

/** By the column that the dataset names as time, else by the only one, if the rows stand in its order. */
export async function readGaps(
  db: Database,
  table: string,
  { profile, time }: { readonly profile: Profile; readonly time: string | undefined },
): Promise<TimeGaps | undefined> {
  const columns = timesOf(profile);
  const column = columns.find(({ name }) => name === time) ?? (columns.length === 1 ? columns[0] : undefined);
  if (!column || column.distinct < 3) return undefined;
  const name = `${identifier(column.name)}::TIMESTAMP`;
  if (column.name !== time && !(await isInOrder(db, table, name))) return undefined;
  const rows = await db.rows<{
    from: string;
    to: string;
    ms: number;
    steps: number;
    total: number;
    squares: number;
  }>(
    `WITH t AS (SELECT DISTINCT ${name} AS v FROM ${table} WHERE isfinite(${name})),
       s AS (SELECT lag(v) OVER (ORDER BY v) AS a, v AS b FROM t),
       g AS (SELECT a, b, epoch_ms(b) - epoch_ms(a) AS ms FROM s WHERE a IS NOT NULL)
     SELECT a AS "from", b AS "to", ms::DOUBLE AS ms, (SELECT count(*) FROM g) AS steps, (SELECT sum(ms) FROM g)::DOUBLE AS total,
       (SELECT sum(ms::DOUBLE * ms) FROM g) AS squares
     FROM g ORDER BY ms DESC, a LIMIT ${longest}`,
  );
  const [first] = rows;
  if (!first) return undefined;
  return {
    column: column.name,
    steps: first.steps,
    total: first.total,
    squares: first.squares,
    longest: rows.map(({ from, to, ms }) => ({ from, to, milliseconds: ms })),
  };
}

async function isInOrder(db: Database, table: string, value: string): Promise<boolean> {
  const [row] = await db.rows<{ back: number }>(
    `SELECT count(CASE WHEN v < before THEN 1 END) AS back FROM (SELECT v, lag(v) OVER () AS before FROM (SELECT ${value} AS v FROM ${table}))`,
  );
  return row?.back === 0;
}
