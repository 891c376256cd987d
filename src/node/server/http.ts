// HTTP around routes: finds the route, reads the body, turns errors into answers a client can act on, counts everything.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { LifecycleError } from '../../core/errors';
import { toLifecycleError } from '../thrown';
import { drain, isTooLarge, readJsonBody } from './body';
import type { ServerMetrics } from './metrics';
import { isForeign } from './origin';
import type { Route } from './routes';
import { answerUnreadable } from './unreadable';

const statusByCode: Readonly<Record<LifecycleError['code'], number>> = {
  input: 400,
  failed: 500,
  unexpected: 500,
  unavailable: 503,
  cancelled: 503,
};

interface ServerParts {
  readonly routes: readonly Route[];
  readonly metrics: ServerMetrics;
  /** Told of every error that is ours. */
  onUnexpected(error: unknown): void;
}

/** `end`: from then on nobody is waited for who is only told no. */
export function routeServer(parts: ServerParts, end: AbortSignal): Server {
  const answers = new WeakMap<Duplex, ServerResponse>(); // the last of each connection
  const server = createServer((request, response) => {
    answers.set(request.socket, response);
    respond(request, response, parts, end).catch((error: unknown) => {
      parts.onUnexpected(error);
      response.destroy();
    });
  });
  server.requestTimeout = 60_000;
  server.on('clientError', (error, socket) => {
    const answer = answers.get(socket);
    answerUnreadable(error, socket, answer !== undefined && answer.headersSent && !answer.writableFinished);
  });
  return server;
}

interface Reply {
  readonly status: number;
  /** JSON unless `type` says otherwise. */
  readonly text: string;
  readonly type?: string;
  readonly rows?: number;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  parts: ServerParts,
  end: AbortSignal,
): Promise<void> {
  const start = performance.now();
  const path = pathOf(request.url);
  const isMetrics = path === '/metrics' && request.method === 'GET';
  const same = parts.routes.filter((route) => route.path === path);
  const route = same.find(({ method }) => method === request.method);
  const reply = await replyOf(async () => {
    if (isForeign(request.headers))
      return refusal(403, {
        error: 'Only programs of this machine are answered, no web page and no other name of this address.',
        hint: 'Ask http://127.0.0.1 or http://localhost, from a program.',
      });
    if (isMetrics) return { status: 200, text: await parts.metrics.text(), type: parts.metrics.contentType };
    if (route) {
      const body = route.method === 'POST' ? await readJsonBody(request) : undefined;
      const answer = await route.answer(body);
      return { status: 200, text: JSON.stringify(answer.body), rows: answer.rows };
    }
    if (same.length > 0)
      return refusal(405, { error: `${path} takes ${same.map(({ method }) => method).join(', ')}.` });
    return refusal(404, {
      error: `There is no ${path} here.`,
      hint: `Try ${parts.routes.map((known) => known.path).join(', ')}, /metrics.`,
    });
  }, parts);
  await send(response, reply, end);
  if (isMetrics) return; // a reader of metrics should not move them
  const seconds = (performance.now() - start) / 1000;
  parts.metrics.observe(route?.path ?? 'other', reply.status, seconds, reply.rows ?? 0);
}

/** The request's path as it was sent; clients of proxies send the whole address. Never throws: anything may be sent. */
const pathOf = (url = '/') => url.replace(/^https?:\/\/[^/?]*/i, '').split('?', 1)[0] || '/';

async function replyOf(answer: () => Promise<Reply>, parts: ServerParts): Promise<Reply> {
  try {
    return await answer();
  } catch (error) {
    const told = toLifecycleError(error);
    const isOurs = told.code === 'unexpected';
    if (isOurs) parts.onUnexpected(error);
    return refusal(isTooLarge(told) ? 413 : statusByCode[told.code], {
      error: isOurs ? 'The server failed; its log says why.' : told.message,
      ...(told.hint !== undefined && { hint: told.hint }),
    });
  }
}

const refusal = (status: number, body: { readonly error: string; readonly hint?: string }): Reply => ({
  status,
  text: JSON.stringify(body),
});

async function send(
  response: ServerResponse,
  { status, text, type = 'application/json' }: Reply,
  end: AbortSignal,
): Promise<void> {
  if (response.destroyed || response.socket?.writableEnded) return; // it has gone, or was told that it cannot be read
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    ...(status === 413 || status === 503 ? { Connection: 'close' } : {}),
  });
  response.write(text);
  if (status === 413) await drain(response.req, end); // the end of the answer ends the connection
  response.end();
}
