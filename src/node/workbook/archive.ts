// The zip that a workbook is: which parts it has and their text, piece by piece. What the parts say is read by others here.
import { open, stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { openPromise, type Entry } from 'yauzl';
import { SaxesParser } from 'saxes';
import { isLifecycleError, wrongInput, type LifecycleError } from '../../core/errors';
import { bomb, isBomb } from '../files/packedSize';

export interface Archive {
  /** As the person knows it. */
  readonly shown: string;
  has(part: string): boolean;
  /** What is in a part, by `handle`, which may add to what comes out after each piece of it. Throws `input` where it is no XML. */
  read<T>(part: string, handle: (parser: XmlParser) => T[]): AsyncGenerator<T>;
  close(): void;
}

export type XmlParser = Pick<SaxesParser, 'on'>;

/** Throws `input` where the file is no zip, is in the format before 2007, has a password, or would unpack to too much. */
export async function openArchive(path: string, shown: string, signal?: AbortSignal): Promise<Archive> {
  await refuseOld(path, shown);
  const { size } = await stat(path);
  const zip = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw torn(shown, error);
  });
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
    const unpacked = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    if (isBomb(unpacked, size)) throw bomb(shown, { packed: size, unpacked });
    return {
      shown,
      has: (part) => entries.has(part.toLowerCase()),
      async *read(part, handle) {
        const entry = entries.get(part.toLowerCase());
        if (!entry) throw torn(shown, new Error(`It has no ${part}.`));
        try {
          // An entry that holds more or less than it says ends in an error.
          yield* parsed(summed(await zip.openReadStreamPromise(entry), entry), handle, signal);
        } catch (error) {
          throw isLifecycleError(error) || signal?.aborted ? error : torn(shown, error);
        }
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw isLifecycleError(error) ? error : torn(shown, error);
  }
}

/** The bytes, and an error at their end where they are not those that were packed: yauzl does not look at the sum. */
async function* summed(bytes: AsyncIterable<Buffer>, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const piece of bytes) {
    sum = crc32(piece, sum);
    yield piece;
  }
  if (sum !== entry.crc32) throw new Error(`${entry.fileName} has other bytes than were packed.`);
}

async function* parsed<T>(
  bytes: AsyncIterable<Buffer>,
  handle: (parser: XmlParser) => T[],
  signal?: AbortSignal,
): AsyncGenerator<T> {
  const parser = new SaxesParser({ fragment: false });
  let wrong: Error | undefined;
  parser.on('error', (error) => (wrong ??= error));
  const found = handle(parser);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of bytes) {
    signal?.throwIfAborted();
    parser.write(decoder.decode(piece, { stream: true }));
    if (wrong) throw wrong;
    yield* found.splice(0);
  }
  parser.write(decoder.decode()).close();
  if (wrong) throw wrong;
  yield* found.splice(0);
}

/** `x:row` of some writers is `row`. */
export const localName = (name: string) => name.slice(name.indexOf(':') + 1);

const oldFormat = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

async function refuseOld(path: string, shown: string): Promise<void> {
  const handle = await open(path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0).finally(() => handle.close());
  if (bytesRead < 4 || !buffer.equals(oldFormat)) return;
  throw wrongInput(`${shown} has a password, or is in the format of Excel before 2007.`, {
    hint: 'Open it in Excel or LibreOffice and save it as .xlsx, without a password.',
  });
}

const torn = (shown: string, cause: unknown): LifecycleError =>
  wrongInput(`${shown} cannot be read as Excel: it is none, or was cut short.`, {
    hint: 'Save or copy it again, whole.',
    cause,
  });
