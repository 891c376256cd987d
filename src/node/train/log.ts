// What a command prints: streamed to its log with flat memory, and watched line by line for metrics and signs of progress.
import { diskError } from '../files/diskError';
import { toLifecycleError } from '../thrown';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

export interface PrintedLog {
  /** Reads the stream to its end, or until it is destroyed. Throws `unavailable` where the log cannot be written. */
  take(stream: Readable): Promise<void>;
  /** The last lines, printable and oldest first. */
  tail(): readonly string[];
  close(): Promise<void>;
}

/** `onLine`: every line, without its end, cut to `longestLine`; a carriage return ends a line as well (progress bars). */
export async function openLog(file: string, onLine: (line: string) => void): Promise<PrintedLog> {
  const handle = await open(file, 'a');
  const tail: string[] = [];
  const see = (line: string) => {
    onLine(line);
    const text = printable(line);
    if (text === '') return;
    tail.push(text.length > tailWidth ? `${text.slice(0, tailWidth)}…` : text);
    if (tail.length > tailLines) tail.shift();
  };
  return {
    take: async (stream) => {
      const lines = lineSplitter(see);
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          await handle.writeFile(chunk).catch((cause: unknown) => {
            throw cannotWrite(file, cause);
          });
          lines.push(chunk);
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      }
      lines.end();
    },
    tail: () => tail,
    close: () => handle.close(),
  };
}

/** Without colours and control characters, which would act on the terminal of whoever reads it. */
export const printable = (line: string): string =>
  stripVTControlCharacters(line)
    .replace(/\p{Cc}/gu, ' ')
    .trimEnd();

const longestLine = 64 * 1024;
const tailLines = 20;
const tailWidth = 400;

function lineSplitter(onLine: (line: string) => void) {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (text: string) => {
    const parts = text.split(/\r\n|[\r\n]/);
    for (const [index, part] of parts.entries()) {
      rest = (rest + part).slice(0, longestLine);
      if (index === parts.length - 1) return;
      onLine(rest);
      rest = '';
    }
  };
  return {
    push: (chunk: Buffer) => take(decoder.write(chunk)),
    end: () => {
      take(decoder.end());
      if (rest !== '') onLine(rest);
    },
  };
}

const cannotWrite = (file: string, cause: unknown) =>
  diskError(cause, { what: file, also: 'The command was ended; nothing that was finished is lost.' }) ??
  toLifecycleError(cause);
