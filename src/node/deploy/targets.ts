// Every deployment target by its name in the manifest; a new outside system is one file and its line here.
import type { DeploymentTarget } from '../../core/deploy/deployment';
import type { Deployment } from '../../core/manifest/manifest';
import type { ProjectPaths } from '../paths';
import { localTarget } from './local';

const targets: Readonly<Record<Deployment['target'], (paths: ProjectPaths) => DeploymentTarget>> = {
  local: localTarget,
};

export const deploymentTarget = (paths: ProjectPaths, name: Deployment['target']) => targets[name](paths);
