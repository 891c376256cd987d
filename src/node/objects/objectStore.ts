// What every object store does for us, one shape for all clouds: who lists and reads objects knows no service. Each service is a file beside this one.
import type { Readable } from 'node:stream';

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** ISO time of its last change. */
  readonly modified?: string;
  /** Names its state, where its service does so by ETag. */
  readonly etag?: string;
  /** Names its state, where its service counts generations. */
  readonly generation?: string;
  /** What its service says of all its bytes; undefined where the list does not tell. */
  readonly checksum?: Checksum;
}

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** In base64. */
  readonly value: string;
}

export type ChecksumAlgorithm = 'md5' | 'sha1' | 'sha256' | 'crc32' | 'crc32c' | 'crc64nvme';

export interface ObjectPage {
  readonly objects: readonly StoredObject[];
  /** Where the next page begins; undefined where this is the last. */
  readonly next?: string;
}

export interface ObjectBytes {
  readonly body: Readable;
  /** Of all the object's bytes, wherever these begin; undefined where the service tells none, or told it in the list. */
  readonly checksum?: Checksum;
}

/**
 * The objects of one bucket or container. What is refused for good is thrown as LifecycleError, what may go better the
 * next time as `TryAgain`, and an object that is gone or in another state than was asked for as `SourceChanged`.
 */
export interface ObjectStore {
  /** One page of the objects whose keys begin with `prefix`, in the service's order. */
  list(prefix: string, page: string | undefined, signal: AbortSignal): Promise<ObjectPage>;
  /** The bytes from `start` on of that very state. */
  open(object: StoredObject, start: number, signal: AbortSignal): Promise<ObjectBytes>;
}
