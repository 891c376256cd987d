// The means of those values of columns that lie in one bucket.
import { bucketOffset, bucketsPerDoubling, bucketTolerance } from '../../core/profile/buckets';
import type { Database } from '../duckdb/engine';
import { inBatches } from './batches';
import { numberValue, type TableColumn } from './columns';

/** By column name; each bucket holds some values. Taken from `near` it: the sum of large values loses their last digits. */
export async function meansWithin(
  db: Database,
  table: string,
  wanted: readonly { readonly column: TableColumn; readonly bucket: number; readonly near: number }[],
): Promise<Map<string, number>> {
  const rows = await inBatches<{ c: number; mean: number | null }>(
    db,
    wanted.map(
      ({ column, bucket, near }, at) =>
        `SELECT ${at} AS c, avg(v - '${near}'::DOUBLE) + '${near}'::DOUBLE AS mean FROM (SELECT ${numberValue(column)} AS v FROM ${table})
        WHERE v IS NOT NULL AND ${bucketOfValue} = ${bucket}`,
    ),
  );
  return new Map(
    rows.flatMap(({ c, mean }) => (mean === null ? [] : [[wanted[c]?.column.name ?? '', mean]])),
  );
}

const indexOf = (magnitude: string) =>
  `(log2(${magnitude}) * ${bucketsPerDoubling} + ${bucketOffset - 0.5 + bucketTolerance})::INTEGER`;

/** The bucket of `v`, as `bucketOf` gives it. The cast rounds, so that half less makes it the whole number below. */
const bucketOfValue = `CASE WHEN v > 0 THEN ${indexOf('v')} WHEN v < 0 THEN -${indexOf('-v')} ELSE 0 END`;
