// A request's body read as JSON, with a limit, and told apart when it is cut short, too large or not JSON.
import type { IncomingMessage } from 'node:http';
import { isLifecycleError, wrongInput } from '../../core/errors';

const maximumBytes = 32 * 1024 * 1024;

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
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maximumBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (isTooLarge(error)) throw error;
    throw wrongInput('The body was cut short.', { hint: 'Send it again, whole.', cause: error });
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw wrongInput(`The body is not JSON: ${message}.`, { hint: 'Send application/json.', cause: error });
  }
}
