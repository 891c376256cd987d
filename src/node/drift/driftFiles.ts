// How far a data file has drifted from another: column by column, with p-values corrected for their number.
import { wrongInput, type Problem } from '../../core/errors';
import { distributionOfColumn, type Distribution } from '../../core/drift/distribution';
import { compareColumns, measureNames, type ComparedColumn } from '../../core/drift/compareColumns';
import type { ColumnDrift } from '../../core/drift/columnDrift';
import { sharedReferenceText } from '../../core/drift/sharedReference';
import { suggestion } from '../../core/nearest';
import { isNumeric, isTime } from '../../core/profile/kind';
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import { withDatabase, type Database } from '../duckdb/engine';
import { scan } from '../duckdb/read';
import { countNamed } from '../profile/countValues';
import { readTextNumbers } from './textNumbers';
import { profileTable } from '../profile/profileTable';
import { tallyNumbers } from '../profile/tally';

export interface DriftOptions {
  readonly reference: string;
  readonly current: string;
  /** Names of measures to give; undefined gives all. */
  readonly measures?: readonly string[];
  /** The share of comparisons in which any column may be called drifted though none is. */
  readonly level?: number;
}

/** A column that cannot be compared because one file lacks it, or keeps it as something else. */
export interface SchemaChange {
  readonly column: string;
  readonly change: 'missing' | 'new' | 'type';
  /** The engine's type; undefined where the file lacks the column. */
  readonly reference?: string;
  readonly current?: string;
}

/** The document of `drift`. */
export interface DriftResult {
  /** A column drifted, or is missing, or changed its type. */
  readonly drifted: boolean;
  readonly level: number;
  readonly rows: { readonly reference: number; readonly current: number };
  readonly columns: readonly ColumnDrift[];
  readonly schema: readonly SchemaChange[];
  /** What was odd about the files but could be read. */
  readonly warnings: readonly Problem[];
  /** Where the reference has fewer than 20 times the rows: how often files compared with an unlucky one alarm falsely, a sentence. */
  readonly sharedReference?: string;
}

const defaultLevel = 0.01;

/** Throws `input` where a file cannot be read or has no rows, or a measure is not known. */
export function driftFiles(options: DriftOptions, signal?: AbortSignal): Promise<DriftResult> {
  const { reference, current, measures, level = defaultLevel } = options;
  for (const measure of measures ?? [])
    if (!(measureNames as readonly string[]).includes(measure))
      throw wrongInput(`There is no measure "${measure}".`, {
        hint: suggestion(measure, measureNames) ?? '',
      });
  return withDatabase(
    async (db) => {
      const known = await scan(db, [{ path: reference }]);
      const { table: newer, warnings } = await scan(db, [{ path: current }], { reading: known.reading });
      const tables = await readTextNumbers(db, { reference: known.table, current: newer });
      const { current: table, unread } = tables;
      const before = await profileTable(db, tables.reference);
      const after = await profileTable(db, table);
      requireRows(reference, before);
      requireRows(current, after);
      const schema = schemaChanges(before, after);
      const compared = await comparedColumns(db, { table, unread }, before, after);
      const columns = compareColumns(compared, level).map((column) => only(column, measures));
      const references = [{ what: 'rows of the reference', rows: before.rows }];
      const shared = sharedReferenceText(level, { current: after.rows, references });
      return {
        drifted: columns.some(({ drifted }) => drifted) || schema.some(({ change }) => change !== 'new'),
        level,
        rows: { reference: before.rows, current: after.rows },
        columns,
        schema,
        warnings: [...known.warnings, ...warnings],
        ...(shared === undefined ? {} : { sharedReference: shared }),
      };
    },
    signal ? { signal } : {},
  );
}

function requireRows(file: string, { rows }: Profile): void {
  if (rows === 0)
    throw wrongInput(`${file} has no rows, so nothing can be told of drift.`, {
      hint: 'Compare two files that have some.',
    });
}

