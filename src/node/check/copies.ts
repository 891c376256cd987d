// Finding rows that equal or nearly equal one another, in the data and across its parts, by a few hashes a row.
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import {
  copiedUpTo,
  farthest,
  nearest,
  type Copies,
  type NearRows,
  type RowSet,
  type SharedRows,
} from '../../core/quality/copies';
import type { Roles } from '../../core/quality/facts';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { blocksOf, lanesOf, seenShare, type Lane } from './lanes';

export interface CopiesOptions {
  /** The rows where they are not split. */
  readonly table: string;
  readonly profile: Profile;
  readonly roles: Roles;
  /** Columns whose every value occurs once. */
  readonly unique: readonly string[];
  /** Tables of the parts; undefined where the data is not split. */
  readonly parts?: Parts | undefined;
}

export type Parts = { readonly train: string } & Readonly<Partial<Record<SharedRows['part'], string>>>;

/** Rows that share a block of columns with more others than this are alike by nature, and not compared in pairs. */
const mostAlike = 16;
/** So many rows are named in a condition, of tables with so many columns. */
const [named, mostColumns] = [200, 200];
const mostClasses = 50;
const partNumber = { train: 0, validation: 1, test: 2 } as const;

interface Compared {
  readonly names: readonly string[];
  readonly lanes: readonly Lane[];
  /** Numbers of lanes, block by block; [] where there are too few to compare in pairs. */
  readonly blocks: readonly (readonly number[])[];
  readonly target: ColumnProfile | undefined;
}

/**
 * Each row is kept as 32 bits a column: of text without case, space and punctuation, of numbers to about seven digits. The
 * columns are dealt into two blocks, or three from eight columns on, and rows that agree in a whole block are compared in
 * pairs. So every pair that differs in fewer columns than there are blocks is found (chance 1, but for groups of more than
 * 16 rows that agree in a block, which are alike by nature); of pairs that differ in more, the share that `seenShare`
 * gives. Two cells are confused with a chance of 2^-32. The work is linear in the rows.
 */
export async function findCopies(db: Database, options: CopiesOptions): Promise<Copies | undefined> {
  const { profile, parts } = options;
  const compared = comparedIn(options);
  const { names, lanes, blocks, target } = compared;
  if (profile.rows < 2 || lanes.length === 0) return undefined;
  await keepCells(db, options, compared);
  const condition = conditionOn(names);
  const { pairs, equalPairs } = await countPairs(db, compared);
  const counted: Copies = {
    columns: names,
    ...(target === undefined ? {} : { target: target.name }),
    pairs,
    seen: Array.from({ length: farthest + 1 }, (_none, differing) => seenShare(blocks, differing)),
    equalPairs,
    near: [],
    shared: [],
  };
  const copied = copiedUpTo(counted, profile);
  if (copied.length > 0) await keepPairs(db, compared, Math.max(...copied));
  const hasClasses = target !== undefined && target.distinct > 1 && target.distinct <= mostClasses;
  const found: Copies = {
    ...counted,
    near: copied.length > 0 ? await nearRows(db, compared, condition) : [],
    ...(hasClasses ? { conflicts: await conflictsIn(db, condition) } : {}),
    shared: parts ? await sharedIn(db, parts, { condition, hasPairs: copied.length > 0 }) : [],
  };
  await db.run('DROP TABLE IF EXISTS _cells; DROP TABLE IF EXISTS _pairs');
  return found;
}

function comparedIn({ profile, roles, unique }: CopiesOptions): Compared {
  const isRowName = ({ name, kind }: ColumnProfile) =>
    name === roles.key || (unique.includes(name) && kind !== 'number' && profile.rows >= 50);
  const columns = profile.columns.filter((column) => column.name !== roles.target && !isRowName(column));
  const lanes = lanesOf(columns, { time: roles.time, rows: profile.rows });
  return {
    names: columns.map(({ name }) => name),
    lanes,
    blocks: blocksOf(lanes.length),
    target: profile.columns.find(({ name }) => name === roles.target),
  };
}

