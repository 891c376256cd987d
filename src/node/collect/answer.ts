// One answer of an http(s) server, wherever the address leads: its headers, and a body that fails where it is cut. Read by Node's own http, because fetch takes a chunked answer without its end for a whole one where the connection closes with it.
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import type { Readable } from 'node:stream';
import { requestHeaders } from './request';
import { unpacked } from './unpacked';

export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  /** Unpacked where it was packed in transit. Fails where the connection ends before the answer, or its packing, does. */
  readonly body: Readable;
}

/** As many as fetch follows. */
const mostRedirections = 20;

/**
 * `conditions`: headers of this question, beside those of every request. User and password go to the address's own origin only.
 * Throws `Misled` where a redirection leads nowhere, else the network's error.
 */
export async function answerOf(
  url: URL,
  conditions: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  let address = url;
  for (let followed = 0; ; followed++) {
    const own = requestHeaders(address.origin === url.origin ? url : address);
    const message = await sent(address, { ...own, ...conditions }, signal);
    const { statusCode: status = 0, statusMessage: statusText = '', headersDistinct } = message;
    const { location } = message.headers;
    if (location === undefined || ![301, 302, 303, 307, 308].includes(status))
      return { status, statusText, headers: headersOf(headersDistinct), body: unpacked(message) };
    message.destroy();
    if (followed === mostRedirections) throw misled('redirect count exceeded');
    address = redirected(location, address);
  }
}

/** Where the address leads is nothing that can be asked; told by its tag. */
export interface Misled extends Error {
  readonly kind: 'Misled';
}

export const isMisled = (error: unknown): error is Misled =>
  error instanceof Error && (error as { readonly kind?: unknown }).kind === 'Misled';

const misled = (message: string): Misled => Object.assign(new Error(message), { kind: 'Misled' as const });

function redirected(location: string, from: URL): URL {
  // headers come as Latin-1, but many servers write addresses in UTF-8
  const text = Buffer.from(location, 'latin1').toString('utf8');
  if (!URL.canParse(text, from.href)) throw misled('it is redirected to what is no address');
  const address = new URL(text, from);
  if (address.protocol === 'http:' || address.protocol === 'https:') return address;
  throw misled(`it is redirected to an address of another scheme, ${address.protocol}`);
}

const sent = (
  address: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const get = address.protocol === 'https:' ? getSecure : getPlain;
    get(address, { headers, signal }, resolve).on('error', reject);
  });

function headersOf(distinct: IncomingMessage['headersDistinct']): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(distinct))
    for (const value of values) headers.append(name, value);
  return headers;
}
