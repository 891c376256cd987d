// HTTP around routes: finds the route, reads the body, turns errors into answers a client can act on, counts everything.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { toLifecycleError, type LifecycleError } from '../../core/errors';
import { BodyTooLarge, readJsonBody } from './body';
import type { ServerMetrics } from './metrics';
import type { Route } from './routes';

const statusByCode: Readonly<Record<LifecycleError['code'], number>> = {
  input: 400,
  failed: 500,
  unexpected: 500,
  unavailable: 503,
  cancelled: 503,
};

/** `onUnexpected` is told of every error that is ours. */
export function routeServer(parts: {
  readonly routes: readonly Route[];
  readonly metrics: ServerMetrics;
  onUnexpected(error: unknown): void;
}): Server {
  const server = createServer((request, response) => void respond(request, response, parts)); // respond never rejects
  server.requestTimeout = 60_000;
  server.on('clientError', (_error, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return server;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parameters<typeof routeServer>[0],
): Promise<void> {
  const start = performance.now();
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === '/metrics' && request.method === 'GET') return sendMetrics(response, parts.metrics);
  const same = parts.routes.filter((route) => route.path === path);
  const route = same.find(({ method }) => method === request.method);
  let rows = 0;
  if (route) {
    try {
      const body = route.method === 'POST' ? await readJsonBody(request) : undefined;
      const answer = await route.answer(body);
      rows = answer.rows;
      send(response, 200, answer.body);
    } catch (error) {
      const told = toLifecycleError(error);
      if (told.code === 'unexpected') parts.onUnexpected(error);
      const status = told instanceof BodyTooLarge ? told.status : statusByCode[told.code];
      send(response, status, {
        error: told.code === 'unexpected' ? 'The server failed; its log says why.' : told.message,
        hint: told.hint,
      });
    }
  } else if (same.length > 0) {
    send(response, 405, { error: `${path} takes ${same.map(({ method }) => method).join(', ')}.` });
  } else {
    send(response, 404, {
      error: `There is no ${path} here.`,
      hint: `Try ${parts.routes.map((known) => known.path).join(', ')}, /metrics.`,
    });
  }
  parts.metrics.observe(
    route?.path ?? 'other',
    response.statusCode,
    (performance.now() - start) / 1000,
    rows,
  );
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
    ...(status === 413 ? { Connection: 'close' } : {}),
  });
  response.end(text);
}

async function sendMetrics(response: ServerResponse, metrics: ServerMetrics): Promise<void> {
  const text = await metrics.text();
  response.writeHead(200, { 'Content-Type': metrics.contentType });
  response.end(text);
}