async function keepCells(
  db: Database,
  { table, parts }: CopiesOptions,
  { names, lanes, blocks, target }: Compared,
): Promise<void> {
  const sources = parts
    ? Object.entries(parts).map(([part, own]) => [partNumber[part as keyof Parts], own] as const)
    : [[0, table] as const];
  const raw = `hash(${names.map(identifier).join(', ')})`;
  const label = target && identifier(target.name);
  const cells = lanes.map(({ sql }, at) => `${sql} AS c${String(at)}`);
  const selects = sources.map(
    ([part, own]) =>
      `SELECT ${String(part)}::UTINYINT AS part, ${raw} AS f, ${label ? `CASE WHEN ${label} IS NOT NULL THEN hash(${label}) END` : 'NULL::UBIGINT'} AS t, ${cells.join(', ')} FROM ${own}`,
  );
  const keys = blocks.map(
    (block, at) => `hash(${block.map((lane) => `c${String(lane)}`).join(', ')}) AS b${String(at)}`,
  );
  await db.run(
    `CREATE OR REPLACE TEMP TABLE _cells AS SELECT row_number() OVER () AS r, *${keys.map((key) => `, ${key}`).join('')}
     FROM (${selects.join(' UNION ALL ')})`,
  );
}

/** Pairs of rows that agree in the block and in no earlier one, with what they differ in. Of two rows, x is the earlier. */
function pairsBy(at: number, { lanes }: Compared): string {
  const key = `b${String(at)}`;
  const earlier = Array.from(
    { length: at },
    (_none, before) => ` AND x.b${String(before)} <> y.b${String(before)}`,
  );
  const differing = lanes.map(
    ({ weight }, lane) =>
      `(x.c${String(lane)} <> y.c${String(lane)})::TINYINT${weight === 1 ? '' : ` * ${String(weight)}`}`,
  );
  return `SELECT x.r AS x, y.r AS y, x.part AS p, y.part AS q, x.f = y.f AS same,
      ${[...differing, '(x.t IS DISTINCT FROM y.t)::TINYINT'].join(' + ')} AS d
    FROM m AS x JOIN m AS y ON x.${key} = y.${key} AND x.r < y.r${earlier.join('')}`;
}

const membersOf = (at: number) =>
  `WITH k AS MATERIALIZED (SELECT b${String(at)} AS b FROM _cells GROUP BY 1 HAVING count(*) BETWEEN 2 AND ${mostAlike}),
     m AS MATERIALIZED (SELECT * FROM _cells SEMI JOIN k ON b${String(at)} = k.b)`;

async function countPairs(db: Database, compared: Compared): Promise<Pick<Copies, 'pairs' | 'equalPairs'>> {
  const pairs = Array.from({ length: farthest + 1 }, () => 0);
  let equalPairs = 0;
  for (const at of compared.blocks.keys()) {
    const rows = await db.rows<{ d: number; same: boolean; n: number }>(
      `${membersOf(at)} SELECT d, same, count(*) AS n FROM (${pairsBy(at, compared)}) WHERE d <= ${farthest} GROUP BY ALL`,
    );
    for (const { d, same, n } of rows)
      if (same) equalPairs += n;
      else pairs[d] = (pairs[d] ?? 0) + n;
  }
  if (compared.blocks.length > 0) return { pairs, equalPairs };
  const [row] = await db.rows<{ n: number }>(
    `SELECT coalesce(sum(n * (n - 1) // 2), 0)::DOUBLE AS n FROM (SELECT count(*) AS n FROM _cells GROUP BY f)`,
  );
  return { pairs, equalPairs: row?.n ?? 0 };
}

async function keepPairs(db: Database, compared: Compared, most: number): Promise<void> {
  await db.run(
    'CREATE OR REPLACE TEMP TABLE _pairs (x BIGINT, y BIGINT, p UTINYINT, q UTINYINT, same BOOLEAN, d INTEGER)',
  );
  for (const at of compared.blocks.keys())
    await db.run(
      `INSERT INTO _pairs ${membersOf(at)} SELECT * FROM (${pairsBy(at, compared)}) WHERE NOT same AND d <= ${Math.min(most, nearest)}`,
    );
}

