// A request's body read as JSON, with a limit, and told apart when it is cut short, too large or not JSON.
import type { IncomingMessage } from 'node:http';
import { addAbortSignal } from 'node:stream';
import { isLifecycleError, wrongInput } from '../../core/errors';
import { withDeadline } from '../process/withDeadline';

const maximumBytes = 32 * 1024 * 1024;
/** What of a body that is too large is still taken off the wire, and for how many milliseconds. */
const drained = { bytes: 32 * maximumBytes, span: 30_000 };

const tooLarge = () =>
  Object.assign(
    wrongInput(`The body is larger than ${maximumBytes / 1024 / 1024} MB.`, {
      hint: 'Send the rows in parts, as `lifecycle predict --input` does.',
    }),
    { isTooLarge: true },
  );

/** Whether the error says that the body is over the limit, for which HTTP has an answer of its own. */
export const isTooLarge = (error: unknown) =>
  isLifecycleError(error) && 'isTooLarge' in error && error.isTooLarge === true;

/** Throws `input`; where it is too large, one that `isTooLarge` knows. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maximumBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (isTooLarge(error)) throw error;
    throw wrongInput('The body was cut short.', { hint: 'Send it again, whole.', cause: error });
  }
  const text = decoded(Buffer.concat(chunks));
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw wrongInput(`The body is not JSON: ${message}.`, { hint: 'Send application/json.', cause: error });
  }
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw wrongInput('The body is not UTF-8.', { hint: 'Send application/json in UTF-8.', cause: error });
  }
}

/** Takes what is still sent off the wire and keeps nothing: a client that reads only after it has sent everything would else find its connection closed, and no answer. Ends with the signal, which a slow one would else outlast. */
export async function drain(request: IncomingMessage, signal: AbortSignal): Promise<void> {
  let bytes = 0;
  try {
    await withDeadline({ limit: drained.span, signal }, async (end) => {
      const rest = addAbortSignal(end, request) as AsyncIterable<Buffer>;
      for await (const chunk of rest) if ((bytes += chunk.length) > drained.bytes) return;
    });
  } catch {
    // It has gone, is too slow, or the server ends.
  }
}
