// `union`: rows of other datasets, below one's own.
import type { Column } from '../../dataset/version';
import type { Problem } from '../../errors';
import type { Written } from '../../manifest/step';
import { stepText } from '../../manifest/writtenStep';
import { identifier } from '../../quote';
import { isInteger, isNumber } from '../columnType';
import type { OtherTable } from '../engine';
import { addLayer, closeStep, lastLayer, rowColumn } from '../pipeline';
import type { StepMeaning } from './meaning';
import { unusedName, worldOf } from './others';

const row = identifier(rowColumn);

export const union: StepMeaning<Written<'union'>> = {
  /** Own rows first, then each dataset's as it is named, each in its order. */
  async compile(names, before, place) {
    const { name: step, index, what } = place;
    const world = worldOf(place);
    const others: { readonly name: string; readonly table: OtherTable }[] = [];
    for (const name of names) others.push({ name, table: await world.other(name) });
    const columns = new Map(before.columns.map((column) => [column.name, column]));
    const problems: Problem[] = [];
    const remarks: string[] = [];
    for (const { name, table } of others) {
      const lacking = before.columns.filter(
        (column) => !table.columns.some((one) => one.name === column.name),
      );
      const more = table.columns.filter((column) => !before.columns.some((one) => one.name === column.name));
      if (lacking.length > 0)
        remarks.push(`${what}: "${name}" has no ${quoted(lacking)}: missing in its rows.`);
      if (more.length > 0)
        remarks.push(`${what}: only "${name}" has ${quoted(more)}: missing in the rows of the others.`);
      for (const column of table.columns) {
        const known = columns.get(column.name);
        const type = known ? commonType(known.type, column.type) : column.type;
        if (type !== undefined) columns.set(column.name, { name: column.name, type });
        else if (known)
          problems.push({
            severity: 'error',
            message: `${what}: "${column.name}" holds ${known.type} here, but ${column.type} in "${name}".`,
            hint: `Cast it before, e.g. "${stepText({ cast: { [column.name]: 'string' } })}".`,
          });
      }
    }
    const all = [...columns.values()];
    const twins = all.filter(({ name }, at) =>
      all.slice(0, at).some((other) => other.name.toLowerCase() === name.toLowerCase()),
    );
    problems.push(
      ...twins.map(({ name }): Problem => ({
        severity: 'error',
        message: `${what}: "${name}" differs from another column only in capitals.`,
        hint: 'Rename one of them in a step before.',
      })),
    );
    if (problems.length > 0) return { problems };
    const cells = (of: readonly Column[]) =>
      all.map(({ name, type }) => {
        const has = of.some((column) => column.name === name);
        return `CAST(${has ? identifier(name) : 'NULL'} AS ${type}) AS ${identifier(name)}`;
      });
    const part = identifier(unusedName('_part', all));
    const parts = [
      `SELECT 0 AS ${part}, ${[row, ...cells(before.columns)].join(', ')} FROM ${lastLayer(before)}`,
      ...others.map(
        ({ table }, at) =>
          `SELECT ${at + 1}, ${[table.row, ...cells(table.columns)].join(', ')} FROM ${table.from}`,
      ),
    ];
    const after = addLayer(before, {
      select: `SELECT row_number() OVER (ORDER BY ${part}, ${row}) - 1 AS ${row}, ${all.map(({ name }) => identifier(name)).join(', ')} FROM (${parts.join(' UNION ALL ')})`,
      columns: all,
      isInOrder: false,
      isCostly: true,
    });
    const made = all.filter(({ name }) => !before.columns.some((column) => column.name === name));
    return {
      ...closeStep(before, after, { step, index, columns: made.map(({ name }) => name), changed: undefined }),
      remarks: [...before.remarks, ...remarks.map((message) => ({ index, message }))],
    };
  },
};

const quoted = (columns: readonly Column[]) => columns.map(({ name }) => `"${name}"`).join(', ');

/** Numbers go together; all else is of one type. */
function commonType(a: string, b: string): string | undefined {
  if (a === b) return a;
  if (isInteger(a) && isInteger(b)) return [a, b].some(isBeyondBigint) ? 'HUGEINT' : 'BIGINT';
  return isNumber(a) && isNumber(b) ? 'DOUBLE' : undefined;
}

const isBeyondBigint = (type: string) => ['UBIGINT', 'HUGEINT', 'UHUGEINT'].includes(type);
