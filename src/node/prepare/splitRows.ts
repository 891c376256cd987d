// Which rows of a table belong to which part of its split, asked of the rows.
import { splitKind } from '../../core/manifest/splitBy';
import type { SplitName } from '../../core/dataset/version';
import { wrongInput } from '../../core/errors';
import type { Split } from '../../core/manifest/dataset';
import { stepText } from '../../core/manifest/writtenStep';
import {
  boundaryQuery,
  fixedBoundaries,
  partConditions,
  type Boundaries,
  type SplitTable,
} from '../../core/prepare/split';
import { identifier } from '../../core/quote';
import type { Database } from '../duckdb/engine';

/** For each part the condition on the rows of `from`. Throws `input` where a row cannot be placed; `name`: of the dataset. */
export async function splitConditions(
  database: Database,
  asked: {
    readonly split: Split;
    readonly table: SplitTable;
    readonly from: string;
    readonly name: string;
  },
): Promise<Readonly<Record<SplitName, string>>> {
  const { split, table, from, name } = asked;
  await refuseMissing(database, split, table, from, name);
  return partConditions(split, table, await boundariesOf(database, split, table, from));
}

async function boundariesOf(
  database: Database,
  split: Split,
  table: SplitTable,
  from: string,
): Promise<Boundaries> {
  const fixed = fixedBoundaries(split, table);
  if (fixed) return fixed;
  const query = boundaryQuery(split, table, from);
  const rows = await database.rows<{ boundary: string | null }>(query);
  const [validation, test, end] = rows.map(({ boundary }) => boundary ?? undefined);
  return [validation, test, end];
}

/** A row without a time or group belongs to no part. */
async function refuseMissing(
  database: Database,
  { by }: Split,
  table: SplitTable,
  from: string,
  name: string,
): Promise<void> {
  const { needs } = splitKind(by);
  if (needs === undefined) return;
  const column = table[needs];
  if (column === undefined)
    throw wrongInput(`Dataset "${name}": a split by ${by} needs "${needs}:" to name the column.`);
  const [row] = await database.rows<{ n: number; first: number | null }>(
    `SELECT count(*) AS n, min(${table.row}) AS first FROM ${from} WHERE ${identifier(column)} IS NULL`,
  );
  if (row && row.n > 0)
    throw wrongInput(
      `Dataset "${name}": ${row.n} rows have no "${column}" to split by; the first is row ${Number(row.first) + 1}.`,
      {
        hint: `Take them out, e.g. "${stepText({ filter: `${identifier(column)} IS NOT NULL` })}", or split by order.`,
      },
    );
}
