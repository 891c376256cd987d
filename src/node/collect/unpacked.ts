// The bytes of an answer that is packed in transit against our wish, unpacked strictly: one whose packing has no end fails.
import type { IncomingMessage } from 'node:http';
import { Duplex, pipeline, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** The answer itself where it is not packed, or in a way that is not known. */
export const unpacked = (answer: IncomingMessage): Readable =>
  unpackersOf(answer.headers['content-encoding']).reduce<Readable>(
    // an answer of which nobody wants the bytes is ended unread: that is no failure to end the process for
    (packed, unpacker) => pipeline(packed, unpacker(), () => undefined).on('error', () => undefined),
    answer,
  );

/** In the order of unpacking. */
function unpackersOf(encoding: string | undefined): readonly (() => Duplex)[] {
  const packings = (encoding ?? '').split(',').map((packing) => packing.trim().toLowerCase());
  const found = packings.toReversed().map((packing) => unpackers[packing]);
  return found.every((one) => one !== undefined) ? found : [];
}

/** zlib's format by the standard, bare as some servers send it: https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1.2 */
const createInflateOfEither = (): Duplex =>
  Duplex.from(async function* (packed: AsyncIterable<Buffer>) {
    const chunks = packed[Symbol.asyncIterator]();
    const first = await chunks.next();
    if (first.done) throw new Error('unexpected end of file');
    const hasFrame = ((first.value[0] ?? 0) & 0x0f) === 8;
    const all = Readable.from(followed(first.value, chunks));
    yield* pipeline(all, hasFrame ? createInflate() : createInflateRaw(), () => undefined);
  });

async function* followed(first: Buffer, others: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => others };
}

const unpackers: Readonly<Record<string, (() => Duplex) | undefined>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflateOfEither,
};
