// The object stores that collecting is tested against, each with what a test does at its other side: making containers, putting, removing.
import { Storage } from '@google-cloud/storage';
import { BlobServiceClient } from '@azure/storage-blob';
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { azurite, azuriteAccount, startAzurite } from './azurite';
import type { Cached } from './cached';
import { fakeGcs, startFakeGcs } from './fakeGcs';
import { moto, startMoto } from './moto';
import type { Server } from './server';
import { s3Keys, startVersitygw, versitygw } from './versitygw';

export interface Store {
  readonly name: string;
  readonly scheme: 's3' | 'gs' | 'az';
  ready(): Promise<Cached>;
  start(folder: string): Promise<Server>;
  /** What a person's environment has to reach it at that port. */
  environment(port: number): Readonly<Record<string, string>>;
  /** The same with a secret that is not the right one; undefined where it takes any. */
  wrongSecret?(port: number): Readonly<Record<string, string>>;
  /** What must be found nowhere. */
  readonly secret: string;
  owner(port: number): Owner;
}

export interface Owner {
  make(container: string): Promise<void>;
  put(container: string, key: string, bytes: Buffer): Promise<void>;
  remove(container: string, key: string): Promise<void>;
}

const s3Owner = (port: number): Owner => {
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: s3Keys.id, secretAccessKey: s3Keys.secret },
  });
  return {
    make: async (Bucket) => void (await client.send(new CreateBucketCommand({ Bucket }))),
    put: async (Bucket, Key, Body) => void (await client.send(new PutObjectCommand({ Bucket, Key, Body }))),
    remove: async (Bucket, Key) => void (await client.send(new DeleteObjectCommand({ Bucket, Key }))),
  };
};

const s3Environment = (port: number, secret = s3Keys.secret) => ({
  AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
  AWS_ACCESS_KEY_ID: s3Keys.id,
  AWS_SECRET_ACCESS_KEY: secret,
});

const gcsOwner = (port: number): Owner => {
  const storage = new Storage({ apiEndpoint: `http://127.0.0.1:${port}`, projectId: 'test' });
  return {
    make: async (name) => void (await storage.createBucket(name)),
    put: (name, key, bytes) => storage.bucket(name).file(key).save(bytes, { resumable: false }),
    remove: async (name, key) => void (await storage.bucket(name).file(key).delete()),
  };
};

const azureConnection = (port: number, key = azuriteAccount.key) =>
  [
    'DefaultEndpointsProtocol=http',
    `AccountName=${azuriteAccount.name}`,
    `AccountKey=${key}`,
    `BlobEndpoint=http://127.0.0.1:${port}/${azuriteAccount.name};`,
  ].join(';');

const azureOwner = (port: number): Owner => {
  const service = BlobServiceClient.fromConnectionString(azureConnection(port));
  const blob = (name: string, key: string) => service.getContainerClient(name).getBlockBlobClient(key);
  return {
    make: async (name) => void (await service.getContainerClient(name).create()),
    put: async (name, key, bytes) => void (await blob(name, key).uploadData(bytes)),
    remove: async (name, key) => void (await blob(name, key).delete()),
  };
};

export const stores: readonly Store[] = [
  {
    name: 'versitygw',
    scheme: 's3',
    ready: versitygw,
    start: startVersitygw,
    environment: (port) => s3Environment(port),
    wrongSecret: (port) => s3Environment(port, 'another-planted-secret'),
    secret: s3Keys.secret,
    owner: s3Owner,
  },
  {
    name: 'moto',
    scheme: 's3',
    ready: moto,
    start: startMoto,
    environment: (port) => s3Environment(port),
    secret: s3Keys.secret,
    owner: s3Owner,
  },
  {
    name: 'fake-gcs-server',
    scheme: 'gs',
    ready: fakeGcs,
    start: startFakeGcs,
    environment: (port) => ({ STORAGE_EMULATOR_HOST: `http://127.0.0.1:${port}` }),
    secret: 'none is needed',
    owner: gcsOwner,
  },
  {
    name: 'azurite',
    scheme: 'az',
    ready: azurite,
    start: startAzurite,
    environment: (port) => ({ AZURE_STORAGE_CONNECTION_STRING: azureConnection(port) }),
    wrongSecret: (port) => ({
      AZURE_STORAGE_CONNECTION_STRING: azureConnection(port, Buffer.alloc(64, 7).toString('base64')),
    }),
    secret: azuriteAccount.key,
    owner: azureOwner,
  },
];
