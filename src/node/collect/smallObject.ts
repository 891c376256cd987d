// The text of a small object of a store, such as a card, without a file of it.
import { wrongInput } from '../../core/errors';
import { objectUri } from '../../core/manifest/objectAddress';
import type { StoredObject } from '../objects/objectStore';
import type { Listing } from './listObjects';
import { retrying } from './retry';

const largest = 4 << 20;

/** Throws as the store does, and `input` where it is not small. */
export async function smallObject(
  { store, address, report, signal }: Listing,
  object: StoredObject,
): Promise<string> {
  const shown = objectUri({ ...address, key: object.key });
  if (object.bytes > largest)
    throw wrongInput(`${shown} has ${object.bytes} bytes: too many for a text about data.`);
  return retrying(
    async () => {
      const { body } = await store.open(object, 0, signal);
      const chunks: Buffer[] = [];
      for await (const chunk of body) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    { shown, report, signal },
  );
}
