// Gathering what detectors look at from a table: profiles, duplicates, keys, and what is known of the target.
import type { Problem } from '../../core/errors';
import { dominantColumns } from '../../core/quality/dominance';
import { columnOf, presentIn, type Facts, type Roles, type TargetFacts } from '../../core/quality/facts';
import type { Split } from '../../core/manifest/manifest';
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { columnsOf } from '../profile/columns';
import { profileTable } from '../profile/profileTable';
import { sampleRows } from './sample';
import { targetBlocks } from './targetBlocks';
import { readTexts } from './texts';

export interface FactsOptions {
  /** A table's quoted name, or a table function's call. Its rows are in order. */
  readonly table: string;
  /** What was told when it was read from a file. */
  readonly warnings?: readonly Problem[];
  /** The rows that models learn from, as another table; undefined where the data is not split. */
  readonly trainTable?: string;
  readonly seenIn: Facts['seenIn'];
  readonly roles: Roles;
  readonly split?: Split;
  /** As of a profile; of both tables one after the other. */
  readonly onColumns?: (done: number, total: number) => void;
}

export async function gatherFacts(db: Database, options: FactsOptions): Promise<Facts> {
  const { table, warnings, trainTable, seenIn, roles, split, onColumns } = options;
  const profile = await profileTable(db, table, { warnings, onColumns });
  const train = trainTable === undefined ? undefined : await profileTable(db, trainTable, { onColumns });
  const unique = await uniqueColumns(db, table, profile);
  const target = await targetFacts(db, {
    table: trainTable ?? table,
    whole: table,
    profile,
    train,
    roles,
    unique,
  });
  return {
    seenIn,
    profile,
    ...(train ? { train } : {}),
    roles,
    ...(split ? { split } : {}),
    duplicateRows: await countDuplicates(db, table, profile, roles.key),
    unique,
    texts: await readTexts(db, table, profile),
    ...(target ? { target } : {}),
  };
}

/** Rows are told apart by a hash of 64 bits: among a billion rows a pair is confused with a chance of 3%. */
async function countDuplicates(
  db: Database,
  table: string,
  profile: Profile,
  key: string | undefined,
): Promise<number> {
  const compared = profile.columns.filter(({ name }) => name !== key).map(({ name }) => identifier(name));
  if (profile.rows === 0 || compared.length === 0) return 0;
  const [row] = await db.rows<{ n: number }>(
    `SELECT count(*) - count(DISTINCT hash(${compared.join(', ')})) AS n FROM ${table}`,
  );
  return row?.n ?? 0;
}

/** An estimate is off by up to a fifth: whatever comes near is counted exactly. */
const nearlyUnique = 0.75;

async function uniqueColumns(db: Database, table: string, profile: Profile): Promise<string[]> {
  const isUnique = async (column: ColumnProfile): Promise<boolean> => {
    const present = presentIn(profile, column);
    if (present < 2 || column.kind === 'other' || column.kind === 'boolean') return false;
    if (column.isDistinctExact) return column.distinct === present;
    if (column.kind === 'number' || column.distinct < nearlyUnique * present) return false;
    const name = identifier(column.name);
    const [row] = await db.rows<{ n: number }>(`SELECT count(DISTINCT ${name}) AS n FROM ${table}`);
    return row?.n === present;
  };
  const unique: string[] = [];
  for (const column of profile.columns) if (await isUnique(column)) unique.push(column.name);
  return unique;
}

interface TargetOptions {
  /** The rows that may be looked at for what a column tells of the target: those that models learn from. */
  readonly table: string;
  readonly whole: string;
  readonly profile: Profile;
  readonly train: Profile | undefined;
  readonly roles: Roles;
  readonly unique: readonly string[];
}

async function targetFacts(
  db: Database,
  { table, whole, profile, train, roles, unique }: TargetOptions,
): Promise<TargetFacts | undefined> {
  const target = roles.target === undefined ? undefined : columnOf(profile, roles.target);
  if (!target || presentIn(profile, target) === 0) return undefined;
  const isTold = ({ name, kind }: ColumnProfile) =>
    name === target.name ||
    (name !== roles.key && name !== roles.time && !(unique.includes(name) && kind !== 'number'));
  const columns = profile.columns.filter(isTold);
  const rows = (train ?? profile).rows;
  const sample = await sampleRows(db, { table, rows, columns, target: target.name });
  const time = roles.time !== undefined && columnOf(profile, roles.time) ? roles.time : undefined;
  const key = roles.key !== undefined && !unique.includes(roles.key) ? roles.key : undefined;
  return {
    dominant: dominantColumns(sample, target.name),
    blocks: await targetBlocks(db, { table: whole, target, rows: presentIn(profile, target), time, key }),
  };
}

/** The roles whose column this table has. */
export async function rolesIn(
  db: Database,
  table: string,
  { target, positive, asksPositive, key, time }: Roles,
): Promise<Roles> {
  const names = new Set((await columnsOf(db, table)).map(({ name }) => name));
  const has = (name: string | undefined): name is string => name !== undefined && names.has(name);
  return {
    ...(has(target) ? { target, ...(positive === undefined ? {} : { positive }) } : {}),
    ...(asksPositive === undefined ? {} : { asksPositive }),
    ...(has(key) ? { key } : {}),
    ...(has(time) ? { time } : {}),
  };
}
