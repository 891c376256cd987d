// The reference of a version: the profile of its training rows, columns that follow from the time, and what its evaluation kept.
import type { Reference } from '../../core/monitor/reference';
import { withDatabase } from '../duckdb/engine';
import { literal } from '../duckdb/quote';
import { inputsOfModel } from '../onnx/withModel';
import { profileTable } from '../profile/profileTable';
import { timeColumns } from './timeColumns';
import { type Tell, untold } from '../stage';

export interface ReferenceSources extends Pick<Reference, 'scores' | 'importance'> {
  /** Absolute path of the training rows, as prepared. */
  readonly trainFile: string;
  /** Absolute. */
  readonly modelFile: string;
  /** The dataset's time column. */
  readonly time?: string;
}

export async function referenceOf(
  { trainFile, modelFile, time, scores, importance }: ReferenceSources,
  signal: AbortSignal,
  tell: Tell = untold,
): Promise<Reference> {
  await tell('Profiling the training rows, which windows are compared with');
  const columns = (await inputsOfModel(modelFile, { signal })).map(({ name }) => name);
  return withDatabase(
    async (database) => {
      const table = `read_parquet(${literal(trainFile)})`;
      return {
        schema: 1,
        profile: await profileTable(database, table),
        ...(scores ? { scores } : {}),
        timeColumns: time === undefined ? {} : await timeColumns(database, { table, time, columns }),
        ...(importance ? { importance } : {}),
      };
    },
    { signal },
  );
}
