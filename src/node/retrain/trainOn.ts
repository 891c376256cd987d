// The champion's own recipe, its parameters and its seed, fitted to other rows.
import type { PreparedVersion } from '../../core/dataset/version';
import type { Version } from '../../core/registry/version';
import { findCandidate, type Candidate } from '../evaluate/candidate';
import { executeStage } from '../run/execute';
import type { Stage, StageContext } from '../stage';
import type { TrainRequest } from '../train/request';

export interface Fit {
  readonly stage: Stage<TrainRequest>;
  readonly champion: Version;
  readonly prepared: PreparedVersion;
  /** Absolute path of the rows as Parquet. */
  readonly train: string;
  /** Last time of any row, ISO. */
  readonly knownUntil: string;
  /** Rows left out, as the request has it; undefined where none were. */
  readonly keptBack?: number;
}

export async function trainOn(
  { stage, champion, prepared, train, knownUntil, keptBack }: Fit,
  { project, clock, run, signal }: StageContext,
): Promise<Candidate> {
  const { model, training } = champion;
  const { document } = await executeStage({
    project,
    clock,
    stage,
    request: {
      model,
      params: training.params,
      seed: training.seed,
      data: {
        train,
        dataset: prepared.dataset,
        prepared: prepared.fingerprint,
        knownUntil,
        ...(keptBack === undefined ? {} : { keptBack }),
      },
    },
    parent: run.id,
    signal,
  });
  return findCandidate(project, model, (document as { readonly run: string }).run);
}
