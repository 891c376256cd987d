// Every deployment target by its name in the manifest; a new outside system is one file and its line here.
import type { DeploymentState, DeploymentTarget } from '../../core/deploy/deployment';
import { wrongInput } from '../../core/errors';
import type { Deployment } from '../../core/manifest/manifest';
import type { ProjectPaths } from '../paths';
import { localTarget } from './local';

const targets: Readonly<Record<Deployment['target'], (paths: ProjectPaths) => DeploymentTarget>> = {
  local: localTarget,
};

/** Throws `input` for one that this version of the program does not know: a state may tell of it. */
export function deploymentTarget(paths: ProjectPaths, name: Deployment['target']): DeploymentTarget {
  if (Object.hasOwn(targets, name)) return targets[name](paths);
  throw wrongInput(`It was deployed to "${name}", which this version of Model Lifecycle does not know.`, {
    hint: 'Update Model Lifecycle, or deploy it again.',
  });
}

/** Whether what answers is there, told without the network; undefined where that needs more than a look, or another version of this program deployed it. */
export const isThere = (paths: ProjectPaths, state: DeploymentState): boolean | undefined =>
  Object.hasOwn(targets, state.target) ? deploymentTarget(paths, state.target).isThere(state) : undefined;
