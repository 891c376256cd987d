// How a deployment's endpoint answers now; one that a person stopped is not asked.
import { readDeploymentState } from '../../node/deploy/folder';
import { askService } from '../../node/deploy/service';
import type { ProjectPaths } from '../../node/paths';
import type { ServiceAnswer } from '../../protocol/monitor';
import { failureOf } from './failure';

export async function serviceAnswer(
  paths: ProjectPaths,
  name: string,
  signal: AbortSignal,
): Promise<ServiceAnswer> {
  const state = await readDeploymentState(paths, name);
  if (!state) return { kind: 'none' };
  if (state.stoppedAt !== undefined) return { kind: 'stopped', at: state.stoppedAt };
  try {
    return {
      kind: 'answering',
      url: state.url,
      upSince: state.at,
      ...(await askService(state, signal)),
    };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'unreachable', url: state.url, failure: failureOf(error) };
  }
}
