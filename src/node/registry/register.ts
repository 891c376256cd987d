// Registration: an evaluated run becomes an immutable, numbered version with everything that serving and judging it elsewhere needs.
import { writeFile } from 'node:fs/promises';
import { renderCard } from '../../core/card/card';
import type { PreparedVersion } from '../../core/dataset/version';
import { failed } from '../../core/errors';
import { goalOf } from '../../core/manifest/lookups';
import { positiveClass } from '../../core/evaluate/positive';
import type { Evaluation } from '../../core/evaluate/evaluation';
import type { Reference } from '../../core/monitor/reference';
import type { CheckResult } from '../../core/quality/finding';
import { rawKeyOf } from '../../core/prepare/rawKey';
import { checkNow, recordedCheck } from '../../core/registry/checkNow';
import type { RegistryState } from '../../core/registry/fold';
import type { TrainingSpan, Version } from '../../core/registry/version';
import type { TrainingInputs } from '../../core/run/run';
import { checkOfPrepared } from '../check/now';
import type { Clock } from '../clock';
import type { Candidate } from '../evaluate/candidate';
import { evaluationFile } from '../evaluate/file';
import { withLock } from '../files/withLock';
import { whoami } from '../git';
import { inputsOfModel } from '../onnx/withModel';
import { servingOf, timeServingOf } from '../prepare/serving';
import { withExample } from '../prepare/usual';
import { ensureState, type Project } from '../project';
import { untold } from '../stage';
import { storeFile } from '../store';
import { maskRow, masksOfVersion } from './personal';
import { readRegistry } from './read';
import { referenceFile } from './restore';
import { writeVersion } from './write';
import { remedy } from '../../core/remedy';

export interface Registration {
  readonly project: Project;
  readonly clock: Clock;
  readonly run: { readonly id: string; readonly folder: string };
  readonly training: TrainingInputs;
  /** Absolute. */
  readonly modelFile: string;
  readonly prepared: PreparedVersion;
  readonly evaluation: Evaluation;
  readonly reference: Reference;
  /** Rows it learnt from instead of the prepared version's training split, and their check. */
  readonly learntFrom?: { readonly span: TrainingSpan; readonly check: CheckResult };
}

export interface Registered {
  readonly version: Version;
  /** False where this run had been registered before with this preparation: nothing was written. */
  readonly isNew: boolean;
}

/** One registration of a model at a time. Throws `failed` where the model file is not the one that was evaluated. */
export async function registerVersion(
  registration: Registration,
  signal: AbortSignal,
  tell = untold,
): Promise<Registered> {
  const { project, evaluation } = registration;
  await ensureState(project);
  const lock = {
    file: project.paths.locks(`register-${evaluation.model}.json`),
    purpose: registration.run.id,
    work: `registration of ${evaluation.model}`,
  };
  const onWait = (message: string) => void tell(message);
  return withLock(lock, () => registerAlone(registration, signal), { onWait, signal });
}

async function registerAlone(registration: Registration, signal: AbortSignal): Promise<Registered> {
  const { project, clock, evaluation } = registration;
  const model = evaluation.model;
  const { state, next } = await readRegistry(project.paths, model);
  const known = versionOfCandidate(state, registration);
  if (known) return { version: known, isNew: false };
  const version: Version = {
    ...(await describe(registration, signal)),
    version: next,
    at: clock.judged(),
    by: await whoami(project.root),
  };
  const goal = goalOf(project.manifest, project.manifest.models?.[model]);
  const owner = project.manifest.roles?.owner;
  const card = renderCard({
    version,
    evaluation,
    ...(goal ? { goal } : {}),
    ...(owner === undefined ? {} : { owner }),
  });
  await writeVersion(project.paths, version, card);
  return { version, isNew: true };
}

/**
 * The newest version that was made of this run. Undefined where there is none, or where it is the newest of all and has another
 * preparation: then the same model is a version anew. Below a version of another run, e.g. a retrained one, it stays as it is.
 */
