// What buffers of Arrow files are packed by: LZ4 frames and Zstandard. Arrow's library reads none by itself.
import { CompressionType, compressionRegistry } from 'apache-arrow';
import { decompress as unpackZstd } from 'fzstd';
import { decompress as unpackLz4 } from 'lz4js';
import { isBomb } from '../files/packedSize';

/** Once for the process; again is no matter. */
export function registerCodecs(): void {
  compressionRegistry.set(CompressionType.LZ4_FRAME, {
    decode: whole((packed, size) => unpackLz4(packed, size)),
  });
  compressionRegistry.set(CompressionType.ZSTD, {
    decode: whole((packed, size) => unpackZstd(packed, new Uint8Array(size))),
  });
}

/** The length that the file states stands in the eight bytes before what is packed: neither more nor less may come out. */
const whole = (unpack: (packed: Uint8Array, size: number) => Uint8Array) => (packed: Uint8Array) => {
  const size = Number(new DataView(packed.buffer, packed.byteOffset - 8, 8).getBigInt64(0, true));
  if (size < 0 || isBomb(size, packed.length)) throw new Error(`a buffer is to unpack to ${size} bytes`);
  const unpacked = unpack(packed, size);
  if (unpacked.length !== size) throw new Error('a buffer unpacks to another length than is stated');
  return unpacked;
};
