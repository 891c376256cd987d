// The full profile of a table: its profile, and what takes whole rows or their order. Which questions are asked is decided here, their SQL elsewhere.
import {
  associationOf,
  byStrength,
  pairLimit,
  pairsOf,
  rolesOf,
  type Found,
  type Pair,
} from '../../core/profile/associations';
import type { FullProfile } from '../../core/profile/full';
import { isTime } from '../../core/profile/kind';
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { countDuplicateRows } from './duplicates';
import { timeGaps } from './gaps';
import { measurePairs } from './measurePairs';
import { missingTogether } from './missingTogether';
import { textPatterns } from './patterns';
import { screenPairs } from './screenPairs';

/** More pairs are first looked at in a sample, and only the strongest measured. */
const mostMeasured = 400;

export interface FullOptions {
  /** The column to be predicted: its pairs are all kept. */
  readonly target?: string | undefined;
}

/** `profile`: that of the table. */
export async function fullProfile(
  db: Database,
  table: string,
  profile: Profile,
  { target }: FullOptions = {},
): Promise<Profile> {
  const texts = profile.columns.filter(({ kind }) => kind === 'string');
  const times = profile.columns.filter(({ kind, min, max }) => isTime(kind) && [min, max].every(isDate));
  const patterns = await textPatterns(db, table, texts);
  const gaps = await timeGaps(db, table, times);
  const full: FullProfile = {
    ...(await associations(db, table, profile, target)),
    missing: await missingTogether(db, table, profile),
    duplicates: await countDuplicateRows(
      db,
      table,
      profile.columns.map(({ name }) => name),
    ),
  };
  const columns = profile.columns.map((column): ColumnProfile => {
    const [own, distances] = [patterns.get(column.name), gaps.get(column.name)];
    return { ...column, ...(own ? { patterns: own } : {}), ...(distances ? { gaps: distances } : {}) };
  });
  return { ...profile, columns, full };
}

/** Not beyond what a date of JavaScript holds. */
const isDate = (time: number | string | undefined) => !Number.isNaN(Date.parse(String(time)));

async function associations(
  db: Database,
  table: string,
  { rows, columns }: Profile,
  target: string | undefined,
): Promise<Pick<FullProfile, 'pairs' | 'pairsLeftOut' | 'sampleRows' | 'target'>> {
  const roles = rolesOf(columns);
  const all = pairsOf(roles);
  const isAbout = ({ a, b }: Pair) => [a, b].some(({ column }) => column.name === target);
  const chosen =
    all.length <= mostMeasured
      ? all
      : strongest(all, await screenPairs(db, table, { rows, roles, pairs: all }), isAbout);
  const { found, sampleRows } = await measurePairs(db, table, chosen, rows);
  const measured = chosen.map((pair, at) => ({ pair, association: associationOf(pair, found[at] as Found) }));
  measured.sort((a, b) => byStrength(a.association, b.association));
  const pairs = measured.slice(0, pairLimit).map(({ association }) => association);
  return {
    pairs,
    pairsLeftOut: all.length - pairs.length,
    ...(sampleRows < rows ? { sampleRows } : {}),
    ...(target === undefined
      ? {}
      : {
          target: {
            column: target,
            pairs: measured.filter(({ pair }) => isAbout(pair)).map(({ association }) => association),
          },
        }),
  };
}

function strongest(
  pairs: readonly Pair[],
  strengths: readonly number[],
  isKept: (pair: Pair) => boolean,
): Pair[] {
  const ranked = pairs
    .map((pair, at) => ({ pair, strength: strengths[at] ?? 0 }))
    .sort((a, b) => b.strength - a.strength);
  return ranked.flatMap(({ pair }, rank) => (rank < pairLimit || isKept(pair) ? [pair] : []));
}
