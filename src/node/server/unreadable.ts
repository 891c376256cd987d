// The answer to what is no whole HTTP request, which Node gives to no route.
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly hint: string;
}

const refusals: Readonly<Record<string, Refusal>> = {
  HPE_INVALID_EOF_STATE: {
    status: 400,
    error: 'The request was cut short.',
    hint: 'Send it again, whole.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    error: 'The headers of the request are too large.',
    hint: 'Send fewer of them, and the rows in the body.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    error: 'The request did not come whole in time.',
    hint: 'Send it again, fewer rows at a time where the way here is slow.',
  },
};

/** `error`: as Node's `clientError` gives it. Ends what is sent; where another answer was begun, with that. */
export function answerUnreadable(
  error: Error & { readonly code?: string },
  socket: Duplex,
  isBegun: boolean,
): void {
  if (!socket.writable) return;
  if (isBegun) {
    socket.end();
    return;
  }
  const { status, ...told } = refusals[error.code ?? ''] ?? {
    status: 400,
    error: `The request is no HTTP that can be read: ${error.message}.`,
    hint: 'Send it by a program that speaks HTTP, e.g. curl.',
  };
  const text = JSON.stringify(told);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}
