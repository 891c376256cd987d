// Which run's model is a model's candidate: what evaluate and register take unless they are told another.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { shapes } from '../../core/shapes';
import type { OutputFile, RunRecord } from '../../core/run/run';
import { clockAt } from '../clock';
import { writeJson } from '../files/atomic';
import { digestFile } from '../files/digest';
import { readStored } from '../files/stored';
import type { Project } from '../project';
import { readRun, type FoundRun } from './find';
import { runFiles } from './folder';

/** `.lifecycle/candidates/<model>.json`: a training that found nothing to do points at an older run, so the newest run is not it. */
interface Candidate {
  readonly schema: 1;
  readonly run: string;
  readonly from: 'train' | 'tune';
  readonly at: string;
}

/** Makes the run's model the candidate: the newest training's, or the choice of the newest tuning. */
export async function setCandidate(
  project: Project,
  model: string,
  run: RunRecord['id'],
  from: Candidate['from'],
): Promise<void> {
  const candidate: Candidate = { schema: 1, run, from, at: clockAt().real() };
  await writeJson(candidateFile(project, model), candidate);
}

/** The training run that evaluate and register take, for who looks often; undefined before the first training, and where its files are gone. */
export async function latestCandidate(project: Project, model: string): Promise<FoundRun | undefined> {
  const recorded = await recordedCandidate(project, model);
  return recorded && (await hasOutputs(recorded.run)) ? recorded.run : undefined;
}

/** The run that is written down, whatever became of its files; undefined before the first training that was done. */
export async function recordedCandidate(
  project: Project,
  model: string,
): Promise<{ readonly run: FoundRun; readonly from: Candidate['from'] } | undefined> {
  const candidate = await readStored<Candidate>(candidateFile(project, model), shapes.candidate);
  const run = candidate && (await readRun(project, candidate.run).catch(() => undefined));
  return candidate && run?.state.status === 'done' ? { run, from: candidate.from } : undefined;
}

/** Whether the run succeeded and every file that it left is still there with its size. */
export const hasOutputs = (run: FoundRun): Promise<boolean> =>
  everyOutput(run, async (file, { bytes }) => (await stat(file)).size === bytes);

/** Whether the run succeeded and every file that it left still has its bytes: for who builds on them. */
export async function hasWholeOutputs(run: FoundRun, signal?: AbortSignal): Promise<boolean> {
  const isWhole = await everyOutput(
    run,
    async (file, { bytes, digest }) =>
      (await stat(file)).size === bytes && (await digestFile(file, signal)) === digest,
  );
  signal?.throwIfAborted();
  return isWhole;
}

async function everyOutput(
  { folder, state }: FoundRun,
  isAsLeft: (file: string, output: OutputFile) => Promise<boolean>,
): Promise<boolean> {
  if (state.status !== 'done' || state.outputs.length === 0) return false;
  for (const output of state.outputs)
    if (!(await isAsLeft(join(runFiles(folder).artifacts, output.path), output).catch(() => false)))
      return false;
  return true;
}

/** Where it is written down which run it is. */
export const candidateFile = (project: Project, model: string) => project.paths.candidates(`${model}.json`);
