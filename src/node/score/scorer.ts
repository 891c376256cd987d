// A registered version ready to answer raw rows: its own preparation, then its own model file, digest checked.
import type { PredictionOutput } from '../../core/deploy/deployment';
import { outputsOf, scoresOf } from '../../core/deploy/scores';
import { failed } from '../../core/errors';
import type { Version } from '../../core/registry/version';
import { openModel } from '../onnx/session';
import type { Row } from '../onnx/tensors';
import type { ProjectPaths } from '../paths';
import { openPreparation } from '../prepare/apply';
import type { RawRow } from '../prepare/rowTypes';
import { verifiedFile } from '../store';

export interface Scorer {
  readonly version: Version;
  /** The model's inputs from raw rows, in order. Throws `input` for a missing column or a wrong type, naming column and row. */
  prepare(rows: readonly RawRow[]): Promise<readonly Row[]>;
  /** Scores of prepared rows. */
  score(prepared: readonly Row[], signal?: AbortSignal): Promise<Float64Array>;
  /** One output a raw row, in order. */
  predict(rows: readonly RawRow[], signal?: AbortSignal): Promise<readonly PredictionOutput[]>;
  /** Throws where its model has ended and cannot be started again. */
  ready(signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Throws where the stored bytes are absent or not those that were registered, now or when the model has to be started again. */
export async function openScorer(
  paths: ProjectPaths,
  version: Version,
  signal?: AbortSignal,
): Promise<Scorer> {
  const file = version.files.find(({ role }) => role === 'model');
  if (!file)
    throw failed(`Version ${version.version} of ${version.model} lists no model file.`, {
      hint: 'Register it again.',
    });
  const model = await openModel(paths.stored(file.digest), {
    called: `The model of ${version.model}@${version.version}`,
    verify: () => verifiedFile(paths, file, version.model),
    signal,
  });
  const preparation = await openPreparation(version.preparation).catch(async (error: unknown) => {
    await model.close(); // else its process would keep this one from ending
    throw error;
  });
  const prepare = (rows: readonly RawRow[]) => preparation.apply(rows);
  const score = async (prepared: readonly Row[], ending?: AbortSignal) =>
    scoresOf(version, await model.predict(prepared, ending));
  return {
    version,
    prepare,
    score,
    ready: (ending) => model.ready(ending),
    predict: async (rows, ending) => outputsOf(version, await score(await prepare(rows), ending)),
    async close() {
      await preparation.close();
      await model.close();
    },
  };
}
