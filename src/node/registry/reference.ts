// The reference of a version, made from its training rows: profile, scores, columns that follow from the time, worth of columns.
import type { Importance, Reference } from '../../core/monitor/reference';
import { distributionOfValues } from '../../core/drift/align';
import type { CalibrationMap } from '../../core/evaluate/calibration';
import { scoresOf } from '../../core/deploy/scores';
import { withDatabase } from '../duckdb/engine';
import { literal } from '../duckdb/quote';
import { readLabelledRows } from '../evaluate/rows';
import { openModel } from '../onnx/session';
import { profileTable } from '../profile/profileTable';
import { timeColumns } from './timeColumns';

export interface ReferenceSources {
  /** Absolute path of the training rows, as prepared. */
  readonly trainFile: string;
  /** Absolute. */
  readonly modelFile: string;
  readonly task: 'classification' | 'regression';
  readonly target: string;
  readonly classes?: readonly string[];
  readonly positive?: string;
  readonly calibration?: CalibrationMap;
  /** The dataset's time column. */
  readonly time?: string;
  readonly importance?: Importance;
}

export async function referenceOf(sources: ReferenceSources, signal: AbortSignal): Promise<Reference> {
  const { trainFile, modelFile, target, time, importance } = sources;
  const { rows } = await readLabelledRows(
    trainFile,
    { target, ...(time === undefined ? {} : { time }) },
    signal,
  );
  const model = await openModel(modelFile);
  try {
    const scores = scoresOf(sources, await model.predict(rows, signal));
    const distribution = distributionOfValues(scores, 'numeric');
    if (distribution.kind !== 'numeric') throw new RangeError('Scores are numbers.');
    const columns = model.inputs.map(({ name }) => name);
    return await withDatabase(
      async (database) => {
        const table = `read_parquet(${literal(trainFile)})`;
        return {
          schema: 1,
          profile: await profileTable(database, table),
          scores: distribution.buckets,
          timeColumns: time === undefined ? {} : await timeColumns(database, { table, time, columns }),
          ...(importance ? { importance } : {}),
        };
      },
      { signal },
    );
  } finally {
    await model.close();
  }
}
