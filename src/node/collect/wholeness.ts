// Whether all of an answer came that states no length: by what the server says when asked for nothing else, and by how the file ends.
import { open } from 'node:fs/promises';
import { formatOf } from '../../core/dataset/fileFormat';
import { detectDialect } from '../../core/dataset/dialect';
import { isJson } from '../../core/json';
import { withDeadline } from '../process/withDeadline';
import { requireWholeParquet } from '../files/wholeParquet';
import type { HttpAnswer } from './answer';

const patience = 10_000;
const endLooked = 1 << 16;

/** An answer that ends where the connection does looks whole wherever it is cut; any other end is noticed. */
export const endsWithConnection = ({ headers }: HttpAnswer): boolean =>
  !headers.has('content-length') && !/\bchunked\b/i.test(headers.get('transfer-encoding') ?? '');

/** The length that the server states by HEAD of the same state; undefined where it states none. Throws where the signal aborts. */
export async function statedLength(
  url: string,
  { headers, answer, signal }: { headers: Record<string, string>; answer: HttpAnswer; signal: AbortSignal },
): Promise<number | undefined> {
  const head = await withDeadline({ limit: patience, signal }, (ending) =>
    fetch(url, { method: 'HEAD', headers, signal: ending }),
  ).catch(() => undefined);
  signal.throwIfAborted();
  const isSame = ['etag', 'last-modified', 'content-encoding'].every(
    (name) => head?.headers.get(name) === answer.headers.get(name),
  );
  const length = Number(head?.headers.get('content-length') ?? NaN);
  return head?.status === 200 && isSame && length > 0 ? length : undefined;
}

/** Why the file is not whole, by its own end; undefined where nothing shows. `path`: what it is to be called. */
export async function signOfCut(file: string, path: string): Promise<string | undefined> {
  if (/\.(gz|zst)$/i.test(path)) return undefined;
  switch (formatOf(path)) {
    case 'parquet':
      return requireWholeParquet(file, path).then(
        () => undefined,
        () => 'it is no whole Parquet file',
      );
    case 'csv':
      return tornLine(file, (last, beginning) => {
        const { delimiter, header } = detectDialect(beginning, false);
        return !last.includes('"') && last.split(delimiter).length < header.length;
      });
    case 'jsonl':
      return tornLine(file, (last) => !isJson(last));
    default:
      return undefined;
  }
}

async function tornLine(
  file: string,
  isTorn: (last: string, beginning: string) => boolean,
): Promise<string | undefined> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const textAt = async (position: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(endLooked), 0, endLooked, position);
      return buffer.subarray(0, bytesRead).toString('latin1');
    };
    const end = await textAt(Math.max(0, size - endLooked));
    const last = end.slice(Math.max(end.lastIndexOf('\n'), end.lastIndexOf('\r')) + 1);
    const isText = !end.includes('\0') && last.length < end.length;
    return last !== '' && isText && isTorn(last, await textAt(0)) ? 'its last line is torn' : undefined;
  } finally {
    await handle.close();
  }
}
