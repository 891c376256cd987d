// Delimited text whose lines end in more than one way, which DuckDB refuses: a copy in which they end alike. What stands between quotation marks stays as it is.
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Problem } from '../../core/errors';
import type { CsvFile } from './csvWarnings';
import type { Database } from './engine';
import { bytesOf } from './unpacked';

type End = 'LF' | 'CR' | 'CRLF';

interface Seen {
  /** How the first line ends. */
  first?: End;
  /** The first line that ends otherwise, counted from 1. */
  other?: { readonly line: number; readonly end: End };
  hasZero: boolean;
}

const [lf, cr, quote] = [0x0a, 0x0d, 0x22];

/** The copy and what is told of it; undefined where all lines end alike, or the file is no text. */
export async function withEvenEnds(
  database: Database,
  source: CsvFile,
): Promise<{ readonly path: string; readonly told: Problem } | undefined> {
  await mkdir(database.folder, { recursive: true });
  const copy = join(database.folder, `lines-${String(copies++)}.txt`);
  const seen: Seen = { hasZero: false };
  const bytes = bytesOf(source.path, database.signal, source.shown);
  await pipeline(evened(bytes, source.dialect.delimiter.charCodeAt(0), seen), createWriteStream(copy));
  const { first, other, hasZero } = seen;
  if (first === undefined || other === undefined || hasZero) {
    await rm(copy, { force: true });
    return undefined;
  }
  const told: Problem = {
    severity: 'warning',
    message: `The first line ends in ${first}, this one in ${other.end}; both were taken for ends of lines.`,
    hint: 'Write all lines with the same end: other programs may read such a file otherwise.',
    file: source.shown,
    line: other.line,
  };
  return { path: copy, told };
}

let copies = 0;

async function* evened(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: number,
  seen: Seen,
): AsyncGenerator<Buffer> {
  let isQuoted = false;
  let isFieldBegun = false;
  let isAfterCr = false;
  let isAfterQuote = false; // one more would be a quotation mark of the value
  let line = 1;
  const ended = (end: End) => {
    seen.first ??= end;
    if (end !== seen.first) seen.other ??= { line, end };
    line++;
    isFieldBegun = false;
  };
  for await (const chunk of chunks) {
    const out = Buffer.alloc(chunk.length);
    let size = 0;
    for (const byte of chunk) {
      if (byte === 0) seen.hasZero = true;
      if (isAfterCr) ended(byte === lf ? 'CRLF' : 'CR');
      const isRestOfEnd = isAfterCr && byte === lf;
      isAfterCr = false;
      if (isRestOfEnd) continue;
      if (byte === quote && (isQuoted || !isFieldBegun || isAfterQuote)) {
        isAfterQuote = isQuoted;
        isQuoted = !isQuoted;
        isFieldBegun = true;
      } else if (isQuoted) {
        isAfterQuote = false;
        if (byte === lf) line++;
      } else {
        isAfterQuote = false;
        if (byte === lf) ended('LF');
        else if (byte === cr) isAfterCr = true;
        else isFieldBegun = byte !== delimiter;
      }
      out[size++] = byte === cr && isAfterCr ? lf : byte;
    }
    yield out.subarray(0, size);
  }
  if (isAfterCr) ended('CR');
}
