// The checksums that services keep of their objects, computed of bytes as they come.
import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ChecksumAlgorithm } from './objectStore';

export interface RunningChecksum {
  update(chunk: Uint8Array): void;
  /** In base64, as services write it; asked once, at the end. */
  value(): Promise<string>;
}

export function checksumOf(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'crc32': {
      let sum = 0;
      const value = () => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(sum);
        return Promise.resolve(bytes.toString('base64'));
      };
      return { update: (chunk) => (sum = crc32(chunk, sum)), value };
    }
    case 'crc32c':
    case 'crc64nvme': {
      const sum = algorithm === 'crc32c' ? new Crc32c() : new Crc64Nvme();
      const value = async () => Buffer.from(await sum.digest()).toString('base64');
      return { update: (chunk) => sum.update(chunk), value };
    }
    case 'md5':
    case 'sha1':
    case 'sha256': {
      const sum = createHash(algorithm);
      return { update: (chunk) => sum.update(chunk), value: () => Promise.resolve(sum.digest('base64')) };
    }
  }
}
