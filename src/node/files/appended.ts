// Reading what others append to a file, from where the last read ended.
import { open } from 'node:fs/promises';
import { isMissing } from './atomic';

/** Each call gives the bytes added since the last one, at most `mostAtOnce`; none while there is no file. */
export function appendedBytes(file: string): () => Promise<Buffer> {
  let offset = 0;
  return async () => {
    const bytes = await readFrom(file, offset, mostAtOnce);
    offset += bytes.length;
    return bytes;
  };
}

/** Each call gives the whole lines added since the last one; a line without its end waits for it. */
export function appendedLines(file: string): () => Promise<string[]> {
  let offset = 0;
  return async () => {
    const lines: string[] = [];
    for (let size = mostAtOnce; ;) {
      const bytes = await readFrom(file, offset, size);
      const whole = bytes.lastIndexOf(0x0a) + 1;
      offset += whole;
      lines.push(...bytes.toString('utf8', 0, whole).split('\n').slice(0, -1));
      if (bytes.length < size) return lines;
      if (whole === 0) size *= 2; // one line longer than what was read
    }
  };
}

const mostAtOnce = 1 << 20;

async function readFrom(file: string, offset: number, limit: number): Promise<Buffer> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.max(0, Math.min(limit, size - offset)));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
