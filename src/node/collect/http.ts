// What is sent to a server of files, and what its answer's headers say. When to ask, and what to do with the bytes, is download's matter.
import { wrongInput } from '../../core/errors';
import { publicAddress } from '../../core/manifest/origin';

/** How a server names a state of what it serves. */
export interface Validators {
  readonly etag?: string;
  readonly modified?: string;
}

export function refuseStatus(response: Response, url: URL): void {
  const { status, statusText } = response;
  if (status < 400 || status >= 500 || status === 408 || status === 429) return;
  throw wrongInput(`${publicAddress(url)} answered ${status} ${statusText}`.trim() + '.', {
    hint:
      status === 401 || status === 403
        ? 'Check user and password: https://user:password@host/file.'
        : 'Check the address.',
  });
}

export function validatorsOf({ headers }: Response): Validators {
  const etag = headers.get('etag');
  const modified = headers.get('last-modified');
  return { ...(etag ? { etag } : {}), ...(modified ? { modified } : {}) };
}

/** A weak ETag promises the same meaning, not the same bytes. */
export const strong = (etag: string | undefined) => (etag?.startsWith('W/') === true ? undefined : etag);

export function plainUrl(url: URL): string {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain.href;
}

export const requestHeaders = (url: URL) => ({ 'accept-encoding': 'identity', ...authorization(url) });

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
}

export const rangeOf = ({ headers }: Response) =>
  /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');

/** Bytes of the whole that a part says it belongs to. */
export function wholeOf(response: Response): number | undefined {
  const whole = Number(rangeOf(response)?.[3] ?? NaN);
  return Number.isNaN(whole) ? undefined : whole;
}
