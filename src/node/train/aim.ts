// What a training learns to tell, from the manifest and its rows.
import { positiveClass } from '../../core/evaluate/positive';
import { modelNamed } from '../../core/manifest/modelDataset';
import type { Aim } from '../../core/run/aim';
import { classesOfFile } from '../dataset/classesOfFile';
import type { Project } from '../project';

/**
 * Asked before a training that may take hours: throws `input` where it could not be measured
 * afterwards, because nothing tells which class is the positive one. `file`: the training rows.
 */
export async function aimOf(
  project: Project,
  { model, dataset, file }: { readonly model: string; readonly dataset: string; readonly file: string },
  signal: AbortSignal,
): Promise<Aim> {
  const { target, positive } = project.manifest.datasets?.[dataset] ?? {};
  if (target === undefined) return {};
  if (modelNamed(project.manifest, model).task === 'regression') return { target };
  const classes = await classesOfFile(file, target, signal);
  return { target, classes, positive: positiveClass(positive, { target, classes }) };
}
