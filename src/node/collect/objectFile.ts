// One object of a store as a download sees it: in the state that was listed, or not at all.
import type { ObjectStore, StoredObject } from '../objects/objectStore';
import type { Begun, FileState, Remote } from './remote';

export function objectFile(store: ObjectStore, uri: string, object: StoredObject): Remote {
  const { bytes: total, etag, generation } = object;
  const isOfIt = (begun: Begun) =>
    begun.etag === etag && begun.generation === generation && begun.total === total && begun.size <= total;
  return {
    shown: uri,
    identity: uri,
    async open({ begun }, signal) {
      const size = begun && isOfIt(begun) ? begun.size : 0;
      if (size > 0 && size === total) return { kind: 'complete' };
      const { body, checksum = object.checksum } = await store.open(object, size, signal);
      return {
        kind: 'bytes',
        body,
        start: size,
        total,
        state: stateOf(object),
        canGoOn: true,
        ...(checksum && { checksum }),
      };
    },
  };
}

export const stateOf = ({ etag, generation, modified }: StoredObject): FileState => ({
  ...(etag === undefined ? {} : { etag }),
  ...(generation === undefined ? {} : { generation }),
  ...(modified === undefined ? {} : { modified }),
});
