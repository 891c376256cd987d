// Bringing one file to disk: hashed on the way, going on where it was cut, anew where the source changed meanwhile, and held against what its service says of it.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { syncFile } from '../files/atomic';
import { tryAgain } from '../objects/answers';
import type { StageReport } from '../stage';
import { untilIdle } from './idle';
import { countBytes, type ByteCounter } from './progress';
import type { Begun, FileState, OpenedBytes, Remote } from './remote';
import { beginDownload, forgetDownload, resumable } from './resume';
import { retrying } from './retry';
import { sumsOf, type Sums } from './sums';
import { signOfCut } from './wholeness';

export interface DownloadOptions {
  readonly remote: Remote;
  /** Where the bytes gather; beside it `<partial>.json` keeps what is needed to go on. Both outlive a failure. */
  readonly partial: string;
  /** What the file is to be called: some kinds show where they were cut. */
  readonly path: string;
  /** What the source said when it was last brought whole; asks for the bytes only if that changed. */
  readonly known?: FileState;
  /** Counts the bytes of this file among those of others; undefined: they are told for themselves. */
  readonly counter?: ByteCounter;
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
      readonly state: FileState;
      /** Nobody stated a length, and nothing shows that it was cut. */
      readonly mayBeCut: boolean;
    };

/** Bytes of the file on disk: now, and as many as there ever were. */
interface Reached {
  now: number;
  most: number;
}

/** Throws as the remote does, and `unavailable` where the server or the network fails for good. */
export async function download(options: DownloadOptions): Promise<Downloaded> {
  const { remote, partial, report, signal, waits } = options;
  const reached: Reached = { now: 0, most: 0 };
  let before = 0;
  return retrying(() => attempt(options, reached), {
    shown: remote.shown,
    report,
    signal,
    ...(waits && { waits }),
    hasAdvanced: () => {
      const hasAdvanced = reached.most > before;
      before = reached.most;
      return hasAdvanced;
    },
    hint: async () =>
      (await resumable(remote.identity, partial))
        ? 'Try again: what has arrived is kept, and the rest is fetched.'
        : 'Try again later.',
  });
}

async function attempt(options: DownloadOptions, reached: Reached): Promise<Downloaded> {
  const { remote, partial, known } = options;
  const begun = await resumable(remote.identity, partial);
  // Ends the connection whatever became of the body: one that waits for bytes would keep the process alive.
  const over = new AbortController();
  try {
    const opened = await untilIdle(idleLimit(options), (idle) =>
      remote.open({ begun, known }, AbortSignal.any([idle, over.signal])),
    );
    if (opened.kind === 'unchanged') return opened;
    if (opened.kind === 'bytes') return await receive(opened, begun, options, reached);
    if (opened.kind === 'complete' && begun) return await complete(begun, options, reached);
    await forgetDownload(partial);
    throw tryAgain('the source changed meanwhile');
  } finally {
    over.abort();
  }
}

const idleLimit = ({ remote, report, signal, idle = longestSilence }: DownloadOptions) => ({
  limit: idle,
  onIdle: (seconds: number) =>
    report({ kind: 'progress', message: `Waiting for ${remote.shown}: no byte for ${seconds} s` }),
  signal,
});

async function receive(
  opened: OpenedBytes,
  begun: Begun | undefined,
  options: DownloadOptions,
  reached: Reached,
): Promise<Downloaded> {
  const { remote, partial, report } = options;
  const { start, body, state, statedLength } = opened;
  const rest = start > 0 ? begun : undefined;
  const total = rest?.total ?? opened.total;
  await mkdir(dirname(partial), { recursive: true });
  if (start === 0) await beginDownload(remote.identity, partial, opened);
  const sums = await sumsOf(partial, start, rest ? rest.checksum : opened.checksum);
  const counter = options.counter ?? countBytes(report, `Downloading ${remote.shown}`, total);
  counter.skip(start - (options.counter ? reached.now : 0));
  reached.now = start;
  let onByte = () => undefined as void;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onByte();
      sums.update(chunk);
      reached.now += chunk.length;
      reached.most = Math.max(reached.most, reached.now);
      counter.add(chunk.length);
      done(null, chunk);
    },
  });
  const file = createWriteStream(partial, { flags: start === 0 ? 'w' : 'a' });
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
  const bytes = reached.now;
  if (total !== undefined && bytes !== total) {
    if (bytes > total) await forgetDownload(partial);
    throw tryAgain(`${bytes} bytes came instead of ${total}`);
  }
  const mayBeCut =
    total === undefined && statedLength !== undefined && !(await isStated(bytes, statedLength, options));
  return whole({ bytes, state, mayBeCut, sums, partial });
}

/** All of it had come when the process ended. */
async function complete(begun: Begun, options: DownloadOptions, reached: Reached): Promise<Downloaded> {
  const { size: bytes, checksum, etag, modified, generation } = begun;
  options.counter?.skip(bytes - reached.now);
  reached.now = bytes;
  const sums = await sumsOf(options.partial, bytes, checksum);
  const state: FileState = {
    ...(etag === undefined ? {} : { etag }),
    ...(modified === undefined ? {} : { modified }),
    ...(generation === undefined ? {} : { generation }),
  };
  return whole({ bytes, state, mayBeCut: false, sums, partial: options.partial });
}

async function whole({
  bytes,
  state,
  mayBeCut,
  sums,
  partial,
}: {
  readonly bytes: number;
  readonly state: FileState;
  readonly mayBeCut: boolean;
  readonly sums: Sums;
  readonly partial: string;
}): Promise<Downloaded> {
  if (!(await sums.areAsTold())) {
    await forgetDownload(partial);
    throw tryAgain('what came has another checksum than the service tells');
  }
  await syncFile(partial);
  return { kind: 'whole', digest: sums.digest(), bytes, state, mayBeCut };
}

/** Whether the server states these bytes as the whole when it is asked again. Throws where it states more, or where the file shows that it was cut. */
async function isStated(
  bytes: number,
  statedLength: () => Promise<number | undefined>,
  { partial, path }: DownloadOptions,
): Promise<boolean> {
  const length = await statedLength();
  if (length !== undefined && bytes < length) throw tryAgain(`${bytes} bytes came instead of ${length}`);
  const sign = await signOfCut(partial, path);
  if (sign !== undefined) throw tryAgain(`the answer was cut: ${sign}`);
  return length === bytes;
}
