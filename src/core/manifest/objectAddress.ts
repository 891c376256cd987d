// An address of objects in a cloud's store, as the manifest and collected versions write it: `s3://bucket/key`. Keys stand as they are, nothing in them is percent-encoded.

const storeKinds = ['s3', 'gs', 'az'] as const;
/** Amazon S3 and what speaks as it does; Google Cloud Storage; Azure Blob Storage. */
export type StoreKind = (typeof storeKinds)[number];

export interface ObjectAddress {
  readonly store: StoreKind;
  /** The bucket, or Azure's container. */
  readonly container: string;
  /** A key, the beginning of keys as a folder, or a glob of keys; `''` is all. */
  readonly key: string;
}

/** Undefined where it is something else. */
export function objectAddress(source: string): ObjectAddress | undefined {
  const [, scheme = '', container = '', key = ''] = /^([a-z0-9]+):\/\/([^/]*)\/?(.*)$/is.exec(source) ?? [];
  const store = storeKinds.find((kind) => kind === scheme.toLowerCase());
  return store && { store, container, key };
}

export const objectUri = ({ store, container, key }: ObjectAddress): string =>
  `${store}://${container}/${key}`;
