// One file behind an http(s) address: what is sent to its server, and what the answer says. When to ask again, and what to do with the bytes, is download's matter.
import { wrongInput } from '../../core/errors';
import { publicAddress } from '../../core/manifest/origin';
import { isPassing, retryAfter, tryAgain } from '../objects/answers';
import { answerOf, isMisled, type HttpAnswer } from './answer';
import type { Asked, Begun, FileState, Opened, Remote } from './remote';
import { plainUrl, requestHeaders } from './request';
import { strong } from './resume';
import { endsWithConnection, statedLength } from './wholeness';

export const httpFile = (url: URL): Remote => ({
  shown: publicAddress(url),
  identity: plainUrl(url),
  open: (asked, signal) => ask(url, asked, signal),
});

async function ask(url: URL, { begun, known }: Asked, signal: AbortSignal): Promise<Opened> {
  const response = await answerOf(url, conditions(begun, known), signal).catch((error: unknown) => {
    throw isMisled(error) ? unreadable(url, error) : error;
  });
  const { status, statusText } = response;
  if (status === 304 && !begun) return { kind: 'unchanged' };
  if (status === 304 && begun && isAllThere(begun)) return { kind: 'complete' };
  if (status === 206 && begun && continues(response, begun))
    return bytesOf(response, url, begun.size, signal);
  if (begun && [206, 304, 412, 416].includes(status)) return { kind: 'changed' };
  if (status === 200) return bytesOf(response, url, 0, signal);
  if (status >= 400 && !isPassing(status)) throw refused(response, url);
  throw tryAgain(
    `the server answered ${status} ${statusText}`.trim(),
    retryAfter(response.headers.get('retry-after'), Date.now()),
  );
}

const unreadable = (url: URL, cause: Error) =>
  wrongInput(`${publicAddress(url)} cannot be read: ${cause.message}.`, {
    cause,
    hint: 'Check the address, and where it leads to.',
  });

const refused = ({ status, statusText }: HttpAnswer, url: URL) =>
  wrongInput(`${publicAddress(url)} answered ${status} ${statusText}`.trim() + '.', {
    hint:
      status === 401 || status === 403
        ? 'Check user and password: https://user:password@host/file.'
        : 'Check the address.',
  });

function bytesOf(response: HttpAnswer, url: URL, start: number, signal: AbortSignal): Opened {
  const length = Number(response.headers.get('content-length') ?? NaN);
  // Packed in transit against our wish: lengths and ranges then count other bytes than ours.
  const isEncoded = (response.headers.get('content-encoding') ?? 'identity') !== 'identity';
  const own = Number.isNaN(length) || isEncoded ? undefined : start + length;
  return {
    kind: 'bytes',
    body: response.body,
    start,
    total: wholeOf(response) ?? own,
    state: stateOf(response),
    canGoOn: !isEncoded,
    ...(endsWithConnection(response) && {
      statedLength: () =>
        statedLength(plainUrl(url), { headers: requestHeaders(url), answer: response, signal }),
    }),
  };
}

function conditions(begun: Begun | undefined, known: FileState | undefined): Record<string, string> {
  const sure = begun && strong(begun.etag);
  if (begun && !isAllThere(begun))
    return { range: `bytes=${begun.size}-`, 'if-range': sure ?? begun.modified ?? '' };
  const etag = begun ? sure : known?.etag;
  if (etag !== undefined) return { 'if-none-match': etag };
  const modified = (begun ?? known)?.modified;
  return modified === undefined ? {} : { 'if-modified-since': modified };
}

/** Only its name was not given yet: it is asked whether it is still the same. */
const isAllThere = ({ size, total }: Begun) => size === total;

/** Whether a 206 is the rest of what was begun: from the right byte, of the same state. */
function continues(response: HttpAnswer, begun: Begun): boolean {
  const range = rangeOf(response);
  const { etag, modified } = stateOf(response);
  if (!range || Number(range[1]) !== begun.size) return false;
  // A rest of a shorter whole, or one that stops short of the end, would be taken for the whole.
  if (range[3] !== '*' && begun.total !== undefined && Number(range[3]) !== begun.total) return false;
  if (range[3] !== '*' && Number(range[2]) + 1 !== Number(range[3])) return false;
  return begun.etag === undefined
    ? modified === undefined || modified === begun.modified
    : (etag ?? begun.etag) === begun.etag;
}

function stateOf({ headers }: HttpAnswer): FileState {
  const etag = headers.get('etag');
  const modified = headers.get('last-modified');
  return { ...(etag ? { etag } : {}), ...(modified ? { modified } : {}) };
}

const rangeOf = ({ headers }: HttpAnswer) =>
  /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');

/** Bytes of the whole that a part says it belongs to. */
function wholeOf(response: HttpAnswer): number | undefined {
  const whole = Number(rangeOf(response)?.[3] ?? NaN);
  return Number.isNaN(whole) ? undefined : whole;
}
