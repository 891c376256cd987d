// One file elsewhere as a download sees it, whatever serves it: asked for all its bytes or the rest of them. How bytes are kept, repeated and gone on with is download's matter.
import type { Readable } from 'node:stream';
import type { Checksum } from '../objects/objectStore';

/** How whoever serves a file names a state of it. */
export interface FileState {
  readonly etag?: string;
  /** As it was said: an HTTP date or an ISO time. */
  readonly modified?: string;
  readonly generation?: string;
}

/** What an earlier attempt brought, and of which state. */
export interface Begun extends FileState {
  readonly size: number;
  /** Bytes of the whole; undefined where nobody said. */
  readonly total?: number;
  readonly checksum?: Checksum;
}

export interface Asked {
  readonly begun: Begun | undefined;
  /** The state that was brought whole before: its bytes are not wanted again. */
  readonly known: FileState | undefined;
}

export type Opened =
  /** It is in the state that is known. */
  | { readonly kind: 'unchanged' }
  /** What was begun is all of it. */
  | { readonly kind: 'complete' }
  /** What was begun is of no use any more. */
  | { readonly kind: 'changed' }
  | OpenedBytes;

export interface OpenedBytes {
  readonly kind: 'bytes';
  readonly body: Readable;
  /** Where the bytes begin: at the size of what was begun, or at 0. */
  readonly start: number;
  /** Of the whole; undefined where nobody said. */
  readonly total: number | undefined;
  readonly state: FileState;
  /** False where these bytes are packed on the way, so that no range of them can be asked for. */
  readonly canGoOn: boolean;
  readonly checksum?: Checksum;
  /** The length that the server states when asked for nothing else; there where the answer itself looks whole wherever it is cut. */
  readonly statedLength?: () => Promise<number | undefined>;
}

export interface Remote {
  /** As messages may show it: without user, password and keys. */
  readonly shown: string;
  /** Tells it from other files; only a digest of it is written down, for it may hold a key. */
  readonly identity: string;
  /** Throws LifecycleError where it is refused for good, `SourceChanged` where it is no longer what was listed, anything else where it may go better another time. */
  open(asked: Asked, signal: AbortSignal): Promise<Opened>;
}