/** A row belongs to the fewest columns in which it differs from an earlier one. */
async function nearRows(db: Database, { lanes }: Compared, condition: Condition): Promise<NearRows[]> {
  const closest = 'SELECT y, min(d) AS d FROM _pairs GROUP BY y';
  const found: NearRows[] = [];
  for (let differing = 0; differing <= nearest; differing++) {
    const mine = `(SELECT x, y FROM _pairs SEMI JOIN (SELECT * FROM (${closest}) WHERE d = ${differing}) AS own USING (y, d))`;
    const sums = lanes.map(
      (_lane, at) => `count(CASE WHEN x.c${String(at)} <> y.c${String(at)} THEN 1 END) AS l${String(at)}`,
    );
    const [row = {}] = await db.rows<Record<string, number>>(
      `SELECT count(DISTINCT y.r) AS n, ${sums.join(', ')} FROM ${mine} AS pair JOIN _cells AS x ON pair.x = x.r JOIN _cells AS y ON pair.y = y.r`,
    );
    const columns = lanes
      .map(({ columns: own }, at) => ({ own, count: row[`l${String(at)}`] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
      .flatMap(({ own }) => own);
    found.push({
      ...(await rowSet(
        db,
        row['n'] ?? 0,
        condition,
        `SELECT f FROM _cells WHERE r IN (SELECT unnest([x, y]) FROM ${mine})`,
      )),
      columns,
    });
  }
  return found;
}

async function conflictsIn(db: Database, condition: Condition): Promise<NonNullable<Copies['conflicts']>> {
  const groups = 'SELECT f, count(t) AS n FROM _cells GROUP BY f HAVING min(t) <> max(t)';
  const [row] = await db.rows<{ groups: number; rows: number }>(
    `SELECT count(*) AS groups, coalesce(sum(n), 0)::DOUBLE AS rows FROM (${groups})`,
  );
  return {
    groups: row?.groups ?? 0,
    ...(await rowSet(db, row?.rows ?? 0, condition, `SELECT f FROM (${groups})`)),
  };
}

async function sharedIn(
  db: Database,
  parts: Parts,
  { condition, hasPairs }: { readonly condition: Condition; readonly hasPairs: boolean },
): Promise<SharedRows[]> {
  const shared: SharedRows[] = [];
  for (const part of ['validation', 'test'] as const) {
    if (parts[part] === undefined) continue;
    const number = String(partNumber[part]);
    const equal = `SELECT f FROM _cells WHERE part = ${number} AND f IN (SELECT f FROM _cells WHERE part = 0)`;
    const [row] = await db.rows<{ of: number; equal: number }>(
      `SELECT (SELECT count(*) FROM _cells WHERE part = ${number}) AS "of", (SELECT count(*) FROM (${equal})) AS equal`,
    );
    const near: RowSet[] = [];
    const closest = `SELECT y, min(d) AS d, arg_min(x, d) AS x FROM _pairs JOIN _cells ON y = r
      WHERE p = 0 AND q = ${number} AND f NOT IN (${equal}) GROUP BY y`;
    for (let differing = 0; hasPairs && differing <= nearest; differing++) {
      const [own] = await db.rows<{ n: number }>(
        `SELECT count(*) AS n FROM (${closest}) WHERE d = ${differing}`,
      );
      const sql = `SELECT f FROM _cells WHERE r IN (SELECT unnest([x, y]) FROM (${closest}) WHERE d = ${differing})`;
      near.push(await rowSet(db, own?.n ?? 0, condition, sql));
    }
    shared.push({ part, of: row?.of ?? 0, equal: await rowSet(db, row?.equal ?? 0, condition, equal), near });
  }
  return shared;
}

/** SQL condition of the rows with one of these hashes; undefined where it would be too long. */
type Condition = ((hashes: readonly string[]) => string) | undefined;

const conditionOn = (names: readonly string[]): Condition =>
  names.length > mostColumns
    ? undefined
    : (hashes) => `hash(${names.map(identifier).join(', ')}) IN (${hashes.join(', ')})`;

async function rowSet(db: Database, rows: number, condition: Condition, sql: string): Promise<RowSet> {
  if (rows === 0 || !condition) return { rows };
  const hashes = await db.rows<{ f: string }>(
    `SELECT DISTINCT f::VARCHAR AS f FROM (${sql}) ORDER BY f LIMIT ${named}`,
  );
  return { rows, where: condition(hashes.map(({ f }) => f)) };
}
