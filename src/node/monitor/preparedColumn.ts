// One column of raw rows as a version's steps prepare it, of rows that were answered or collected already: what cannot be prepared is missing.
import { isLifecycleError } from '../../core/errors';
import type { ServingPreparation } from '../../core/prepare/serving';
import { openPreparation } from '../prepare/apply';
import type { RawRow } from '../prepare/rowTypes';

/** One a row, in order; none where the preparation itself is wrong. */
export async function preparedColumn(
  preparation: ServingPreparation,
  rows: readonly RawRow[],
  column: string,
): Promise<readonly unknown[]> {
  try {
    const opened = await openPreparation(preparation, { isLenient: true });
    try {
      return (await opened.apply(rows)).map((row) => row[column]);
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (isLifecycleError(error) && error.code === 'input') return [];
    throw error;
  }
}

/** A prepared time as ISO; undefined where there is none. */
export function isoOf(prepared: unknown): string | undefined {
  const time = new Date(typeof prepared === 'string' ? prepared : NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
