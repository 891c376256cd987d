// Stopping what runs for a deployment, from any process; that it was stopped on purpose is written down.
import { clockAt } from '../clock';
import { writeJson } from '../files/atomic';
import type { ProjectPaths } from '../paths';
import { deploymentFiles, readDeploymentState, requireDeployed } from './folder';
import { deploymentTarget } from './targets';

/** False where it had ended before. Throws `input` where it was never deployed, `unavailable` where it cannot be reached. */
export async function stopDeployment(
  paths: ProjectPaths,
  name: string,
  signal: AbortSignal,
): Promise<boolean> {
  const state = await requireDeployed(paths, name);
  const target = deploymentTarget(paths, state.target);
  if ((await target.health(state, signal)) === 'stopped') return false;
  await target.stop(state, signal);
  const now = await readDeploymentState(paths, name);
  if (now?.at === state.at)
    // else it was deployed again meanwhile
    await writeJson(deploymentFiles(paths, name).state, { ...now, stoppedAt: clockAt().real() });
  return true;
}
