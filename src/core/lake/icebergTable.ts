// What an Iceberg table's metadata file says: which snapshot is meant, and which file below the table's folder a path in it is.
// https://iceberg.apache.org/spec/
import * as z from 'zod';
import { wrongInput } from '../errors';

/** Digits: more than a number holds. */
const id = z.union([z.string(), z.number().int()]).transform(String);
const metadataSchema = z.object({
  'format-version': z.number().int(),
  'table-uuid': z.string().optional(),
  location: z.string(),
  'current-schema-id': z.number().int().optional(),
  'current-snapshot-id': id.nullish(),
  snapshots: z
    .array(
      z.object({ 'snapshot-id': id, 'timestamp-ms': z.number(), 'manifest-list': z.string().optional() }),
    )
    .nullish(),
  'snapshot-log': z.array(z.object({ 'snapshot-id': id, 'timestamp-ms': z.number() })).nullish(),
  refs: z.record(z.string(), z.object({ 'snapshot-id': id })).nullish(),
});

export type IcebergMetadata = z.infer<typeof metadataSchema>;

/** Throws `input` where the text is no metadata of a table, or of a format that is not known here. */
export function icebergMetadata(text: string, file: string): IcebergMetadata {
  const parsed = metadataSchema.safeParse(jsonOf(text));
  if (!parsed.success)
    throw wrongInput(`${file} is torn: it is no whole metadata of an Iceberg table.`, {
      hint: 'Copy the table again, or name an older metadata file as the source.',
    });
  const version = parsed.data['format-version'];
  if (version > 3)
    throw wrongInput(`${file} is of version ${version} of Iceberg’s format; 3 is known here.`, {
      hint: 'Write the table with an older version, or export it as Parquet.',
    });
  return parsed.data;
}

/** Ids are whole numbers of 64 bits, which JSON.parse would round. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/("[a-z-]*snapshot-id"\s*:\s*)(-?\d+)/g, '$1"$2"')) as unknown;
  } catch {
    return undefined;
  }
}

export interface IcebergSnapshot {
  readonly id: string;
  readonly manifestList: string;
}

export interface SnapshotPick {
  /** An id, or the name of a branch or tag. */
  readonly snapshot?: string | undefined;
  /** ISO time. */
  readonly asOf?: string | undefined;
}

/** Undefined where the table never had a row. Throws `input` where there is no such snapshot. */
export function snapshotOf(
  metadata: IcebergMetadata,
  { snapshot, asOf }: SnapshotPick,
  shown: string,
): IcebergSnapshot | undefined {
  const { refs, snapshots } = metadata;
  const log = metadata['snapshot-log'] ?? [];
  const wanted =
    snapshot !== undefined
      ? (refs?.[snapshot]?.['snapshot-id'] ?? snapshot)
      : asOf !== undefined
        ? log.findLast((entry) => entry['timestamp-ms'] <= Date.parse(asOf))?.['snapshot-id']
        : (metadata['current-snapshot-id'] ?? '-1');
  if (wanted === '-1' && snapshot === undefined) return undefined;
  const found = snapshots?.find((one) => one['snapshot-id'] === wanted);
  const manifestList = found?.['manifest-list'];
  if (found && manifestList !== undefined) return { id: found['snapshot-id'], manifestList };
  if (found)
    throw wrongInput(
      `The snapshot ${found['snapshot-id']} of ${shown} has no manifest list, as the oldest tables wrote it.`,
      {
        hint: 'Rewrite the table’s manifests with a newer Iceberg.',
      },
    );
  if (asOf !== undefined && wanted === undefined) {
    const [oldest] = log;
    throw wrongInput(
      `${shown} tells of no snapshot as of ${asOf}${oldest ? `: the oldest is of ${new Date(oldest['timestamp-ms']).toISOString()}` : ''}.`,
      { hint: 'Choose a later time; old snapshots are expired by the table’s own upkeep.' },
    );
  }
  throw wrongInput(`${shown} has no snapshot ${wanted ?? ''}.`, {
    hint: `It has ${
      (snapshots ?? [])
        .map((one) => one['snapshot-id'])
        .slice(-5)
        .join(', ') || 'none'
    }.`,
  });
}

/**
 * The name below the table's folder of a path in its metadata. The folder may have been moved or copied since: then paths still
 * begin with where it was. Throws `input` where a file lies elsewhere or where DuckDB would not look for it.
 */
export function nameInIceberg(path: string, location: string, shown: string): string {
  const [whole, base] = [normal(path), normal(location).replace(/\/+$/, '')];
  const name = whole.startsWith(`${base}/`) ? whole.slice(base.length + 1) : undefined;
  if (name === undefined || name.split('/').includes('..'))
    throw wrongInput(`${shown} names a file outside of its folder: ${path}.`, {
      hint: 'Rewrite its data files into one place, or export it as Parquet.',
    });
  // where DuckDB looks for a file of a table that was moved
  const place = whole.lastIndexOf('/metadata/');
  const start = place < 0 ? whole.lastIndexOf('/data/') : place;
  if (start >= 0 && whole.slice(start + 1) === name) return name;
  throw wrongInput(`${shown} keeps ${name} neither in its data folder nor in its metadata folder.`, {
    hint: 'Rewrite its data files with the usual layout, or export it as Parquet.',
  });
}

/** `s3a://b/t` and `file:/t` as they are written elsewhere. */
const normal = (path: string) => path.replace(/^s3[an]:\/\//i, 's3://').replace(/^file:(\/\/)?(?=\/)/i, '');

export const metadataFolder = 'metadata/';

const metadataName = /^metadata\/(?:v(\d+)|(\d+)-[^/]*)(\.gz)?\.metadata\.json(\.gz)?$/;

/** Whether a file's name below the folder is that of a table's metadata. */
export const isMetadataFile = (name: string): boolean => metadataName.test(name);

export interface MetadataChoice {
  /** Below the table's folder. */
  readonly name: string;
  readonly isPacked: boolean;
}

/**
 * The metadata file that counts: the one of `hint`, which tables without a catalog keep in `version-hint.text`, else the newest by its number.
 * Throws `input` where two have that number: only a catalog knows which was committed.
 */
export function newestMetadata(
  names: Iterable<string>,
  hint: string | undefined,
  shown: string,
): MetadataChoice {
  const found = [...names].flatMap((name) => {
    const [whole, plain, numbered] = metadataName.exec(name) ?? [];
    if (whole === undefined) return [];
    return [
      { name, number: Number(plain ?? numbered), isHinted: plain !== undefined && plain === hint?.trim() },
    ];
  });
  const newest = found.reduce((best, { number }) => Math.max(best, number), -1);
  const hinted = found.filter(({ isHinted }) => isHinted);
  const chosen = hinted.length > 0 ? hinted : found.filter(({ number }) => number === newest);
  const [one, another] = chosen;
  if (!one)
    throw wrongInput(`${shown} has no metadata file: it is no whole Iceberg table.`, {
      hint: `Copy the table again, its ${metadataFolder} folder included.`,
    });
  if (another)
    throw wrongInput(
      `${shown} has ${chosen.length} metadata files of the same number, ${one.name} and ${another.name}: only its catalog knows which counts.`,
      { hint: 'Ask the catalog, and name that metadata file itself as the source.' },
    );
  return { name: one.name, isPacked: one.name.includes('.gz') };
}
