// Bringing one http(s) address to disk: hashed on the way, going on where it was cut, anew where the source changed meanwhile.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { cancelled, isLifecycleError, unavailable, wrongInput } from '../../core/errors';
import { publicAddress } from '../../core/manifest/origin';
import { syncFile, writeJson } from '../files/atomic';
import { digestText } from '../files/digest';
import { diskError } from '../files/diskError';
import { plainUrl, refuseStatus, requestHeaders, validatorsOf, wholeOf, type Validators } from './http';
import { untilIdle } from './idle';
import { countBytes } from './progress';
import { conditions, continues, forgetDownload, resumable, type Begun, type Sidecar } from './resume';
import { strictly } from './strictly';
import type { StageReport } from '../stage';
import { endsWithConnection, signOfCut, statedLength } from './wholeness';

export interface DownloadOptions {
  readonly url: URL;
  /** Where the bytes gather; beside it `<partial>.json` keeps what is needed to go on. Both outlive a failure. */
  readonly partial: string;
  /** What the file is to be called: some kinds show where they were cut. */
  readonly path: string;
  /** What the source said when it was last brought whole; asks for the bytes only if that changed. */
  readonly known?: Validators;
  readonly report: (event: StageReport) => void;
  readonly signal: AbortSignal;
  /** Milliseconds to wait before each repetition; their number is the number of repetitions. */
  readonly waits?: readonly number[];
  /** Milliseconds without a byte until an attempt is given up. */
  readonly idle?: number;
}

const longestSilence = 60_000;

export type Downloaded =
  | { readonly kind: 'unchanged' }
  /** `partial` is whole and durable now; the caller renames it. */
  | {
      readonly kind: 'whole';
      readonly digest: string;
      readonly bytes: number;
      readonly validators: Validators;
      /** Nobody stated a length, and nothing shows that it was cut. */
      readonly mayBeCut: boolean;
    };

/** Throws `input` where the address is refused (4xx), `unavailable` where the server or the network fails for good. */
export async function download(options: DownloadOptions): Promise<Downloaded> {
  const waits = options.waits ?? [500, 1000, 2000, 4000];
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetchOnce(options);
    } catch (error) {
      if (options.signal.aborted) throw cancelled();
      if (isLifecycleError(error)) throw error;
      const ours = diskError(error);
      if (ours) throw ours;
      if (hopeless.test(reasonOf(error)))
        throw wrongInput(`${publicAddress(options.url)} cannot be read: ${reasonOf(error)}.`, {
          cause: error,
          hint: 'Check the address, and where it leads to.',
        });
      const wait = waits[attempt];
      if (wait === undefined)
        throw unavailable(`${publicAddress(options.url)} could not be read: ${reasonOf(error)}.`, {
          cause: error,
          hint: (await resumable(options.url, options.partial))
            ? 'Try again: what has arrived is kept, and the rest is fetched.'
            : 'Try again later.',
        });
      options.report({ kind: 'progress', message: `Trying again: ${reasonOf(error)}` });
      await sleep(wait, undefined, { signal: options.signal }).catch(() => {
        throw cancelled();
      });
    }
  }
}

/** What fetch refuses whatever the server says: ports that no server of files has, and what a redirection leads to. */
const hopeless = /bad port|scheme|redirect count exceeded/i;

async function fetchOnce(options: DownloadOptions): Promise<Downloaded> {
  const { url, partial, known } = options;
  const begun = await resumable(url, partial);
  const headers = { ...requestHeaders(url), ...conditions(begun, known) };
  // Ends the connection whatever became of the body: one that waits for bytes would keep the process alive.
  const over = new AbortController();
  try {
    const response = await untilIdle(idleLimit(options), async (idle) => {
      const signal = AbortSignal.any([idle, over.signal]);
      const answer = await fetch(plainUrl(url), { headers, signal });
      return answer.status === 200 ? strictly(answer, url, signal) : answer;
    });
    if (response.status === 304 && !begun) return { kind: 'unchanged' };
    if (response.status === 206 && begun && continues(response, begun))
      return await receive(response, options, begun);
    if (begun && [206, 304, 412, 416].includes(response.status)) {
      await forgetDownload(partial);
      throw new Error('the source changed meanwhile');
    }
    if (response.status === 200) return await receive(response, options);
    refuseStatus(response, url);
    throw new Error(`the server answered ${response.status} ${response.statusText}`.trim());
  } finally {
    over.abort();
  }
}

