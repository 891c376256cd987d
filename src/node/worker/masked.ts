// Pages and profiles as they may be shown: with what is personal masked, by what a check found or the first rows tell.
import type { Dataset } from '../../core/manifest/dataset';
import type { ColumnProfile, Profile, TopValue } from '../../core/profile/profile';
import { masksOfColumns, type ColumnMask, type Masks } from '../../core/quality/personal/masks';
import { loadPersonal } from '../check/loadPersonal';
import { findPersonal } from '../check/personal';
import { withDatabase } from '../duckdb/engine';
import { parquet } from '../duckdb/read';
import { columnsOf } from '../profile/columns';
import type { Page } from './page';

export interface Masking {
  /** What a check found; the first rows tell of columns that none spoke of, as an earlier one may not have looked. */
  readonly masks?: Masks;
  /** What the manifest allows. */
  readonly personal?: Dataset['personal'];
}

/** So many rows tell what a table holds that was not checked. */
const firstRows = 5_000;

/** Each table's masks are found once; `file`: a Parquet file that does not change. */
export function openMasks(): (file: string, masking: Masking) => Promise<Masks> {
  const known = new Map<string, Promise<Masks>>();
  const find = (file: string, personal: Dataset['personal']) =>
    withDatabase(async (db) => {
      const table = parquet([file]);
      const columns = (await columnsOf(db, table)).map((column) => ({ ...column, max: Infinity }));
      const some = `(SELECT * FROM ${table} LIMIT ${firstRows})`;
      const [counted] = await db.rows<{ n: number }>(`SELECT count(*)::DOUBLE AS n FROM ${some}`);
      const found = await findPersonal(db, some, { columns, ...(personal ? { allowed: personal } : {}) });
      return masksOfColumns(found, counted?.n ?? 0);
    }, {});
  const look = (file: string, personal: Dataset['personal']): Promise<Masks> => {
    const key = JSON.stringify([file, personal]);
    const before = known.get(key);
    if (before) return before;
    const now = find(file, personal);
    known.set(key, now);
    now.catch(() => known.delete(key)); // whoever asked is told; the next one tries again
    return now;
  };
  return async (file: string, { masks, personal }: Masking): Promise<Masks> => ({
    ...(await look(file, personal)),
    ...masks,
  });
}

export async function maskPage(page: Page, masks: Masks): Promise<Page> {
  const at = page.columns.map(({ name }) => masks[name]);
  if (at.every((mask) => mask === undefined)) return page;
  const { maskText } = await loadPersonal();
  const cell = async (value: Page['rows'][number][number], mask: ColumnMask | undefined) =>
    mask === undefined || value === null || typeof value === 'boolean'
      ? value
      : maskText(String(value), mask);
  return {
    ...page,
    rows: await Promise.all(
      page.rows.map((row) => Promise.all(row.map((value, index) => cell(value, at[index])))),
    ),
  };
}

export async function maskProfile(profile: Profile, masks: Masks): Promise<Profile> {
  const { maskText } = await loadPersonal();
  const columns = profile.columns.map(async (column): Promise<ColumnProfile> => {
    const mask = masks[column.name];
    return mask === undefined ? column : maskColumn(column, (text) => maskText(text, mask));
  });
  return { ...profile, columns: await Promise.all(columns) };
}

/** Figures that are values of it, or tell them, and ways of writing them. */
const telling: readonly (keyof ColumnProfile)[] = [
  ...(['min', 'max', 'mean', 'sd', 'quantiles', 'quantileErrors'] as const),
  ...(['histogram', 'buckets', 'fine', 'variants', 'patterns'] as const),
];

async function maskColumn(
  column: ColumnProfile,
  mask: (text: string) => Promise<string>,
): Promise<ColumnProfile> {
  const { min, max, top } = column;
  const rest = Object.entries(column).filter(([key]) => !telling.some((one) => one === key));
  const value = async (one: TopValue): Promise<TopValue> => ({ ...one, value: await mask(one.value) });
  return {
    ...(Object.fromEntries(rest) as unknown as ColumnProfile), // what is left out is optional
    ...(typeof min === 'string' && typeof max === 'string'
      ? { min: await mask(min), max: await mask(max) }
      : {}),
    top: await Promise.all(top.map(value)),
  };
}
