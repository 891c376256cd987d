// What servers of files and of objects may answer but the bytes, as errors that who asks can tell apart: try again, the source changed, or no for good.
import { wrongInput } from '../../core/errors';

/** Told by its tag, because bundles do not share classes. */
export interface TryAgain extends Error {
  readonly kind: 'TryAgain';
  /** Milliseconds that the server asks to wait; undefined where it does not say. */
  readonly after?: number;
}

export interface SourceChanged extends Error {
  readonly kind: 'SourceChanged';
}

export const tryAgain = (message: string, after?: number): TryAgain =>
  Object.assign(new Error(message), { kind: 'TryAgain' as const, ...(after === undefined ? {} : { after }) });

export const sourceChanged = (message: string): SourceChanged =>
  Object.assign(new Error(message), { kind: 'SourceChanged' as const });

export const isTryAgain = (error: unknown): error is TryAgain => kindOf(error) === 'TryAgain';
export const isSourceChanged = (error: unknown): error is SourceChanged => kindOf(error) === 'SourceChanged';

const kindOf = (error: unknown) =>
  typeof error === 'object' && error !== null ? (error as { kind?: unknown }).kind : undefined;

/** Whether the same question may be answered another time: overload, time-out and the server's own failures. */
export const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** Milliseconds of a Retry-After header, in seconds or a date; undefined where there is none, or nothing to wait for. */
export function retryAfter(header: string | null | undefined, now: number): number | undefined {
  if (header === null || header === undefined || header.trim() === '') return undefined;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return wait > 0 ? wait : undefined;
}

export interface StoreAnswer {
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  /** The service's own word, e.g. `NoSuchBucket`; it holds no secret, unlike its messages. */
  readonly code: string | undefined;
  readonly retryAfter?: string | null | undefined;
  /** The network's words, where no answer came. */
  readonly reason: string;
}

export interface StoreWords {
  /** `s3://bucket`, or the object's address. */
  readonly address: string;
  /** `bucket` or `container`. */
  readonly holder: string;
  readonly isObject: boolean;
  /** What to do where the credentials are refused. */
  readonly signIn: string;
  /** No credentials were found, so it was asked as anybody may. */
  readonly isAnonymous: boolean;
}

/** What a service answered instead of what was asked for. */
export function refusal(answer: StoreAnswer, words: StoreWords, now: number): Error {
  const { status, code, reason } = answer;
  const { address, holder, isObject, signIn, isAnonymous } = words;
  const told = [status, code].filter(Boolean).join(' ');
  if (status === undefined) return tryAgain(reason);
  if (isPassing(status) || code === 'RequestTimeout')
    return tryAgain(`the server answered ${told}`, retryAfter(answer.retryAfter, now));
  if (isObject && (status === 404 || status === 412 || status === 416 || status === 304))
    return sourceChanged(`${address} ${status === 404 ? 'was taken away' : 'was changed'} while it was read`);
  if (status === 404)
    return wrongInput(`${address} does not exist (${told}).`, {
      hint: `Check the name of the ${holder}, and the account or the endpoint that is asked.`,
    });
  if (code === 'RequestTimeTooSkewed')
    return wrongInput(`${address} refused: the clock of this machine is wrong (${told}).`, {
      hint: 'Set the clock, then try again.',
    });
  if (/expired/i.test(code ?? ''))
    return wrongInput(`${address} refused: the credentials have expired (${told}).`, { hint: signIn });
  if (status === 401 || status === 403)
    return isAnonymous
      ? wrongInput(`${address} is not open to everybody (${told}), and no credentials were found.`, {
          hint: signIn,
        })
      : wrongInput(`${address} refused the credentials that were found (${told}).`, {
          hint: `They may be wrong, or may not read this ${holder}. ${signIn}`,
        });
  return wrongInput(`${address} answered ${told}.`, { hint: `Check the ${holder} and the endpoint.` });
}
