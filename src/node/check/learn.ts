// Learning what to expect of a table: its profile, one more read of it for what offends each rule window by window, and the rules that follow.
import { learnExpectations, type CandidateCounts } from '../../core/expect/learn/learn';
import { candidatesOf, learntColumns, type Candidate } from '../../core/expect/learn/candidates';
import { setCounts, usualWindow, windowCounts } from '../../core/expect/learn/windows';
import type { Expect } from '../../core/manifest/manifest';
import type { Profile } from '../../core/profile/profile';
import { isFloat } from '../../core/expect/reading';
import type { Database } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';
import { columnsOf, type TableColumn } from '../profile/columns';
import { profileTable } from '../profile/profileTable';

export interface LearnFrom {
  /** A table's quoted name, or a table function's call. Its rows are in order. */
  readonly table: string;
  /** The column of the rows' time; undefined, and one that is not there, takes them as they stand. */
  readonly time?: string;
  /** The column that names a row or a group; nothing but that it is unique is learnt of it. */
  readonly key?: string;
  /** Rows that will be judged together; undefined takes a tenth of these. */
  readonly window?: number;
}

export interface Learnt {
  readonly expect: Expect;
  readonly rows: number;
  readonly window: number;
}

export async function learnFrom(
  db: Database,
  { table, window: asked, ...roles }: LearnFrom,
): Promise<Learnt> {
  const profile = await profileTable(db, table);
  const columns = await columnsOf(db, table);
  const [time, key] = [roles.time, roles.key].map((name) =>
    columns.some((column) => column.name === name) ? name : undefined,
  );
  const window = Math.max(1, Math.min(asked ?? usualWindow(profile.rows), Math.max(1, profile.rows)));
  const left = [time, key].filter((name) => name !== undefined);
  const candidates = learntColumns(profile, left).flatMap((column) => candidatesOf(profile, column));
  const halves = { table, time, size: Math.max(1, Math.ceil(window / 2)) };
  const counts = new Map<Candidate, CandidateCounts>([
    ...(await countsOfRows(db, halves, candidates, columns)),
    ...(await countsOfSets(db, halves, candidates)),
  ]);
  const byName = new Map([...counts].map(([candidate, of]) => [JSON.stringify(candidate), of]));
  const expect = learnExpectations(profile, {
    left,
    window,
    countsOf: (candidate) => byName.get(JSON.stringify(candidate)),
    unique: uniqueIn(profile, key),
  });
  return { expect, rows: profile.rows, window };
}

interface Halves {
  readonly table: string;
  readonly time: string | undefined;
  readonly size: number;
}

const placed = ({ table, time, size }: Halves) =>
  `(SELECT *, (row_number() OVER (${time === undefined ? '' : `ORDER BY ${identifier(time)}`}) - 1) // ${size} AS "${half}" FROM ${table})`;

/** No column of a person has this name. */
const half = '\u0001half';
/** So many aggregates are asked in one query. */
const together = 200;

/** SQL of two aggregates. */
interface AskedCounts {
  readonly candidate: Candidate;
  readonly rows: string;
  readonly offending: string;
}

async function countsOfRows(
  db: Database,
  halves: Halves,
  candidates: readonly Candidate[],
  columns: readonly TableColumn[],
): Promise<Map<Candidate, CandidateCounts>> {
  const asked = candidates.flatMap((candidate): readonly AskedCounts[] => {
    const column = columns.find(({ name }) => name === candidate.column);
    if (!column || candidate.kind === 'set') return [];
    const name = identifier(column.name);
    const absent = isFloat(column) ? `(${name} IS NULL OR isnan(${name}))` : `${name} IS NULL`;
    if (candidate.kind === 'missing')
      return [{ candidate, rows: 'count(*)', offending: `count(*) FILTER (${absent})` }];
    const outside = `NOT coalesce(${name} BETWEEN ${literal(candidate.low)} AND ${literal(candidate.high)}, false)`;
    // As lifecycle.yaml has it: NaN is a value, and outside of every range.
    return [
      {
        candidate,
        rows: `count(${name})`,
        offending: `count(*) FILTER (${name} IS NOT NULL AND ${outside})`,
      },
    ];
  });
  const counts = new Map<Candidate, CandidateCounts>();
  for (let from = 0; from < asked.length; from += together) {
    const some = asked.slice(from, from + together);
    const selected = some.map(({ rows, offending }, at) => `${rows} AS r${at}, ${offending} AS o${at}`);
    const found = await db.rows<Record<string, number>>(
      `SELECT ${selected.join(', ')} FROM ${placed(halves)} GROUP BY "${half}" ORDER BY "${half}"`,
    );
    for (const [at, { candidate }] of some.entries())
      counts.set(
        candidate,
        windowCounts(found.map((row) => ({ rows: row[`r${at}`] ?? 0, offending: row[`o${at}`] ?? 0 }))),
      );
  }
  return counts;
}

async function countsOfSets(
  db: Database,
  halves: Halves,
  candidates: readonly Candidate[],
): Promise<Map<Candidate, CandidateCounts>> {
  const counts = new Map<Candidate, CandidateCounts>();
  for (const candidate of candidates.filter(({ kind }) => kind === 'set')) {
    const found = await db.rows<{ half: number; value: string; n: number }>(
      `SELECT "${half}" AS half, ${identifier(candidate.column)}::VARCHAR AS value, count(*) AS n FROM ${placed(halves)}
       WHERE ${identifier(candidate.column)} IS NOT NULL GROUP BY ALL ORDER BY ALL`,
    );
    const last = found.reduce((most, row) => Math.max(most, row.half), -1);
    const each = Array.from({ length: last + 1 }, () => new Map<string, number>());
    for (const { half: at, value, n } of found) each[at]?.set(value, n);
    counts.set(candidate, setCounts(each));
  }
  return counts;
}

/** The key where no row shares it, else columns that look like one. */
function uniqueIn(profile: Profile, key: string | undefined): readonly string[] {
  const isUnique = (name: string) =>
    profile.columns.some(
      (column) =>
        column.name === name &&
        column.missing === 0 &&
        column.isDistinctExact &&
        column.distinct === profile.rows,
    );
  if (profile.rows < 2) return [];
  if (key !== undefined) return isUnique(key) ? [key] : [];
  return profile.columns
    .filter(({ name, semantic }) => semantic === 'id' && isUnique(name))
    .map(({ name }) => name)
    .slice(0, 1);
}
