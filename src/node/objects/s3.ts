// Objects of Amazon S3, and of what speaks as it does, by Amazon's own client. Credentials, region and endpoint come from its chain: environment, profiles, roles.
import {
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
  type GetObjectCommandOutput,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { wrongInput } from '../../core/errors';
import { refusal } from './answers';
import type { Checksum, ChecksumAlgorithm, ObjectStore, StoredObject } from './objectStore';

const signIn =
  'Sign in (aws sso login), choose a profile by AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';

/** Throws `input` where credentials are named in the environment but cannot be had. */
export async function openS3(bucket: string): Promise<ObjectStore> {
  const { client, isAnonymous } = await connect();
  const refused = (error: unknown, key?: string) => {
    const { name, $metadata, $response } = error as ServiceError;
    const answer = {
      status: $metadata?.httpStatusCode,
      code: $metadata?.httpStatusCode === undefined ? undefined : name,
      retryAfter: $response?.headers?.['retry-after'],
      reason: error instanceof Error ? error.message : String(error),
    };
    const address = `s3://${bucket}${key === undefined ? '' : `/${key}`}`;
    const isObject = key !== undefined && name !== 'NoSuchBucket';
    return refusal(answer, { address, holder: 'bucket', isObject, signIn, isAnonymous }, Date.now());
  };
  return {
    async list(prefix, page, signal) {
      const asked = { Bucket: bucket, Prefix: prefix, ContinuationToken: page };
      const listed = await client
        .send(new ListObjectsV2Command(asked), { abortSignal: signal })
        .catch((error: unknown) => {
          throw refused(error);
        });
      const objects = (listed.Contents ?? []).map(
        ({ Key = '', Size = 0, ETag, LastModified }): StoredObject => ({
          key: Key,
          bytes: Size,
          ...(ETag === undefined ? {} : { etag: ETag }),
          ...(LastModified === undefined ? {} : { modified: LastModified.toISOString() }),
        }),
      );
      return {
        objects,
        ...(listed.IsTruncated === true && listed.NextContinuationToken !== undefined
          ? { next: listed.NextContinuationToken }
          : {}),
      };
    },
    async open({ key, etag }, start, signal) {
      const range = start === 0 ? {} : { Range: `bytes=${start}-` };
      const asked = { Bucket: bucket, Key: key, IfMatch: etag, ...range };
      const got = await client
        .send(new GetObjectCommand(asked), { abortSignal: signal })
        .catch((error: unknown) => {
          throw refused(error, key);
        });
      const checksum = start === 0 ? checksumIn(got) : undefined;
      return { body: got.Body as Readable, ...(checksum && { checksum }) };
    },
  };
}

interface ServiceError {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/** Anybody's client where the chain has no credentials and nothing in the environment names any: many buckets are open. */
async function connect(): Promise<{ readonly client: S3Client; readonly isAnonymous: boolean }> {
  // The Node is the editor's, or the person's choice; its age is no matter of a collection.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const settings: S3ClientConfig = {
    maxAttempts: 1, // repeated by whoever asks
    followRegionRedirects: true,
    responseChecksumValidation: 'WHEN_REQUIRED', // what the service tells is compared over all parts of a download
    region: await regionByChain(),
    // At an own endpoint few servers have a name for each bucket.
    forcePathStyle: named('AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'),
  };
  const client = askingForChecksums(new S3Client(settings));
  try {
    await client.config.credentials();
    return { client, isAnonymous: false };
  } catch (error) {
    if (named(...credentialVariables)) throw noCredentials(error);
    const open = { ...settings, credentials: { accessKeyId: '', secretAccessKey: '' }, signer: unsigned };
    return { client: askingForChecksums(new S3Client(open)), isAnonymous: true };
  }
}

const credentialVariables = [
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];
const named = (...names: readonly string[]) => names.some((name) => Boolean(process.env[name]));

/** The message of the chain may hold the output of a command, so it is not told. */
function noCredentials(error: unknown): Error {
  const isExpired = error instanceof Error && /expired/i.test(error.message);
  return wrongInput(
    isExpired
      ? 'The credentials for S3 have expired.'
      : 'The credentials for S3 that are named cannot be had.',
    { hint: signIn },
  );
}

const unsigned = { sign: <Request>(request: Request) => Promise.resolve(request) };

async function regionByChain(): Promise<string> {
  try {
    return await new S3Client({}).config.region();
  } catch {
    return process.env['AWS_DEFAULT_REGION'] || 'us-east-1'; // the service leads to the right one
  }
}

/** Not by the command's own mode, which would hold each answer against the checksum of the whole. */
function askingForChecksums(client: S3Client): S3Client {
  client.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers['x-amz-checksum-mode'] = 'ENABLED';
      return next(args);
    },
    { step: 'build', name: 'askForChecksums' },
  );
  return client;
}

/** Of the whole object. An ETag is the MD5 of what came in one part and was not encrypted with a key of one's own. */
function checksumIn(got: GetObjectCommandOutput): Checksum | undefined {
  const isWhole = got.ChecksumType !== 'COMPOSITE';
  const told: readonly (readonly [ChecksumAlgorithm, string | undefined])[] = [
    ['sha256', got.ChecksumSHA256],
    ['sha1', got.ChecksumSHA1],
    ['crc32c', got.ChecksumCRC32C],
    ['crc32', got.ChecksumCRC32],
    ['crc64nvme', got.ChecksumCRC64NVME],
  ];
  for (const [algorithm, value] of told)
    if (isWhole && value !== undefined && !value.includes('-')) return { algorithm, value };
  const isPlain = !/kms/i.test(got.ServerSideEncryption ?? '') && got.SSECustomerAlgorithm === undefined;
  const md5 = /^"?([0-9a-f]{32})"?$/i.exec(got.ETag ?? '')?.[1];
  return md5 !== undefined && isPlain
    ? { algorithm: 'md5', value: Buffer.from(md5, 'hex').toString('base64') }
    : undefined;
}
