// JSON-RPC between a window and its worker, on two streams: requests in, answers out, until the window goes away.
import type { Readable, Writable } from 'node:stream';
import {
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
} from 'vscode-jsonrpc/node';
import type { PlainError } from '../core/errors';
import { plainError } from '../node/thrown';
import type { DataWorker } from '../node/worker/worker';
import type { WorkerAnswers } from '../protocol/worker';

/** Resolves once the other end has closed the streams, or the signal aborts. */
export async function serveWorker(
  worker: DataWorker,
  { input, output, signal }: { input: Readable; output: Writable; signal: AbortSignal },
): Promise<void> {
  const connection = createMessageConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  const ended = new Promise<void>((resolve) => {
    connection.onClose(resolve);
    input.once('end', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const answers: WorkerAnswers = worker.answers;
  for (const [question, answer] of Object.entries<Answering>({ ...answers }))
    connection.onRequest(question, cancellable(answer));
  connection.listen();
  await ended;
  connection.dispose();
  input.destroy(); // an open stream would keep the process
  await worker.close();
}

type Answering = (asked: never, signal: AbortSignal) => Promise<unknown>;

/** A token of the protocol as the signal that the work knows, and its failure as a refusal. */
function cancellable(work: Answering) {
  return async (asked: unknown, token: CancellationToken): Promise<unknown> => {
    const wanted = new AbortController();
    // A token that was cancelled before it was handed over says so, but tells nobody.
    if (token.isCancellationRequested) wanted.abort();
    const listening = token.onCancellationRequested(() => wanted.abort());
    try {
      return await work(asked as never, wanted.signal);
    } catch (error) {
      const refusal = plainError(error);
      return new ResponseError<PlainError>(refused, refusal.message, refusal);
    } finally {
      listening.dispose();
    }
  };
}

const refused = -32_000;
