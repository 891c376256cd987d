// JSON that nests deeper than can be worked with: refused before DuckDB reads it, whose reader would end the whole process.
import { wrongInput, type Problem } from '../../core/errors';
import { count } from '../../core/figures';
import type { TextFile } from './textFile';
import { bytesOf } from './unpacked';

/** DuckDB's stack ends beyond 10,000 levels, and lists of 500 in lists take half a minute. */
const mostLevels = 200;

/** `isLines`: each line is a document of its own. Throws `input` where a file nests too deep, or is packed and not whole. */
export async function refuseDeep(
  files: readonly TextFile[],
  isLines: boolean,
  signal?: AbortSignal,
): Promise<void> {
  for (const { path, shown } of files) {
    const line = await firstDeepLine(bytesOf(path, signal, shown), isLines);
    if (line === undefined) continue;
    const problem: Problem = {
      severity: 'error',
      message: `Values nest more than ${count(mostLevels)} levels deep here, which cannot be read.`,
      hint: 'Leave out what nests so deep, or write it as a text.',
      file: shown,
      line,
    };
    throw wrongInput(`${shown}, line ${String(line)}: ${problem.message}`, {
      problems: [problem],
      hint: problem.hint ?? '',
    });
  }
}

const [quote, escape, newline] = [0x22, 0x5c, 0x0a];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Counted from 1. What is no JSON may be counted wrongly: DuckDB refuses it anyway. */
async function firstDeepLine(
  chunks: AsyncIterable<Uint8Array>,
  isLines: boolean,
): Promise<number | undefined> {
  let line = 1;
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  for await (const chunk of chunks)
    for (const byte of chunk)
      if (byte === newline) {
        line++;
        isEscaped = false;
        if (isLines) {
          depth = 0;
          isText = false;
        }
      } else if (isText) {
        if (isEscaped) isEscaped = false;
        else if (byte === escape) isEscaped = true;
        else if (byte === quote) isText = false;
      } else if (byte === quote) isText = true;
      else if (byte === openList || byte === openObject) {
        if (++depth > mostLevels) return line;
      } else if (byte === closeList || byte === closeObject) depth = Math.max(0, depth - 1);
  return undefined;
}
