// Asking a deployed endpoint how it answers. Only addresses of this machine are asked: the state file may have come with a clone.
import type { DeploymentState } from '../../core/deploy/deployment';
import { serviceFigures, type ServiceFigures } from '../../core/deploy/serviceFigures';
import { unavailable, wrongInput } from '../../core/errors';

const patience = 3_000;

/** Throws `unavailable` where it does not answer, `input` where its address is not on this machine. */
export async function askService(
  { url, deployment }: Pick<DeploymentState, 'url' | 'deployment'>,
  signal: AbortSignal,
): Promise<ServiceFigures> {
  if (!isOnThisMachine(url))
    throw wrongInput(`${deployment} is said to answer at ${url}, which is not asked.`);
  try {
    const response = await fetch(new URL('/metrics', url), {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return serviceFigures(await response.text());
  } catch (cause) {
    signal.throwIfAborted();
    throw unavailable(`${deployment} does not answer at ${url}.`, {
      hint: 'Deploy it again to start it.',
      cause,
    });
  }
}

function isOnThisMachine(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const address = new URL(url);
  return address.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(address.hostname);
}
