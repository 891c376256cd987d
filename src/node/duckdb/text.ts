// The bytes of text files before DuckDB sees them: their beginning, and copies of those that are written or packed otherwise.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Database } from './engine';
import { bytesOf } from './unpacked';

export interface TextSample {
  readonly text: string;
  /** Whether the sample is the whole text. */
  readonly isWhole: boolean;
  /** Read as UTF-8 unless a byte order mark says otherwise; undefined where the bytes are neither. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | undefined;
}

const sampleSize = 64 * 1024;
const newline = 0x0a;
/** A first line is followed so far. */
const longestLine = 1024 * 1024;

/** The first 64 kB of a text, more where its first line is longer, unpacked where its name ends in .gz. Undefined for .zst, of which DuckDB finds out all by itself. */
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

async function copyPath({ folder }: Database): Promise<string> {
  await mkdir(folder, { recursive: true });
  return join(folder, `copy-${String(copies++)}.txt`);
}

let copies = 0;

async function firstBytes(file: string, signal?: AbortSignal): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let hasLine = false;
  for await (const chunk of bytesOf(file, signal)) {
    chunks.push(chunk);
    size += chunk.length;
    hasLine ||= chunk.includes(newline);
    if (size >= (hasLine ? sampleSize : longestLine)) return { bytes: Buffer.concat(chunks), isWhole: false };
  }
  return { bytes: Buffer.concat(chunks), isWhole: true };
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
