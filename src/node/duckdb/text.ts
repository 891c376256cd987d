// The bytes of text files before DuckDB sees them: their beginning, and copies of those that are written or packed otherwise.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline as pipe, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { wrongInput } from '../../core/errors';
import type { Database } from './engine';
import { literal } from './quote';

export interface TextSample {
  readonly text: string;
  /** Whether the sample is the whole text. */
  readonly isWhole: boolean;
  /** Read as UTF-8 unless a byte order mark says otherwise; undefined where the bytes are neither. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | undefined;
}

const sampleSize = 64 * 1024;
/** A first line is followed so far. */
const longestLine = 1024 * 1024;

/** The first 64 kB of a text, more where its first line is longer, unpacked where its name ends in .gz. Undefined for .zst, which only DuckDB unpacks. */
export async function sampleText(file: string, signal?: AbortSignal): Promise<TextSample | undefined> {
  if (/\.zst$/i.test(file)) return undefined;
  const { bytes, isWhole } = await firstBytes(file, signal);
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding ?? 'windows-1252').decode(bytes);
  return { text, isWhole, encoding };
}

/** A copy in UTF-8 inside the database's folder. Every byte has a meaning in windows-1252, which contains Latin-1. */
export async function transcode(
  database: Database,
  file: string,
  encoding: 'windows-1252' | 'utf-16le' | 'utf-16be',
): Promise<string> {
  const copy = await copyPath(database);
  const decoder = new TextDecoderStream(encoding);
  await pipeline(
    bytesOf(file, database.signal),
    decoder as unknown as NodeJS.ReadWriteStream,
    createWriteStream(copy, { encoding: 'utf8' }),
  );
  return copy;
}

/** A copy of what .zst packs, line by line, inside the database's folder, as every byte is in Latin-1; where their ends differ, some are empty. Throws what DuckDB does, also where a line is too long for it. */
export async function unpack(database: Database, file: string): Promise<string> {
  const copy = await copyPath(database);
  const line = `delim = '\x01\x02\x03\x04', quote = '', escape = '', header = false`;
  await database.run(
    `COPY (FROM read_csv(${literal(file)}, columns = {line: 'VARCHAR'}, auto_detect = false, ${line},
       compression = 'zstd', encoding = 'latin-1', strict_mode = false, parallel = false,
       max_line_size = ${longestPacked}, buffer_size = ${longestPacked}))
     TO ${literal(copy)} (FORMAT csv, ${line.replaceAll(' =', '')})`,
  );
  return copy;
}

/** Bytes, held in memory. */
const longestPacked = 256 * 1024 * 1024;

async function copyPath({ folder }: Database): Promise<string> {
  await mkdir(folder, { recursive: true });
  return join(folder, `copy-${String(copies++)}.txt`);
}

let copies = 0;

async function firstBytes(file: string, signal?: AbortSignal): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  let hasLine = false;
  try {
    for await (const chunk of bytesOf(file, signal) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      hasLine ||= chunk.includes('\n');
      if (size >= (hasLine ? sampleSize : longestLine))
        return { bytes: Buffer.concat(chunks), isWhole: false };
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    throw wrongInput(`${basename(file)} cannot be unpacked: it is not gzip, or was cut short.`, {
      cause: error,
    });
  }
  return { bytes: Buffer.concat(chunks), isWhole: true };
}

/** Unpacked where the name ends in .gz. */
export function bytesOf(file: string, signal?: AbortSignal): Readable {
  const bytes = createReadStream(file, signal ? { signal } : {});
  if (!/\.gz$/i.test(file)) return bytes;
  // Whichever ends early ends the other: a file is not left open by who has seen enough of it.
  return pipe(bytes, createGunzip(), () => undefined);
}

function encodingOf(bytes: Buffer): TextSample['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  try {
    // As a stream, so that a letter cut by the end of the sample is no error.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return undefined;
  }
}