const idleLimit = ({ url, report, signal, idle = longestSilence }: DownloadOptions) => ({
  limit: idle,
  onIdle: (seconds: number) =>
    report({ kind: 'progress', message: `Waiting for ${publicAddress(url)}: no byte for ${seconds} s` }),
  signal,
});

/** `begun`: what the response goes on from; undefined from the beginning. */
async function receive(response: Response, options: DownloadOptions, begun?: Begun): Promise<Downloaded> {
  const { url, partial, report } = options;
  const offset = begun?.size ?? 0;
  const length = Number(response.headers.get('content-length') ?? NaN);
  // Packed in transit against our wish: lengths and ranges then count other bytes than ours.
  const isEncoded = (response.headers.get('content-encoding') ?? 'identity') !== 'identity';
  const total =
    begun?.total ?? wholeOf(response) ?? (Number.isNaN(length) || isEncoded ? undefined : offset + length);
  const validators = validatorsOf(response);
  await mkdir(dirname(partial), { recursive: true });
  if (offset === 0) {
    await rm(partial, { force: true });
    await writeJson(`${partial}.json`, {
      url: digestText(plainUrl(url)),
      ...(isEncoded ? {} : validators),
      ...(total === undefined ? {} : { total }),
    } satisfies Sidecar);
  }
  const hash = await hashOf(partial, offset);
  const counter = countBytes(report, `Downloading ${publicAddress(url)}`, total, offset);
  let bytes = offset;
  let onByte = () => undefined as void;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onByte();
      hash.update(chunk);
      bytes += chunk.length;
      counter.add(chunk.length);
      done(null, chunk);
    },
  });
  const body = response.body ?? new Blob([]).stream();
  const file = createWriteStream(partial, { flags: offset === 0 ? 'w' : 'a' });
  const closed = new Promise<void>((resolve) => file.once('close', resolve));
  try {
    await untilIdle(idleLimit(options), (signal, came) => {
      onByte = came;
      return pipeline(body, meter, file, { signal });
    });
  } finally {
    await closed; // a write still under way would land behind what the next attempt appends
  }
  counter.flush();
  if (total !== undefined && bytes !== total) {
    if (bytes > total) await forgetDownload(partial);
    throw new Error(`${bytes} bytes came instead of ${total}`);
  }
  const mayBeCut =
    total === undefined && endsWithConnection(response) && !(await isStated(response, bytes, options));
  await syncFile(partial);
  return { kind: 'whole', digest: `sha256:${hash.digest('hex')}`, bytes, validators, mayBeCut };
}

/** Whether the server states these bytes as the whole when it is asked again. Throws where it states more, or where the file shows that it was cut. */
async function isStated(
  answer: Response,
  bytes: number,
  { url, partial, path, signal }: DownloadOptions,
): Promise<boolean> {
  const length = await statedLength(plainUrl(url), { headers: requestHeaders(url), answer, signal });
  if (length !== undefined && bytes < length) throw new Error(`${bytes} bytes came instead of ${length}`);
  const sign = await signOfCut(partial, path);
  if (sign !== undefined) throw new Error(`the answer was cut: ${sign}`);
  return length === bytes;
}

async function hashOf(partial: string, size: number): Promise<Hash> {
  const hash = createHash('sha256');
  if (size > 0) await pipeline(createReadStream(partial, { end: size - 1 }), hash, { end: false });
  return hash;
}

/** The innermost cause in a few words: fetch says only "fetch failed". */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return reasonOf(cause);
  return error instanceof Error ? error.message || error.name : String(error);
}
