// The engine that reads Parquet, loaded where a verb meets such a file.
import type { ReadParquet } from '../node/manifest/head';

export const readParquet =
  (signal: AbortSignal): ReadParquet =>
  async (files) => {
    const { parquetHeads } = await import('../node/profile/parquetHeads');
    return parquetHeads(files, signal);
  };
