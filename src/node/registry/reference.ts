// The reference of a version, made from its training rows: profile, scores, columns that follow from the time, worth of columns.
import { counted as countedRows } from '../../core/figures';
import type { Importance, Reference } from '../../core/monitor/reference';
import { finestBuckets } from '../../core/profile/origin';
import type { CalibrationMap } from '../../core/evaluate/calibration';
import { scoresOf } from '../../core/deploy/scores';
import { withDatabase } from '../duckdb/engine';
import { literal } from '../duckdb/quote';
import { readLabelledRows } from '../evaluate/rows';
import { withModel } from '../onnx/withModel';
import { profileTable } from '../profile/profileTable';
import { timeColumns } from './timeColumns';
import { type Tell, untold } from '../stage';

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

export async function referenceOf(
  sources: ReferenceSources,
  signal: AbortSignal,
  tell: Tell = untold,
): Promise<Reference> {
  const { trainFile, modelFile, target, time, importance } = sources;
  await tell('Reading the training rows');
  const { rows } = await readLabelledRows(
    trainFile,
    { target, ...(time === undefined ? {} : { time }) },
    signal,
  );
  await tell(`Scoring ${countedRows(rows.length, 'training row')}`);
  const { scores, columns } = await withModel(
    modelFile,
    async (model) => ({
      scores: scoresOf(sources, await model.predict(rows, signal)),
      columns: model.inputs.map(({ name }) => name),
    }),
    { signal },
  );
  await tell('Profiling the training rows, which windows are compared with');
  return withDatabase(
    async (database) => {
      const table = `read_parquet(${literal(trainFile)})`;
      return {
        schema: 1,
        profile: await profileTable(database, table),
        scores: finestBuckets(counted(scores), false),
        timeColumns: time === undefined ? {} : await timeColumns(database, { table, time, columns }),
        ...(importance ? { importance } : {}),
      };
    },
    { signal },
  );
}

/** Distinct finite values, each with its count. */
function counted(values: Iterable<number>) {
  const counts = new Map<number, number>();
  for (const value of values) if (Number.isFinite(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}
