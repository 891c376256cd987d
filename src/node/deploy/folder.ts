// What lies in a deployment's folder: the only place that spells these names.
import { realpath } from 'node:fs/promises';
import { shapes } from '../../core/shapes';
import type { Deployment } from '../../core/manifest/manifest';
import type { DeploymentState } from '../../core/deploy/deployment';
import type { Version } from '../../core/registry/version';
import { unavailable, wrongInput } from '../../core/errors';
import { lookAtStored, readStored } from '../files/stored';
import type { ProjectPaths } from '../paths';
import { remedy } from '../../core/remedy';

/** What a server is to become; written before it starts, so that it needs nothing but its folder and the store. */
export interface EndpointOrder {
  readonly schema: 1;
  readonly deployment: string;
  readonly root: string;
  readonly settings: Deployment;
  readonly version: Version;
  readonly timeColumn?: string;
  readonly previous?: DeploymentState;
}

/** Absolute paths inside `.lifecycle/deployments/<name>`. */
export function deploymentFiles(paths: ProjectPaths, name: string) {
  return {
    folder: paths.deployments(name),
    order: paths.deployments(name, 'order.json'),
    state: paths.deployments(name, 'state.json'),
    /** Held by the process that serves it. */
    lock: paths.deployments(name, 'server.lock'),
    log: paths.deployments(name, 'log.txt'),
    predictions: paths.deployments(name, 'predictions'),
  };
}

/** Undefined where it was never deployed here, or nobody can tell any more. */
export async function readDeploymentState(
  paths: ProjectPaths,
  name: string,
): Promise<DeploymentState | undefined> {
  const state = await readStored<DeploymentState>(deploymentFiles(paths, name).state, shapes.deployment);
  return state && (await isOfHere(paths, state)) ? state : undefined;
}

/** Whether the state came about in this folder: the server that a copy of it tells of writes to the original. */
export const isOfHere = async (paths: ProjectPaths, { root }: Pick<DeploymentState, 'root'>) =>
  root === undefined || root === (await realpath(paths.root));

/** Throws `input` where it was never deployed, `unavailable` where nobody can tell any more. */
export async function requireDeployed(paths: ProjectPaths, name: string): Promise<DeploymentState> {
  const { state: file } = deploymentFiles(paths, name);
  const reading = await lookAtStored<DeploymentState>(file, shapes.deployment);
  if (reading.kind === 'damaged')
    throw unavailable(`${file} ${reading.why}.`, {
      hint: 'Deploying it again ends the server that may still run, and starts it anew.',
      remedy: remedy('deploy', name),
    });
  const state = await readDeploymentState(paths, name);
  if (state) return state;
  const isCopied = reading.kind === 'read';
  throw wrongInput(
    `${name} was never deployed${isCopied ? ' from this folder, only from the one that it was copied from' : ''}.`,
    {
      hint: 'Deploy it first.',
      remedy: remedy('deploy', name),
    },
  );
}
