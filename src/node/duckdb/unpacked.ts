// The bytes of data files, unpacked where they are packed, and whether what is packed is whole.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { wrongInput } from '../../core/errors';
import { bomb, isBomb } from '../files/packedSize';
import type { TextFile } from './textFile';

/** Unpacked where the name ends in .gz or .zst. Throws `input` where that is not whole, or unpacks to too much, once its bytes before that were given. `shown`: as the person knows the file. */
export async function* bytesOf(
  path: string,
  signal?: AbortSignal,
  shown = basename(path),
): AsyncGenerator<Uint8Array> {
  const bytes: Readable = createReadStream(path, signal ? { signal } : {});
  const packing = packings.find(({ ending }) => ending.test(path));
  if (!packing) {
    yield* bytes as AsyncIterable<Uint8Array>;
    return;
  }
  const { size: packed } = await stat(path);
  let unpacked = 0;
  try {
    for await (const piece of packing.unpack(bytes)) {
      unpacked += piece.length;
      if (isBomb(unpacked, packed)) throw bomb(shown, { packed, unpacked, atLeast: true });
      yield piece;
    }
  } catch (error) {
    if (!packing.isBroken(error)) throw error;
    throw wrongInput(`${shown} cannot be unpacked: it is not ${packing.name}, or was cut short.`, {
      hint: 'Write or copy it again, whole.',
      cause: error,
    });
  }
}

/** Throws `input` where a packed file is not whole, or unpacks to too much: DuckDB takes what it finds of it for all there is. */
export async function refuseTorn({ path, shown }: TextFile, signal?: AbortSignal): Promise<void> {
  if (!packings.some(({ ending }) => ending.test(path))) return;
  const bytes = bytesOf(path, signal, shown);
  while (!(await bytes.next()).done);
}

const packings = [
  {
    name: 'gzip',
    ending: /\.gz$/i,
    // Whichever ends early ends the other: a file is not left open by who has seen enough of it.
    unpack: (bytes: Readable): AsyncIterable<Uint8Array> => pipeline(bytes, createGunzip(), () => undefined),
    isBroken: (error: unknown) => (error as NodeJS.ErrnoException).code?.startsWith('Z_') === true,
  },
  {
    name: 'Zstandard',
    ending: /\.zst$/i,
    unpack: unpackZst,
    // A window that no array can hold is a RangeError.
    isBroken: (error: unknown) =>
      error instanceof RangeError || typeof (error as { code?: unknown }).code === 'number',
  },
];

/** Bytes that are unpacked at once: a block of four may hold 128 kB. */
const pieceSize = 4096;

async function* unpackZst(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let unpacked: Uint8Array[] = [];
  const stream = new Decompress((chunk) => unpacked.push(chunk));
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.length; at += pieceSize) {
      stream.push(chunk.subarray(at, at + pieceSize));
      yield* unpacked;
      unpacked = [];
    }
  stream.push(new Uint8Array(), true);
  yield* unpacked;
}
