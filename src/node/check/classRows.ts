// How many rows each class of the target has, in all and in each part of the split.
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import type { ClassRows } from '../../core/quality/classRows';
import { columnOf, presentIn } from '../../core/quality/facts';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import type { Parts } from './copies';

const mostClasses = 50;

/** Undefined where the target has no classes: a number with more than a few values is a quantity. */
export async function countClasses(
  db: Database,
  {
    profile,
    target,
    parts,
  }: { readonly profile: Profile; readonly target: string | undefined; readonly parts: Parts | undefined },
): Promise<ClassRows[] | undefined> {
  const column = target === undefined ? undefined : columnOf(profile, target);
  if (!column || !hasClasses(column)) return undefined;
  const isNumber = column.kind === 'integer' || column.kind === 'number';
  const found = parts ? await countParts(db, column, parts) : [];
  const rows = presentIn(profile, column);
  return column.top.map(({ value, count }) => ({
    value: isNumber ? Number(value) : value,
    rows: count,
    parts: Object.fromEntries(
      Object.keys(parts ?? {}).map((part) => {
        const own = found.filter((one) => one.part === part);
        const all = own.reduce((sum, { n }) => sum + n, 0);
        const here = own.find((one) =>
          isNumber ? Number(one.value) === Number(value) : one.value === value,
        );
        return [part, { rows: here?.n ?? 0, expected: (count * all) / rows }];
      }),
    ),
  }));
}

const hasClasses = ({ kind, semantic, distinct, top, other }: ColumnProfile) =>
  distinct > 1 &&
  distinct <= mostClasses &&
  other === 0 &&
  top.length === distinct &&
  (kind === 'string' || kind === 'boolean' || semantic === 'boolean' || semantic === 'category');

function countParts(
  db: Database,
  { name }: ColumnProfile,
  parts: Parts,
): Promise<{ part: string; value: string; n: number }[]> {
  const target = identifier(name);
  const selects = Object.entries(parts).map(
    ([part, table]) =>
      `SELECT '${part}' AS part, ${target}::VARCHAR AS "value", count(*) AS n FROM ${table} WHERE ${target} IS NOT NULL GROUP BY 2`,
  );
  return db.rows(selects.join(' UNION ALL '));
}
