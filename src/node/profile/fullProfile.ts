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
import type { Association, FullProfile } from '../../core/profile/full';
import { isTime } from '../../core/profile/kind';
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { countDuplicateRows } from './duplicates';
import { timeGaps } from './gaps';
import { measureCramersV, measurePearson, measureRatios } from './measurePairs';
import { missingTogether } from './missingTogether';
import { textPatterns } from './patterns';
import { samplePairs } from './samplePairs';

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
  const sampled = await samplePairs(db, table, {
    rows,
    roles,
    pairs: all,
    measuresAll: all.length > mostMeasured,
  });
  const isAbout = ({ columns: pair }: Association) => target !== undefined && pair.includes(target);
  const screened = all.map((pair, at) => ({ pair, at, ...associationOf(pair, sampled.found[at] as Found) }));
  const chosen =
    all.length <= mostMeasured
      ? screened
      : screened.sort(byStrength).filter((one, rank) => rank < pairLimit || isAbout(one));
  const measured = await measureAll(
    db,
    table,
    chosen.map(({ pair, at }) => ({ pair, sample: sampled.found[at] as Found })),
  );
  const sorted = measured.sort(byStrength);
  const pairs = sorted.slice(0, pairLimit);
  return {
    pairs,
    pairsLeftOut: all.length - pairs.length,
    ...(sampled.rows < rows ? { sampleRows: sampled.rows } : {}),
    ...(target === undefined ? {} : { target: { column: target, pairs: sorted.filter(isAbout) } }),
  };
}

/** Over all rows, but for what was found of the sample's ranks. */
async function measureAll(
  db: Database,
  table: string,
  pairs: readonly { readonly pair: Pair; readonly sample: Found }[],
): Promise<Association[]> {
  const found = new Map<Pair, Found>(
    pairs.map(({ pair, sample }) => [pair, { rows: sample.spearman?.rows ?? 0, spearman: sample.spearman }]),
  );
  const asked = (measure: Pair['measures'][number]) =>
    pairs.flatMap(({ pair }) => (pair.measures.includes(measure) ? [pair] : []));
  const add = (pair: Pair, more: Found) => found.set(pair, { ...(found.get(pair) as Found), ...more });
  const [correlated, grouped, named] = [asked('pearson'), asked('correlationRatio'), asked('cramersV')];
  (await measurePearson(db, table, correlated)).forEach(({ value, rows }, at) =>
    add(correlated[at] as Pair, { rows, pearson: value }),
  );
  (await measureRatios(db, table, grouped)).forEach(({ rows, ...correlationRatio }, at) =>
    add(grouped[at] as Pair, { rows, correlationRatio }),
  );
  (await measureCramersV(db, table, named)).forEach(({ value, rows }, at) =>
    add(named[at] as Pair, { rows, cramersV: value }),
  );
  return pairs.map(({ pair }) => associationOf(pair, found.get(pair) as Found));
}
