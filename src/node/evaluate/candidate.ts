// What a trained run left to be evaluated and registered: its model file, what it was made of, and the data version it came from.
import { join } from 'node:path';
import type { PreparedVersion } from '../../core/dataset/version';
import { failed, wrongInput } from '../../core/errors';
import type { Evaluation } from '../../core/evaluate/evaluation';
import { modelNamed } from '../../core/manifest/modelDataset';
import { aimChange } from '../../core/run/aim';
import { isLearntFrom } from '../../core/run/learntFrom';
import type { TrainingInputs } from '../../core/run/run';
import { currentPrepared, readVersion } from '../dataset/versions';
import { isMissing } from '../files/atomic';
import type { Project } from '../project';
import { digestFile } from '../files/digest';
import { recordedCandidate } from '../run/candidate';
import { readRun } from '../run/find';
import { runFiles } from '../run/folder';
import { remedy } from '../../core/remedy';

export interface Candidate {
  readonly run: { readonly id: string; readonly folder: string };
  /** Which verb made it the model's candidate; undefined where the run was named. */
  readonly from?: 'train' | 'tune';
  /** `data.prepared` names `prepared`. */
  readonly training: TrainingInputs;
  /** Absolute. */
  readonly modelFile: string;
  /** Digest of the file when the run ended. */
  readonly digest: string;
  /** What is prepared now where it gives the values that were learnt from, else what was prepared then. */
  readonly prepared: PreparedVersion;
  /** `prepared` is not what was prepared when it was trained. */
  readonly isPreparedAnew: boolean;
}

/** `run`: its id; undefined takes the chosen run of the newest tuning, else the newest training. Throws where there is none or its data is gone. */
export async function findCandidate(project: Project, model: string, run?: string): Promise<Candidate> {
  const { output } = modelNamed(project.manifest, model);
  const recorded = run === undefined ? await recordedCandidate(project, model) : undefined;
  const found = run === undefined ? recorded?.run : await readRun(project, run);
  if (!found)
    throw failed(`${model} was not trained yet.`, {
      isDeclined: true,
      hint: 'Train it first.',
      remedy: remedy('train', model),
    });
  const { record, state, folder } = found;
  const { training } = state;
  const file = state.outputs.find(({ path }) => path === output);
  if (training?.model !== model || !file)
    throw wrongInput(`Run ${record.id} made no ${output} of ${model}.`, {
      hint: 'Name a training run that was done.',
      remedy: remedy('log'),
    });
  const preparation = await preparationFor(project, training.data);
  if (!preparation)
    throw failed(`The data that run ${record.id} was trained on is not on this machine.`, {
      hint: `Prepare ${training.data.dataset} again and train on it.`,
    });
  const modelFile = join(runFiles(folder).artifacts, output);
  return {
    run: { id: record.id, folder },
    ...(recorded ? { from: recorded.from } : {}),
    training: { ...training, data: { ...training.data, prepared: preparation.prepared.fingerprint } },
    modelFile,
    digest: file.digest,
    ...preparation,
  };
}

/** The preparation that a model trained on this is measured and registered with; undefined where it is not on this machine. */
export async function preparationFor(
  project: Project,
  data: TrainingInputs['data'],
): Promise<Pick<Candidate, 'prepared' | 'isPreparedAnew'> | undefined> {
  const now = await currentPrepared(project, data.dataset);
  if (now && isLearntFrom(data, now))
    return { prepared: now, isPreparedAnew: now.fingerprint !== data.prepared };
  const then = await readVersion(project, data.dataset, data.prepared);
  return then?.kind === 'prepared' ? { prepared: then, isPreparedAnew: false } : undefined;
}

/** Whether these figures are of the candidate's model file and of the test rows as they are prepared for it. */
export const isMeasured = (
  { digest, prepared, isPreparedAnew }: Pick<Candidate, 'digest' | 'prepared' | 'isPreparedAnew'>,
  evaluation: Pick<Evaluation, 'digest' | 'testRows'>,
): boolean =>
  evaluation.digest === digest &&
  (evaluation.testRows === undefined
    ? !isPreparedAnew
    : evaluation.testRows === prepared.parts.test?.fingerprint);

/** Asked before a model is measured and after it, so that a figure is of the bytes whose digest stands beside it. Throws `failed` where they are others. */
export async function requireUnchanged(candidate: Candidate): Promise<void> {
  const { run, modelFile, digest } = candidate;
  const now = await digestFile(modelFile).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (now === digest) return;
  const what = now === undefined ? 'is gone' : 'was changed after it was trained';
  throw failed(`The model file of run ${run.id} ${what}.`, anew(candidate));
}

/** Throws `failed` where it was trained for another target, or another class of it, than the manifest names now. */
export function requireAim(project: Project, candidate: Candidate): void {
  const { run, training, prepared } = candidate;
  const change = aimChange(training, project.manifest.datasets?.[prepared.dataset]);
  if (change === undefined) return;
  throw failed(
    `Run ${run.id} of ${training.model} answers another question: ${change} since it was trained.`,
    anew(candidate),
  );
}

const again = { train: 'Train it again.', tune: 'Tune it again.' };

const anew = ({ from, training }: Candidate) => ({
  hint: from ? again[from] : 'Name another run, or train it again.',
  remedy: from ? remedy(from, training.model) : remedy('log'),
});
