// Asking a deployed endpoint. Only addresses of this machine are asked: the state file may have come with a clone.
import type { DeploymentState } from '../../core/deploy/deployment';
import { unavailable, wrongInput } from '../../core/errors';
import { remedy } from '../../core/remedy';
import { withDeadline } from '../process/withDeadline';
import { isOnThisMachine } from './thisMachine';

export type Endpoint = Pick<DeploymentState, 'url' | 'deployment'>;

export interface Question {
  readonly path: string;
  /** Posted as JSON; undefined: only read. */
  readonly body?: unknown;
  /** Milliseconds until a server that does not answer is given up; undefined: as long as it takes. */
  readonly patience?: number;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Throws `input` where the address is not of this machine, `unavailable` where nothing answers; follows no redirect. */
export async function ask(
  { url, deployment }: Endpoint,
  { path, body, patience }: Question,
  signal: AbortSignal,
): Promise<Answer> {
  if (!isOnThisMachine(url))
    throw wrongInput(`${deployment} is said to answer at ${url}, which is not asked.`, {
      hint: 'A deployment answers on this machine only. Deploy it here.',
      remedy: remedy('deploy', deployment),
    });
  const answered = async (ending: AbortSignal): Promise<Answer> => {
    const response = await fetch(new URL(path, url), {
      ...(body !== undefined && {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      }),
      redirect: 'manual',
      signal: ending,
    });
    return { status: response.status, text: await response.text() };
  };
  try {
    return await (patience === undefined
      ? answered(signal)
      : withDeadline({ limit: patience, signal }, answered));
  } catch (cause) {
    signal.throwIfAborted();
    throw unavailable(`${deployment} does not answer at ${url}.`, {
      hint: 'Deploy it again to start it.',
      remedy: remedy('deploy', deployment),
      cause,
    });
  }
}

/** What was answered, where it is a JSON object, as all that our servers say is; throws `unavailable` elsewhere. */
export function objectOf(endpoint: Endpoint, { text }: Answer): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw foreign(endpoint);
  }
  if (typeof value !== 'object' || value === null) throw foreign(endpoint);
  return value as Readonly<Record<string, unknown>>;
}

/** That what answers is not what was deployed. */
export const foreign = ({ url, deployment }: Endpoint) =>
  unavailable(`What answers at ${url} is not ${deployment} but another program.`, {
    hint: 'Deploy it again to start it; where its port is taken, end the other program first.',
    remedy: remedy('deploy', deployment),
  });
