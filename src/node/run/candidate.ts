// Which run's model is a model's candidate: what evaluate and register take unless they are told another.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { shapes } from '../../core/shapes';
import type { RunRecord } from '../../core/run/run';
import { clockAt } from '../clock';
import { writeJson } from '../files/atomic';
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

/** The training run that evaluate and register take; undefined before the first training, and where its files are gone. */
export async function latestCandidate(project: Project, model: string): Promise<FoundRun | undefined> {
  const candidate = await readStored<Candidate>(candidateFile(project, model), shapes.candidate);
  if (!candidate) return undefined;
  const run = await readRun(project, candidate.run).catch(() => undefined);
  return run && (await hasOutputs(run)) ? run : undefined;
}

/** Whether the run succeeded and every file that it left is still there with its size. */
export async function hasOutputs({ folder, state }: FoundRun): Promise<boolean> {
  if (state.status !== 'done' || state.outputs.length === 0) return false;
  for (const { path, bytes } of state.outputs) {
    const info = await stat(join(runFiles(folder).artifacts, path)).catch(() => undefined);
    if (info?.size !== bytes) return false;
  }
  return true;
}

/** Where it is written down which run it is. */
export const candidateFile = (project: Project, model: string) => project.paths.candidates(`${model}.json`);
