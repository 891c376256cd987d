// What is used of lz4js, which brings no types.
declare module 'lz4js' {
  /** `size`: the length that comes out. Throws where the bytes are no LZ4 frame. */
  export function decompress(packed: Uint8Array, size: number): Uint8Array;
}
