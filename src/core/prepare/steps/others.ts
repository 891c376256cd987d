// What steps ask of other datasets: their rows, the columns that two tables are compared by, and columns taken over.
import type { Column } from '../../dataset/version';
import { wrongInput, type Problem } from '../../errors';
import { stepText } from '../../manifest/writtenStep';
import { identifier } from '../../quote';
import { findColumns } from '../columns';
import { isInteger, isNumber, isText, isTime } from '../columnType';
import type { DatasetTime, OtherTable, StepWorld } from '../engine';
import { momentOf } from '../moment';
import type { StepPlace } from './meaning';

export function worldOf({ world, what }: StepPlace): StepWorld {
  if (world) return world;
  throw wrongInput(`${what}: it cannot be applied to a single row.`);
}

/** Two columns whose values are compared. */
export interface Pair {
  readonly own: Column;
  readonly other: Column;
}

/** `pairs`: names here to names there. */
export function findPairs(
  pairs: Readonly<Record<string, string>>,
  columns: readonly Column[],
  other: { readonly name: string; readonly table: OtherTable },
  what: string,
): { readonly found: readonly Pair[]; readonly problems: readonly Problem[] } {
  const own = findColumns(Object.keys(pairs), columns, what);
  const others = findColumns(Object.values(pairs), other.table.columns, `${what}, "${other.name}"`);
  const problems = [...own.problems, ...others.problems];
  if (problems.length > 0) return { found: [], problems };
  const found = Object.entries(pairs).flatMap(([from, to]): readonly Pair[] => {
    const [a, b] = [byName(columns, from), byName(other.table.columns, to)];
    return a && b ? [{ own: a, other: b }] : [];
  });
  return {
    found,
    problems: found.flatMap((pair) =>
      areAlike(pair)
        ? []
        : [
            {
              severity: 'error' as const,
              message: `${what}: "${pair.own.name}" holds ${pair.own.type}, but "${pair.other.name}" of "${other.name}" holds ${pair.other.type}.`,
              hint: `Cast one of them first, e.g. "${stepText({ cast: { [pair.own.name]: 'string' } })}".`,
            },
          ],
    ),
  };
}

const byName = (columns: readonly Column[], wanted: string) => columns.find(({ name }) => name === wanted);

/** Values of both are compared without a guess at what a text means. */
const areAlike = ({ own: { type: a }, other: { type: b } }: Pair) =>
  a === b ||
  (isText(a) && isText(b)) ||
  (isInteger(a) && isInteger(b)) ||
  (isNumber(a) && isNumber(b)) ||
  (isTime(a) && isTime(b));

/** `wanted`: undefined for all but those that are compared. A column of a name that is here already is refused. */
export function takenColumns(
  wanted: readonly string[] | undefined,
  pairs: readonly Pair[],
  columns: readonly Column[],
  other: { readonly name: string; readonly table: OtherTable },
  what: string,
): { readonly taken: readonly Column[]; readonly problems: readonly Problem[] } {
  const compared = pairs.map((pair) => pair.other.name);
  const all = other.table.columns.map(({ name }) => name).filter((name) => !compared.includes(name));
  const { found: taken, problems } = findColumns(
    wanted ?? all,
    other.table.columns,
    `${what}, "${other.name}"`,
  );
  const clashes = taken.flatMap(({ name }): readonly Problem[] => {
    const twin = columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
    if (!twin) return [];
    return [
      {
        severity: 'error',
        message: `${what}: both sides have a column "${twin.name}".`,
        hint: `Name the columns to take under "columns:", or rename it in a step before, e.g. "${stepText({ rename: { [twin.name]: `own_${twin.name}` } })}".`,
      },
    ];
  });
  return { taken, problems: [...problems, ...clashes] };
}

/** `own."a" = other."b" AND ...` */
export const areEqual = (pairs: readonly Pair[]): string =>
  pairs
    .map(({ own, other }) => `own.${identifier(own.name)} = other.${identifier(other.name)}`)
    .join(' AND ');

/** SQL for when a row was, as a TIMESTAMP in UTC; undefined where it has no time, or one that is still text. */
export function momentIn(
  table: string,
  columns: readonly Column[],
  time: DatasetTime | undefined,
): string | undefined {
  const column = time && byName(columns, time.column);
  if (!column || !isTime(column.type)) return undefined;
  return `CAST(${momentOf(column.name, column.type, time.zone, table)} AS TIMESTAMP)`;
}

/** A name that no column has. */
export function unusedName(wanted: string, columns: readonly Column[]): string {
  const used = new Set(columns.map(({ name }) => name.toLowerCase()));
  let name = wanted;
  while (used.has(name)) name = `_${name}`;
  return name;
}
