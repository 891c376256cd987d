// What is said between this program and the process that a model runs in: one question, then one reply, as lines of JSON.
import type { InferenceSession, Tensor } from 'onnxruntime-node';

/** Texts, or the bytes of numbers in base64: so NaN, and whole numbers of 64 bits, stay what they are. */
export type Values = readonly string[] | string;

export type Question =
  | { readonly kind: 'open'; readonly file: string }
  /** `columns`: by name, only those that are others than at the last run. */
  | {
      readonly kind: 'run';
      readonly rows: number;
      readonly columns: Readonly<Record<string, Values>>;
      readonly fetch: readonly string[];
    }
  /** What is open is let go, so that another model can be opened. */
  | { readonly kind: 'close' };

export interface Ports {
  readonly inputs: readonly InferenceSession.ValueMetadata[];
  readonly outputs: readonly InferenceSession.ValueMetadata[];
}

export interface Replies {
  readonly open: Ports;
  readonly run: Readonly<Record<string, Output>>;
  readonly close: null;
}

export interface Output {
  /** How many a row has; no whole number where they are not one block a row. */
  readonly width: number;
  /** Fractions as 64 bits each, all else as text; undefined where a row has more than `widest`: they are not copied. */
  readonly values?: Values;
}

/** Values of a row that are taken: no target has as many classes. */
export const widest = 1_000;

/** `failed`: in the runtime's own words. */
export type Reply =
  | { readonly kind: 'done'; readonly value: Replies[keyof Replies] }
  | { readonly kind: 'failed'; readonly message: string };

/** The arrays that numbers lie in, by the type of their tensor; what is not here is not taken. */
export const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int64: BigInt64Array,
  bool: Uint8Array,
} as const satisfies Partial<Record<Tensor.Type, unknown>>;

export const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

/** A buffer of its own, which an array of any width may lie in. */
export const bufferOf = (bytes: string): ArrayBuffer => new Uint8Array(Buffer.from(bytes, 'base64')).buffer;
