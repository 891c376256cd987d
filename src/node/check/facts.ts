// Gathering what detectors look at from a table: profiles, duplicates, keys, and what is known of the target.
import type { Problem } from '../../core/errors';
import type { Previous } from '../../core/quality/previous';
import { dominantColumns } from '../../core/quality/dominance';
import { columnOf, presentIn, type Facts, type Roles, type TargetFacts } from '../../core/quality/facts';
import { goalFacts } from '../../core/quality/goalFacts';
import type { NamedGoal } from '../../core/quality/goalsOn';
import { proxiesIn } from '../../core/quality/proxies';
import { redundantIn } from '../../core/quality/redundancy';
import type { Sample } from '../../core/quality/sample';
import type { Split } from '../../core/manifest/manifest';
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { columnsOf } from '../profile/columns';
import { countRows, profileTable } from '../profile/profileTable';
import { countClasses } from './classRows';
import { findCopies, type Parts } from './copies';
import { findDamaged } from './damagedTexts';
import { findPersonal } from './personal';
import { countRuns } from './runs';
import { sampleRows } from './sample';
import { findSpellings } from './spellings';
import { targetBlocks } from './targetBlocks';
import { readTexts } from './texts';
import { readGaps, readTimes } from './times';

export interface FactsOptions {
  /** A table's quoted name, or a table function's call. Its rows are in order. */
  readonly table: string;
  /** What was told when it was read from a file. */
  readonly warnings?: readonly Problem[];
  /** The parts of the split, each a table; undefined where the data is not split. */
  readonly parts?: Parts;
  readonly seenIn: Facts['seenIn'];
  readonly roles: Roles;
  readonly split?: Split;
  /** Of models that learn from it. */
  readonly goals?: readonly NamedGoal[];
  readonly previous?: Previous | undefined;
  /** The time judged at, ISO; undefined looks for nothing in the future. */
  readonly asOf?: string;
  /** As of a profile; of both tables one after the other. */
  readonly onColumns?: (done: number, total: number) => void;
}

export async function gatherFacts(db: Database, options: FactsOptions): Promise<Facts> {
  const { table, warnings, parts, seenIn, roles, split, previous, asOf, onColumns } = options;
  const profile = await profileTable(db, table, { warnings, onColumns });
  const train = parts && (await profileTable(db, parts.train, { onColumns }));
  const unique = await uniqueColumns(db, table, profile);
  const sample = await sampleOf(db, options, { profile, train });
  const target = await targetFacts(db, { whole: table, sample, profile, roles, unique });
  const classes = await countClasses(db, { profile, target: roles.target, parts });
  const goals = goalFacts(
    options.goals ?? [],
    { profile, roles, ...(classes ? { classes } : {}) },
    await rowsOf(db, parts?.test),
  );
  const copies = await findCopies(db, { table, profile, roles, unique, parts });
  const gaps = await readGaps(db, table, { profile, time: roles.time });
  return {
    seenIn,
    profile,
    ...(train ? { train } : {}),
    roles,
    ...(split ? { split } : {}),
    duplicateRows: await countDuplicates(db, table, profile, roles.key),
    unique,
    ...(await readTexts(db, table, profile)),
    ...(target ? { target } : {}),
    ...(copies ? { copies } : {}),
    damaged: await findDamaged(db, table, profile),
    personal: await findPersonal(db, table, {
      columns: profile.columns,
      ...(roles.personal ? { allowed: roles.personal } : {}),
    }),
    spellings: await findSpellings(db, table, profile),
    times: await readTimes(db, table, { profile, asOf }),
    ...(gaps ? { gaps } : {}),
    runs: await countRuns(db, table, profile),
    ...(classes ? { classes } : {}),
    ...relationsIn(sample, { profile, roles, unique }),
    goals,
    ...(previous ? { previous } : {}),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

const rowsOf = async (db: Database, table: string | undefined) =>
  table === undefined ? undefined : countRows(db, table);

/** Of the rows that models learn from, those that have a target. */
function sampleOf(
  db: Database,
  { table, parts, roles }: FactsOptions,
  { profile, train }: { readonly profile: Profile; readonly train: Profile | undefined },
): Promise<Sample> {
  const target = roles.target === undefined ? undefined : columnOf(profile, roles.target);
  return sampleRows(db, {
    table: parts?.train ?? table,
    rows: (train ?? profile).rows,
    columns: profile.columns,
    ...(target && presentIn(profile, target) > 0 ? { target: target.name } : {}),
  });
}

/** What columns tell of one another. Names of rows and times tell everything, and nothing. */
function relationsIn(
  sample: Sample,
  {
    profile,
    roles,
    unique,
  }: { readonly profile: Profile; readonly roles: Roles; readonly unique: readonly string[] },
): Pick<Facts, 'redundant' | 'proxies'> {
  const isName = ({ name, kind }: ColumnProfile) => kind !== 'number' && unique.includes(name);
  const columns = profile.columns
    .filter((column) => ![roles.key, roles.time, roles.target].includes(column.name) && !isName(column))
    .map(({ name }) => name);
  return {
    redundant: redundantIn(sample, columns),
    proxies: proxiesIn(sample, { sensitive: roles.sensitive ?? [], columns }),
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
  readonly whole: string;
  /** Of the rows that may be looked at for what a column tells of the target: those that models learn from. */
  readonly sample: Sample;
  readonly profile: Profile;
  readonly roles: Roles;
  readonly unique: readonly string[];
}

async function targetFacts(
  db: Database,
  { whole, sample, profile, roles, unique }: TargetOptions,
): Promise<TargetFacts | undefined> {
  const target = roles.target === undefined ? undefined : columnOf(profile, roles.target);
  if (!target || presentIn(profile, target) === 0) return undefined;
  const isTold = ({ name, kind }: ColumnProfile) =>
    name === target.name ||
    (name !== roles.key && name !== roles.time && !(unique.includes(name) && kind !== 'number'));
  const told = profile.columns.filter(isTold).map(({ name }) => name);
  const time = roles.time !== undefined && columnOf(profile, roles.time) ? roles.time : undefined;
  const key = roles.key !== undefined && !unique.includes(roles.key) ? roles.key : undefined;
  return {
    dominant: dominantColumns(
      { columns: sample.columns.filter(({ name }) => told.includes(name)) },
      target.name,
    ),
    blocks: await targetBlocks(db, { table: whole, target, rows: presentIn(profile, target), time, key }),
  };
}

/** The roles whose column this table has. */
export async function rolesIn(
  db: Database,
  table: string,
  { target, positive, asksPositive, key, time, sensitive, personal }: Roles,
): Promise<Roles> {
  const names = new Set((await columnsOf(db, table)).map(({ name }) => name));
  const has = (name: string | undefined): name is string => name !== undefined && names.has(name);
  return {
    ...(has(target) ? { target, ...(positive === undefined ? {} : { positive }) } : {}),
    ...(asksPositive === undefined ? {} : { asksPositive }),
    ...(has(key) ? { key } : {}),
    ...(has(time) ? { time } : {}),
    ...(sensitive === undefined ? {} : { sensitive: sensitive.filter(has) }),
    ...(personal === undefined ? {} : { personal }),
  };
}