function schemaChanges(before: Profile, after: Profile): SchemaChange[] {
  const [known, now] = [before, after].map(
    ({ columns }) => new Map(columns.map((column) => [column.name, column])),
  ) as [Map<string, ColumnProfile>, Map<string, ColumnProfile>];
  return [...new Set([...known.keys(), ...now.keys()])].flatMap((column): SchemaChange[] => {
    const [reference, current] = [known.get(column), now.get(column)];
    if (reference && !current) return [{ column, change: 'missing', reference: reference.type }];
    if (!reference && current) return [{ column, change: 'new', current: current.type }];
    return reference && current && !areComparable(reference, current)
      ? [{ column, change: 'type', reference: reference.type, current: current.type }]
      : [];
  });
}

/** A column without any value can be compared with any: all of it is missing. */
const areComparable = (a: ColumnProfile, b: ColumnProfile) =>
  isNumeric(a.kind) === isNumeric(b.kind) || isEmpty(a) || isEmpty(b);
const isEmpty = ({ top, other }: ColumnProfile) => top.length === 0 && other === 0;

async function comparedColumns(
  db: Database,
  { table, unread }: { readonly table: string; readonly unread: ReadonlySet<string> },
  before: Profile,
  after: Profile,
): Promise<ComparedColumn[]> {
  const compared: ComparedColumn[] = [];
  for (const known of before.columns) {
    const now = after.columns.find(({ name }) => name === known.name);
    if (!now || !areComparable(known, now) || known.kind === 'other') continue;
    const reference = distributionOfColumn(known);
    const current = await currentDistribution(db, table, { reference, now });
    const excluded = exclusion(known) ?? (unread.has(known.name) ? numbersAsText : undefined);
    compared.push({ name: known.name, reference, current, ...(excluded === undefined ? {} : { excluded }) });
  }
  return compared;
}

/** Counts of the reference's own categories: a profile keeps the most frequent ones only, and those may be others now. */
async function currentDistribution(
  db: Database,
  table: string,
  { reference, now }: { reference: Distribution; now: ColumnProfile },
): Promise<Distribution> {
  const { missing } = now;
  const present = now.other + now.top.reduce((sum, { count }) => sum + count, 0);
  if (reference.kind === 'numeric') return numbersLike(db, table, { reference, now });
  const own = distributionOfColumn(now);
  if (isEmpty(now) || own.kind !== 'categorical' || own.other === 0)
    return own.kind === 'categorical'
      ? own
      : { kind: 'categorical', counts: new Map(), other: present, missing };
  const counts = new Map([
    ...own.counts,
    ...(await countNamed(db, table, now, [...reference.counts.keys()])),
  ]);
  return {
    kind: 'categorical',
    counts,
    other: present - [...counts.values()].reduce((a, b) => a + b, 0),
    missing,
  };
}

/** Numbers counted from the reference's origin. */
async function numbersLike(
  db: Database,
  table: string,
  { reference, now }: { reference: Extract<Distribution, { kind: 'numeric' }>; now: ColumnProfile },
): Promise<Distribution> {
  const { origin } = reference.buckets;
  const missing = now.missing + (now.infinities ?? 0);
  const known = isEmpty(now)
    ? noneFrom(origin)
    : [now.buckets, now.fine].find((one) => one?.origin === origin);
  const buckets =
    known ?? (await tallyNumbers(db, table, [{ column: now, ...origined(origin) }])).get(now.name)?.buckets;
  return { kind: 'numeric', buckets: buckets ?? noneFrom(origin), missing };
}

const origined = (origin: number | undefined) => (origin === undefined ? {} : { origin });
const noneFrom = (origin: number | undefined) => ({ ...origined(origin), index: [], counts: [] });

const numbersAsText = 'it holds numbers as text, written in no one way';

function exclusion({ kind, semantic }: ColumnProfile): string | undefined {
  if (isTime(kind)) return 'it is a time, which always moves on';
  return semantic === 'id' || semantic === 'uuid' ? 'it names rows' : undefined;
}

function only(column: ColumnDrift, names: readonly string[] | undefined): ColumnDrift {
  if (!names) return column;
  const entries = Object.entries(column.measures).filter(([name]) => names.includes(name));
  return { ...column, measures: Object.fromEntries(entries) };
}
