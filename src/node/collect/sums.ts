// What is computed of a file's bytes while they come: our digest, and the checksum that its service told.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { checksumOf } from '../objects/checksumOf';
import type { Checksum } from '../objects/objectStore';

export interface Sums {
  update(chunk: Buffer): void;
  /** `sha256:` and hex; asked once, at the end. */
  digest(): string;
  /** Whether the bytes are those of the checksum that was told, if one was. */
  areAsTold(): Promise<boolean>;
}

/** Of the bytes that are to come, after the first `size` that lie there already. */
export async function sumsOf(partial: string, size: number, told: Checksum | undefined): Promise<Sums> {
  const hash = createHash('sha256');
  const checksum = told && checksumOf(told.algorithm);
  const update = (chunk: Buffer) => {
    hash.update(chunk);
    checksum?.update(chunk);
  };
  if (size > 0)
    for await (const chunk of createReadStream(partial, { end: size - 1 })) update(chunk as Buffer);
  return {
    update,
    digest: () => `sha256:${hash.digest('hex')}`,
    areAsTold: async () => checksum === undefined || (await checksum.value()) === told?.value,
  };
}
