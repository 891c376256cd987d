// Objects of Google Cloud Storage, by Google's own client. Credentials come from its chain: application default, service account, workload identity.
import { Storage, type File } from '@google-cloud/storage';
import { PassThroughClient } from 'google-auth-library';
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import { wrongInput } from '../../core/errors';
import { refusal } from './answers';
import type { Checksum, ObjectStore, StoredObject } from './objectStore';
import { unlessAborted } from './unlessAborted';

const signIn = 'Sign in (gcloud auth application-default login), or set GOOGLE_APPLICATION_CREDENTIALS.';

/** Throws `input` where credentials are named in the environment but cannot be used. */
export async function openGcs(name: string): Promise<ObjectStore> {
  const { storage, authorization, isAnonymous } = await connect();
  const bucket = storage.bucket(name);
  const refused = (error: unknown, key?: string) => {
    const { code, errors, response } = error as ServiceError;
    const isAnswer = typeof code === 'number' && code >= 100;
    const answer = {
      status: isAnswer ? code : undefined,
      code: isAnswer ? errors?.[0]?.reason : undefined,
      retryAfter: response?.headers?.['retry-after'],
      reason: error instanceof Error ? error.message : String(error),
    };
    const address = `gs://${name}${key === undefined ? '' : `/${key}`}`;
    const words = { address, holder: 'bucket', isObject: key !== undefined, signIn, isAnonymous };
    return refusal(answer, words, Date.now());
  };
  return {
    async list(prefix, page, signal) {
      const asked = { prefix, autoPaginate: false, ...(page === undefined ? {} : { pageToken: page }) };
      const [files, next] = await unlessAborted(bucket.getFiles(asked), signal).catch((error: unknown) => {
        throw signal.aborted ? error : refused(error);
      });
      const token = (next as { readonly pageToken?: string } | null | undefined)?.pageToken;
      return { objects: files.map(objectOf), ...(token === undefined ? {} : { next: token }) };
    },
    async open({ key, generation }, start, signal) {
      const path = `${encodeURIComponent(name)}/o/${encodeURIComponent(key)}?alt=media`;
      const state = generation === undefined ? '' : `&generation=${generation}`;
      const address = new URL(`${storage.apiEndpoint}/storage/v1/b/${path}${state}`);
      const body = await answered(
        address,
        {
          ...(await authorization(address.href)),
          'accept-encoding': 'gzip', // else what is stored packed is unpacked on the way, and has another length
          ...(start === 0 ? {} : { range: `bytes=${start}-` }),
        },
        signal,
      );
      const { statusCode: code = 0, headers } = body;
      if (code === (start === 0 ? 200 : 206)) return { body };
      body.destroy();
      throw refused({ code, response: { headers } }, key);
    },
  };
}

/** By Node itself: the client's own stream does not notice when the connection is lost, and knows no signal. */
const answered = (
  address: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const get = address.protocol === 'http:' ? getPlain : getSecure;
    get(address, { headers, signal }, resolve).on('error', reject);
  });

interface ServiceError {
  readonly code?: number | string;
  readonly errors?: readonly { readonly reason?: string }[];
  readonly response?: { readonly headers?: { readonly 'retry-after'?: string | undefined } };
}

function objectOf({ name, metadata }: File): StoredObject {
  const { size, generation, updated, md5Hash, crc32c } = metadata;
  const checksum: Checksum | undefined =
    md5Hash !== undefined
      ? { algorithm: 'md5', value: md5Hash }
      : crc32c !== undefined
        ? { algorithm: 'crc32c', value: crc32c }
        : undefined;
  return {
    key: name,
    bytes: Number(size ?? 0),
    ...(generation === undefined ? {} : { generation: String(generation) }),
    ...(updated === undefined ? {} : { modified: updated }),
    ...(checksum && { checksum }),
  };
}

interface Connection {
  readonly storage: Storage;
  /** The headers of a request to that address. */
  readonly authorization: (address: string) => Promise<Readonly<Record<string, string>>>;
  readonly isAnonymous: boolean;
}

/** Anybody's client where the chain has no credentials and the environment names none: many buckets are open. */
async function connect(): Promise<Connection> {
  const retryOptions = { autoRetry: false }; // repeated by whoever asks
  const asAnybody = { authorization: () => Promise.resolve({}), isAnonymous: true };
  const emulator = process.env['STORAGE_EMULATOR_HOST'];
  if (emulator) return { storage: emulated(emulator, retryOptions), ...asAnybody };
  const storage = new Storage({ retryOptions });
  try {
    const client = await storage.authClient.getClient();
    return { storage, authorization: (address) => client.getRequestHeaders(address), isAnonymous: false };
  } catch {
    // Its message may hold what stands in a file of keys, so it is not told.
    if (process.env['GOOGLE_APPLICATION_CREDENTIALS'])
      throw wrongInput('The file that GOOGLE_APPLICATION_CREDENTIALS names gives no credentials.', {
        hint: signIn,
      });
    return { storage: new Storage({ retryOptions, authClient: new PassThroughClient() }), ...asAnybody };
  }
}

/** This client wants the variable with a path that those of other languages put behind it themselves. */
function emulated(host: string, retryOptions: { readonly autoRetry: boolean }): Storage {
  const apiEndpoint = new URL(/^https?:/.test(host) ? host : `http://${host}`).origin;
  delete process.env['STORAGE_EMULATOR_HOST'];
  try {
    return new Storage({ retryOptions, apiEndpoint, projectId: 'emulated' });
  } finally {
    process.env['STORAGE_EMULATOR_HOST'] = host;
  }
}
