// Checksums against the published check values of "123456789": https://reveng.sourceforge.io/crc-catalogue and the RFCs of the digests.
import assert from 'node:assert/strict';
import { checksumOf } from '../../../src/node/objects/checksumOf';
import type { ChecksumAlgorithm } from '../../../src/node/objects/objectStore';

const known: readonly (readonly [ChecksumAlgorithm, string])[] = [
  ['crc32', 'cbf43926'],
  ['crc32c', 'e3069283'],
  ['crc64nvme', 'ae8b14860a799888'],
  ['md5', '25f9e794323b453885f5181f1b624d0b'],
  ['sha1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
  ['sha256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
];

describe('the checksum of an object', () => {
  for (const [algorithm, hex] of known)
    it(`${algorithm} is computed over all chunks`, async () => {
      const sum = checksumOf(algorithm);
      for (const chunk of ['1234', '', '56789']) sum.update(Buffer.from(chunk));
      assert.equal(await sum.value(), Buffer.from(hex, 'hex').toString('base64'));
    });
});
