// The code that a model would be trained by now, told without a look at its data.
import type { SplitName } from '../../core/dataset/version';
import { datasetOfModel, modelNamed } from '../../core/manifest/modelDataset';
import { requirePrepared, splitPath } from '../dataset/versions';
import type { Project } from '../project';
import { scriptDigest } from './code';
import { parseCommand } from './command';
import { ownVariables } from './variables';

/** Its digest, as the plan of its training has it. Throws what keeps it from being told. */
export async function scriptNow(project: Project, name: string, signal: AbortSignal): Promise<string> {
  const { task, params = {}, seed, train: command } = modelNamed(project.manifest, name);
  const prepared = await requirePrepared(project, datasetOfModel(project.manifest, name));
  const path = (split: SplitName) => splitPath(project, prepared, split);
  const train = path('train');
  const validation = prepared.parts.validation && path('validation');
  const own = ownVariables({ task, train, validation, out: project.paths.runs(), seed, params });
  const { args } = parseCommand(command, { ...process.env, ...own });
  return scriptDigest(project, args, signal);
}
