// Objects of Azure Blob Storage, by Microsoft's own client. The account and its credentials come from the environment, as the az command reads it, or from Azure's chain of identities.
import {
  AnonymousCredential,
  BlobServiceClient,
  StorageSharedKeyCredential,
  type BlobItem,
} from '@azure/storage-blob';
import type { TokenCredential } from '@azure/identity';
import type { Readable } from 'node:stream';
import { wrongInput } from '../../core/errors';
import { refusal } from './answers';
import type { ObjectStore, StoredObject } from './objectStore';

const signIn =
  'Sign in (az login), or set AZURE_STORAGE_CONNECTION_STRING, or AZURE_STORAGE_ACCOUNT with AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN.';

/** Throws `input` where the environment names no account, or credentials that cannot be used. */
export async function openAzure(name: string): Promise<ObjectStore> {
  const { service, isAnonymous } = await connect();
  const container = service.getContainerClient(name);
  const refused = (error: unknown, key?: string) => {
    const { statusCode, code, response } = error as ServiceError;
    const answer = {
      status: statusCode,
      code: statusCode === undefined ? undefined : code,
      retryAfter: response?.headers?.get('retry-after'),
      // The client's message may hold the address with its signature.
      reason: code ?? (error instanceof Error ? error.name : 'no answer'),
    };
    const address = `az://${name}${key === undefined ? '' : `/${key}`}`;
    const isObject = key !== undefined && code !== 'ContainerNotFound';
    return refusal(answer, { address, holder: 'container', isObject, signIn, isAnonymous }, Date.now());
  };
  return {
    async list(prefix, page, signal) {
      const pages = container
        .listBlobsFlat({ prefix, abortSignal: signal })
        .byPage(page === undefined ? {} : { continuationToken: page });
      try {
        for await (const { segment, continuationToken } of pages)
          return {
            objects: segment.blobItems.map(objectOf),
            ...(continuationToken ? { next: continuationToken } : {}),
          };
        return { objects: [] };
      } catch (error) {
        throw signal.aborted ? error : refused(error);
      }
    },
    async open({ key, etag }, start, signal) {
      const conditions = etag === undefined ? {} : { ifMatch: etag };
      const options = { conditions, abortSignal: signal, maxRetryRequests: 0 };
      const got = await container
        .getBlobClient(key)
        .download(start, undefined, options)
        .catch((error: unknown) => {
          throw signal.aborted ? error : refused(error, key);
        });
      return { body: got.readableStreamBody as Readable };
    },
  };
}

interface ServiceError {
  readonly statusCode?: number;
  readonly code?: string;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

function objectOf({ name, properties }: BlobItem): StoredObject {
  const { contentLength = 0, etag, lastModified, contentMD5 } = properties;
  return {
    key: name,
    bytes: contentLength,
    etag: /^"/.test(etag) ? etag : `"${etag}"`, // lists tell it without the quotes that conditions need
    modified: lastModified.toISOString(),
    ...(contentMD5 && { checksum: { algorithm: 'md5', value: Buffer.from(contentMD5).toString('base64') } }),
  };
}

async function connect(): Promise<{ readonly service: BlobServiceClient; readonly isAnonymous: boolean }> {
  const options = { retryOptions: { maxTries: 1 } }; // repeated by whoever asks
  const {
    AZURE_STORAGE_CONNECTION_STRING: connection,
    AZURE_STORAGE_ACCOUNT: account,
    AZURE_STORAGE_KEY: key,
    AZURE_STORAGE_SAS_TOKEN: signature,
    AZURE_STORAGE_SERVICE_ENDPOINT: endpoint = `https://${account ?? ''}.blob.core.windows.net`,
  } = process.env;
  const wrong = (what: string) => wrongInput(`${what} cannot be used.`, { hint: signIn });
  if (connection)
    try {
      return { service: BlobServiceClient.fromConnectionString(connection, options), isAnonymous: false };
    } catch {
      throw wrong('AZURE_STORAGE_CONNECTION_STRING'); // what it says may hold the key
    }
  if (!account) throw wrongInput('The account of az:// is not known.', { hint: signIn });
  const by = (credential: StorageSharedKeyCredential | AnonymousCredential | TokenCredential, sas = '') =>
    new BlobServiceClient(`${endpoint}${sas}`, credential, options);
  if (key) return { service: by(new StorageSharedKeyCredential(account, key)), isAnonymous: false };
  if (signature)
    return { service: by(new AnonymousCredential(), `?${signature.replace(/^\?/, '')}`), isAnonymous: false };
  const identity = await identityByChain();
  return { service: by(identity ?? new AnonymousCredential()), isAnonymous: identity === undefined };
}

/** Undefined where the chain has none: many containers are open. */
async function identityByChain(): Promise<TokenCredential | undefined> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  const identity = new DefaultAzureCredential();
  try {
    await identity.getToken('https://storage.azure.com/.default');
    return identity;
  } catch {
    if (process.env['AZURE_CLIENT_ID'])
      throw wrongInput('The identity that AZURE_CLIENT_ID names gives no token.', { hint: signIn });
    return undefined;
  }
}
