// The store behind an address. Each cloud's client is loaded when it is first asked for: built, it is a file of its own beside the program.
import type { ObjectAddress } from '../../core/manifest/objectAddress';
import type { ObjectStore } from './objectStore';

/** Throws `input` where the environment's settings of that cloud are wrong. */
export async function openStore({ store, container }: ObjectAddress): Promise<ObjectStore> {
  switch (store) {
    case 's3':
      return (await import('./s3')).openS3(container);
    case 'gs':
      return (await import('./gcs')).openGcs(container);
    case 'az':
      return (await import('./azure')).openAzure(container);
  }
}
