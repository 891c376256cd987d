// Copying one file: streamed, hashed on the way, under a temporary name until it is whole.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { syncFile, temporaryName } from '../files/atomic';
import type { ByteCounter } from './progress';

export interface Copied {
  /** Whole and durable, but not yet under its final name; renamed or removed by whoever asked. */
  readonly temporary: string;
  /** `sha256:` and hex of the bytes that were written. */
  readonly digest: string;
  readonly bytes: number;
}

/** Leaves nothing behind where it fails or the signal aborts. */
export async function copyFile(
  from: string,
  to: string,
  counter: ByteCounter,
  signal: AbortSignal,
): Promise<Copied> {
  await mkdir(dirname(to), { recursive: true });
  const temporary = temporaryName(to);
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      counter.add(chunk.length);
      done(null, chunk);
    },
  });
  try {
    await pipeline(createReadStream(from), meter, createWriteStream(temporary, { flags: 'wx' }), { signal });
    await syncFile(temporary);
    return { temporary, digest: `sha256:${hash.digest('hex')}`, bytes };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
