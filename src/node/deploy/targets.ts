// Every deployment target by its name in the manifest; a new outside system is one file and its line here.
import type { DeploymentState, DeploymentTarget } from '../../core/deploy/deployment';
import type { Deployment } from '../../core/manifest/manifest';
import type { ProjectPaths } from '../paths';
import { localTarget } from './local';

const targets: Readonly<Record<Deployment['target'], (paths: ProjectPaths) => DeploymentTarget>> = {
  local: localTarget,
};

export const deploymentTarget = (paths: ProjectPaths, name: Deployment['target']) => targets[name](paths);

/** Whether what answers is there, told without the network; undefined where that needs more than a look. */
export const isThere = (paths: ProjectPaths, state: DeploymentState): boolean | undefined =>
  deploymentTarget(paths, state.target).isThere(state);
