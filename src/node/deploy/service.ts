// How a deployed endpoint answers, by its own metrics.
import { serviceFigures, type ServiceFigures } from '../../core/deploy/serviceFigures';
import { ask, foreign, type Endpoint } from './ask';

/** Throws `unavailable` where it does not answer or another program does, `input` where its address is not on this machine. */
export async function askService(endpoint: Endpoint, signal: AbortSignal): Promise<ServiceFigures> {
  const { status, text } = await ask(endpoint, { path: '/metrics', patience: 3_000 }, signal);
  if (status !== 200 || !text.includes('lifecycle_requests_total')) throw foreign(endpoint);
  return serviceFigures(text);
}