export const versionOfCandidate = (
  { versions }: Pick<RegistryState, 'versions'>,
  { run, prepared }: Pick<Candidate, 'run' | 'prepared'>,
): Version | undefined => {
  const own = versions.findLast((version) => version.run === run.id);
  const isOutdated = own === versions.at(-1) && own?.lineage.prepared !== prepared.fingerprint;
  return isOutdated ? undefined : own;
};

/** All of a version but who registered it, when and under which number. Throws `input` for one of more than two classes. */
export async function describe(
  registration: Registration,
  signal: AbortSignal,
): Promise<Omit<Version, 'version' | 'at' | 'by'>> {
  const { project, run, training, modelFile, prepared, evaluation, reference, learntFrom } = registration;
  const { paths } = project;
  const { target, classes, positive, threshold, calibration, test } = evaluation;
  if (classes) positiveClass(positive, { target, classes });
  const referenceOfRun = referenceFile(run.folder);
  await writeFile(referenceOfRun, JSON.stringify(reference));
  const stored = await storeFile(paths, modelFile);
  if (stored.digest !== evaluation.digest)
    throw failed(`The model file of run ${run.id} is not the one that was evaluated.`, {
      hint: 'Evaluate it again.',
      remedy: remedy('evaluate', evaluation.model),
    });
  const served = paths.stored(stored.digest); // with nothing beside it
  const inputs = await inputsOfModel(served, { called: `The model of run ${run.id}`, signal });
  const dataset = project.manifest.datasets?.[prepared.dataset];
  const time = dataset?.time && (await timeServingOf(prepared, dataset.time.column));
  const rawKey = rawKeyOf(project.manifest, evaluation.model);
  const key = [...prepared.raw, ...prepared.columns].find(({ name }) => name === rawKey); // one that a query makes is brought as well
  const carried = [...(key ? [key] : []), ...(time?.preparation.inputs ?? [])].map(({ name }) => name);
  const check = learntFrom ? checkNow({ check: learntFrom.check }) : await checkOfPrepared(project, prepared);
  const personal = await masksOfVersion(project, prepared, learntFrom?.check);
  const isPersonal = Object.keys(personal).length > 0;
  const usual = prepared.usual && isPersonal ? await maskRow(prepared.usual, personal) : prepared.usual;
  return {
    schema: 1,
    model: evaluation.model,
    run: run.id,
    task: evaluation.task,
    files: [
      { role: 'model', name: 'model.onnx', ...stored },
      { role: 'reference', name: 'reference.json', ...(await storeFile(paths, referenceOfRun)) },
      {
        role: 'evaluation',
        name: 'evaluation.json',
        ...(await storeFile(paths, evaluationFile(run.folder))),
      },
    ],
    inputs,
    preparation: await withExample(await servingOf(prepared, inputs), usual, carried),
    ...(time === undefined ? {} : { time }),
    ...(prepared.reading && { reading: prepared.reading }),
    ...(key === undefined ? {} : { key: { name: key.name, type: key.type } }),
    ...(isPersonal ? { personal } : {}),
    target,
    ...(classes ? { classes } : {}),
    ...(positive === undefined ? {} : { positive }),
    ...(threshold ? { threshold: threshold.value } : {}),
    ...(calibration ? { calibration } : {}),
    training,
    lineage: {
      dataset: prepared.dataset,
      collected: prepared.from,
      prepared: prepared.fingerprint,
      ...(learntFrom ? { span: learntFrom.span } : prepared.split ? { split: prepared.split } : {}),
    },
    ...(training.knownUntil === undefined ? {} : { knownUntil: training.knownUntil }),
    metrics: { measuredOn: evaluation.measuredOn, values: test.metrics },
    ...(evaluation.value ? { worth: evaluation.value } : {}),
    checks: recordedCheck(check),
    testReads: evaluation.testReads,
  };
}
