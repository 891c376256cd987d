// An answer that is packed in transit against our wish, unpacked strictly: fetch takes a packed stream that is cut for a whole one.
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import { Duplex, pipeline, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { requestHeaders } from './request';

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

/** In the order of unpacking; [] where nothing is packed in a way that is known. */
function unpackersOf(encoding: string | null | undefined): readonly (() => Duplex)[] {
  const packings = (encoding ?? '').split(',').map((packing) => packing.trim().toLowerCase());
  const found = packings.toReversed().map((packing) => unpackers[packing]);
  return found.every((one) => one !== undefined) ? found : [];
}

/**
 * The answer itself where it is not packed, else another of the same address whose body fails where its packing has no end.
 * fetch unpacks leniently and hands out no packed bytes: https://github.com/nodejs/undici/issues/2123.
 */
export async function strictly(answer: Response, url: URL, signal: AbortSignal): Promise<Response> {
  if (unpackersOf(answer.headers.get('content-encoding')).length === 0) return answer;
  await answer.body?.cancel();
  const address = new URL(answer.url);
  const headers = requestHeaders(address.origin === url.origin ? url : address);
  const get = address.protocol === 'https:' ? getSecure : getPlain;
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    get(address, { headers, signal }, resolve).on('error', reject);
  });
  const { statusCode: status = 0, headersDistinct } = message;
  if (status !== 200) {
    message.destroy();
    throw new Error(`the server answered ${status}`);
  }
  const body = unpackersOf(message.headers['content-encoding']).reduce<Readable>(
    (packed, unpacker) => pipeline(packed, unpacker(), () => undefined),
    message,
  );
  const told = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Response(Readable.toWeb(body), { headers: told });
}
