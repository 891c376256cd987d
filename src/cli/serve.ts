// JSON-RPC between a window and its worker, on two streams: requests in, answers out, until the window goes away.
import type { Readable, Writable } from 'node:stream';
import {
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
  type MessageConnection,
  type RequestType,
} from 'vscode-jsonrpc/node';
import { toLifecycleError } from '../core/errors';
import type { DataWorker } from '../node/worker/worker';
import { checkRequest, profileRequest, rowsRequest, type RefusalData } from '../protocol/worker';

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
  answer(connection, profileRequest, ({ files }, wanted) => worker.profile(files, wanted));
  answer(connection, checkRequest, ({ files, label }, wanted) =>
    worker.check({ files, ...(label !== undefined && { target: label }) }, wanted),
  );
  answer(connection, rowsRequest, async (query, wanted) => {
    const { columns, numbers, rows, total } = await worker.page(query, wanted);
    return { columns, numbers, total, rows: rows.map((row) => row.map(plainCell)) };
  });
  connection.listen();
  await ended;
  connection.dispose();
  input.destroy(); // an open stream would keep the process
  await worker.close();
}

function answer<P, R>(
  connection: MessageConnection,
  type: RequestType<P, R, RefusalData>,
  work: (params: P, signal: AbortSignal) => Promise<R>,
): void {
  connection.onRequest(type, async (params: P, token: CancellationToken) => {
    const wanted = new AbortController();
    // A token that was cancelled before it was handed over says so, but tells nobody.
    if (token.isCancellationRequested) wanted.abort();
    const listening = token.onCancellationRequested(() => wanted.abort());
    try {
      return await work(params, wanted.signal);
    } catch (error) {
      return refusal(error);
    } finally {
      listening.dispose();
    }
  });
}

const refused = -32_000;

function refusal(thrown: unknown): ResponseError<RefusalData> {
  const { code, message, hint } = toLifecycleError(thrown);
  return new ResponseError(refused, message, { code, ...(hint !== undefined && { hint }) });
}

/** JSON has no NaN and no infinity, and a table cell shows a list or a struct as text. */
function plainCell(cell: unknown): string | number | boolean | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : String(cell);
  if (cell === null || typeof cell === 'string' || typeof cell === 'boolean') return cell;
  return JSON.stringify(cell);
}
