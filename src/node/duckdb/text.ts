// The bytes of text files before DuckDB sees them: in which encoding they are written, their beginning, and copies of those that are not in UTF-8.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { encodingNamed, encodings, type Encoding } from '../../core/encodings';
import { wrongInput, type Problem } from '../../core/errors';
import type { TextFile } from './textFile';
import type { Database } from './engine';
import { bytesOf } from './unpacked';

export interface TextSample {
  readonly text: string;
  /** Whether the sample is the whole text. */
  readonly isWhole: boolean;
  /** Undefined where the bytes are neither UTF-8 nor UTF-16. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | undefined;
  /** Whether the encoding was taken from how the bytes look, not from a mark of theirs. */
  readonly isGuess: boolean;
  /** Whether it begins with a byte order mark. */
  readonly hasMark: boolean;
}

/** A text as DuckDB can read it. */
export interface ReadableText extends TextFile {
  readonly sample: TextSample;
  /** It may still turn out not to be UTF-8, as only the beginning was looked at. */
  readonly isSure: boolean;
  /** What was assumed of its encoding. */
  readonly warnings: readonly Problem[];
}

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);
const sampleSize = 64 * 1024;
const newline = 0x0a;
/** A first line is followed so far. */
const longestLine = 1024 * 1024;

/** The first 64 kB of a text, more where its first line is longer, unpacked where its name ends in .gz or .zst. */
export async function sampleText(file: string, signal?: AbortSignal, as?: Encoding): Promise<TextSample> {
  const { bytes, isWhole } = await firstBytes(file, signal);
  const { encoding, isGuess } = encodingOf(bytes);
  const text = new TextDecoder(as ?? encoding ?? 'windows-1252').decode(bytes);
  const hasMark = !isGuess && (encoding !== 'utf-8' || bytes.subarray(0, 3).equals(utf8Mark));
  return { text, isWhole, encoding, isGuess, hasMark };
}

/** `encoding`: what a person says that it is written in, which is taken without a look. Throws `input` where there is none of that name. */
export async function openText(
  database: Database,
  file: TextFile,
  encoding: string | undefined,
): Promise<ReadableText> {
  const said = encoding === undefined ? undefined : requireEncoding(encoding, file.shown);
  const sample = await sampleText(file.path, database.signal, said);
  const written = said ?? sample.encoding;
  const { shown } = file;
  // DuckDB takes the mark of UTF-8 for a letter before a quotation mark, and in JSON everywhere.
  const isMarkAway = !sample.hasMark || !/^["[{]/.test(sample.text.trimStart());
  if (written === undefined || (written === 'utf-8' && isMarkAway))
    return { ...file, sample, isSure: said !== undefined, warnings: [] };
  const path = await transcode(database, file, written);
  const warnings = said === undefined && sample.isGuess ? [guessed(shown, written)] : [];
  return { path, shown, sample, isSure: true, warnings };
}

function requireEncoding(name: string, shown: string): Encoding {
  const encoding = encodingNamed(name);
  if (encoding) return encoding;
  throw wrongInput(`${shown}: there is no encoding "${name}".`, {
    hint: `Write one of ${encodings.join(', ')}.`,
  });
}

const sayOtherwise =
  'Say otherwise by "encoding" in its entry of lifecycle.yaml, or save it as UTF-8, if letters look wrong.';

const guessed = (shown: string, encoding: Encoding): Problem => ({
  severity: 'warning',
  message: `Nothing in the file says how it is written; it was read as ${encoding.toUpperCase()}, which it looks like.`,
  hint: sayOtherwise,
  file: shown,
  line: 1,
});

/** `line`: of the first byte that is not UTF-8. */
export const readAsLatin = (shown: string, line: number): Problem => ({
  severity: 'warning',
  message: 'The file is not written in UTF-8; it was read as Latin-1 (windows-1252).',
  hint: sayOtherwise,
  file: shown,
  line,
});

/** A copy in UTF-8 inside the database's folder. Every byte has a meaning in windows-1252, which contains Latin-1; throws `input` for one that has none. */
export async function transcode(
  database: Database,
  { path, shown }: TextFile,
  encoding: Encoding,
): Promise<string> {
  await mkdir(database.folder, { recursive: true });
  const copy = join(database.folder, `copy-${String(copies++)}.txt`);
  const decoder = new TextDecoderStream(encoding, { fatal: true });
  try {
    await pipeline(
      bytesOf(path, database.signal, shown),
      decoder as unknown as NodeJS.ReadWriteStream,
      createWriteStream(copy, { encoding: 'utf8' }),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw wrongInput(
      `${shown} holds bytes that mean nothing in ${encoding.toUpperCase()}, or was cut short.`,
      {
        hint: sayOtherwise,
        cause: error,
      },
    );
  }
  return copy;
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

function encodingOf(bytes: Buffer): Pick<TextSample, 'encoding' | 'isGuess'> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', isGuess: false };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', isGuess: false };
  const wide = wideOrder(bytes);
  if (wide) return { encoding: wide, isGuess: true };
  try {
    // As a stream, so that a letter cut by the end of the sample is no error.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return { encoding: 'utf-8', isGuess: false };
  } catch {
    return { encoding: undefined, isGuess: true };
  }
}

/** Separators, digits and line ends are the same in all tables: in UTF-16 a zero stands beside each, always on the same side. One that got into a short text of bytes stands beside few of its line ends. */
function wideOrder(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  let [even, odd, pairs, ends, wideEnds] = [0, 0, 0, 0, 0];
  for (let at = 0; at + 1 < Math.min(bytes.length, sampleSize); at += 2) {
    pairs++;
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
    if (bytes[at] !== newline && bytes[at + 1] !== newline) continue;
    ends++;
    if (bytes[at] === 0 || bytes[at + 1] === 0) wideEnds++;
  }
  if (pairs < 2 || even === odd || wideEnds < ends / 2) return undefined;
  const isWide = Math.max(even, odd) > pairs / 10 && Math.min(even, odd) <= pairs / 1000;
  return !isWide ? undefined : odd > even ? 'utf-16le' : 'utf-16be';
}
