// A connection to PostgreSQL for one piece of work, closed whatever happens; aborting ends what the server does for it.
import { Client } from 'pg';
import { cancelled } from '../../core/errors';
import { withDeadline } from '../process/withDeadline';
import type { PostgresSettings } from './settings';
import { tlsWays } from './tls';

type Way = Awaited<ReturnType<typeof tlsWays>>[number];

/** Milliseconds that the server is given to hear that nobody waits any more. */
const patience = 3000;

/** Errors come out as pg throws them; `cancelled` where the signal aborts. */
export async function withPostgres<T>(
  settings: PostgresSettings,
  signal: AbortSignal,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const { client, way } = await connected(settings, signal);
  let ending: Promise<void> | undefined;
  const onAbort = () => {
    ending = cancel(client, settings, way);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal.aborted) throw cancelled();
    const result = await use(client);
    await client.end();
    return result;
  } catch (error) {
    if (signal.aborted) throw cancelled();
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
    await ending;
    destroy(client);
  }
}

async function connected(
  settings: PostgresSettings,
  signal: AbortSignal,
): Promise<{ client: Client; way: Way }> {
  const ways = await tlsWays(settings);
  for (const [index, way] of ways.entries()) {
    const client = clientFor(settings, way);
    const stop = () => {
      destroy(client);
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      await client.connect();
      return { client, way };
    } catch (error) {
      destroy(client);
      if (signal.aborted) throw cancelled();
      if (index === ways.length - 1 || !mayGoOtherwise(error)) throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
  throw new Error('there is no way to the server');
}

/** The server has no TLS, or takes nobody without. */
const mayGoOtherwise = (error: unknown) =>
  error instanceof Error && /does not support SSL|no pg_hba\.conf entry/.test(error.message);

function clientFor(
  { host, port, database, user, password, connectTimeout }: PostgresSettings,
  way: Way,
): Client {
  const client = new Client({
    host,
    port,
    database,
    user,
    password: async () => (await password()) ?? '',
    ssl: way,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'lifecycle',
  });
  // what cuts the connection is thrown by whoever works with it
  client.on('error', () => undefined);
  return client;
}

/** Tells the server to stop, by another connection, and hangs up. */
async function cancel(client: Client, settings: PostgresSettings, way: Way): Promise<void> {
  const process = (client as unknown as { processID: number | null }).processID;
  const other = clientFor(settings, way);
  try {
    await withDeadline({ limit: patience, signal: new AbortController().signal }, async (over) => {
      over.addEventListener('abort', () => destroy(other), { once: true });
      await other.connect();
      await other.query('SELECT pg_cancel_backend($1)', [process]);
    });
  } catch {
    // hanging up ends it too, once the server has something to send
  } finally {
    destroy(other);
    destroy(client);
  }
}

function destroy(client: Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
