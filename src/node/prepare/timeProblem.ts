// A dataset's time that preparation leaves as something else, with the cast that reads it as it is written.
import { isLifecycleError, type Problem } from '../../core/errors';
import type { Dataset } from '../../core/manifest/dataset';
import { plainHint } from '../../core/prepare/castHint';
import { lastLayer, type Pipeline } from '../../core/prepare/pipeline';
import { identifier } from '../../core/quote';
import type { Database } from '../duckdb/engine';
import { hintOfCast } from './hintOfCast';

export async function timeProblems(
  database: Database,
  pipeline: Pipeline,
  { time: declared }: Dataset,
  name: string,
): Promise<readonly Problem[]> {
  const time = pipeline.columns.find((column) => column.name === declared?.column);
  if (time === undefined || /^(DATE|TIMESTAMP)/.test(time.type)) return [];
  const cast = { column: time.name, to: 'timestamp' } as const;
  const plain = plainHint(cast);
  const value = identifier(time.name);
  const fails = `${value} IS NOT NULL AND TRY_CAST(${value} AS TIMESTAMP) IS NULL`;
  const asked = { pipeline, step: { before: lastLayer(pipeline) }, check: { ...cast, fails } };
  const hint =
    time.type === 'VARCHAR'
      ? await hintOfCast(database, asked).catch((error: unknown) => {
          // A step that fails on the data is told once there is a time to prepare by.
          if (isLifecycleError(error) && error.code === 'input') return plain;
          throw error;
        })
      : plain;
  const message = `Dataset "${name}": the time "${time.name}" holds ${time.type}, not dates or times.`;
  return [{ severity: 'error', message, hint }];
}
