// What the actions of a Delta table's log add up to: the files of a version, and what a reader has to understand.
import * as z from 'zod';
import { wrongInput } from '../errors';

const deletionVector = z.object({
  storageType: z.string(),
  pathOrInlineDv: z.string(),
  offset: z.number().nullish(),
});
const file = z.object({
  path: z.string(),
  deletionVector: deletionVector.nullish(),
});
const actionSchema = z.object({
  add: file.extend({ size: z.number() }).nullish(),
  remove: file.nullish(),
  sidecar: z.object({ path: z.string() }).nullish(),
  metaData: z
    .object({
      id: z.string(),
      schemaString: z.string(),
      partitionColumns: z.array(z.string()).nullish(),
    })
    .nullish(),
  protocol: z
    .object({ minReaderVersion: z.number(), readerFeatures: z.array(z.string()).nullish() })
    .nullish(),
  commitInfo: z
    .object({ timestamp: z.number().nullish(), inCommitTimestamp: z.number().nullish() })
    .nullish(),
});

/** One entry of a log. What it says besides does not matter here. */
export type DeltaAction = z.infer<typeof actionSchema>;

/** Undefined where it is none. */
export const deltaAction = (value: unknown): DeltaAction | undefined => actionSchema.safeParse(value).data;

export interface DeltaFile {
  /** As the log has it: percent-encoded, below the table's folder or an address. */
  readonly path: string;
  readonly bytes: number;
  readonly deletionVector?: z.infer<typeof deletionVector>;
}

export interface DeltaState {
  /** By path and deletion vector. */
  readonly files: ReadonlyMap<string, DeltaFile>;
  readonly sidecars: readonly string[];
  readonly metaData?: NonNullable<DeltaAction['metaData']>;
  readonly protocol?: NonNullable<DeltaAction['protocol']>;
}

/** The state after the actions, in their order; those of a checkpoint come first. */
export function deltaState(actions: Iterable<DeltaAction>): DeltaState {
  const files = new Map<string, DeltaFile>();
  const sidecars: string[] = [];
  let metaData: DeltaAction['metaData'];
  let protocol: DeltaAction['protocol'];
  for (const { add, remove, sidecar, ...about } of actions) {
    if (remove) files.delete(keyOf(remove));
    if (add)
      files.set(keyOf(add), {
        path: add.path,
        bytes: add.size,
        ...(add.deletionVector ? { deletionVector: add.deletionVector } : {}),
      });
    if (sidecar) sidecars.push(sidecar.path);
    metaData = about.metaData ?? metaData;
    protocol = about.protocol ?? protocol;
  }
  return { files, sidecars, ...(metaData ? { metaData } : {}), ...(protocol ? { protocol } : {}) };
}

const keyOf = ({ path, deletionVector }: z.infer<typeof file>) =>
  deletionVector
    ? JSON.stringify([path, deletionVector.storageType, deletionVector.pathOrInlineDv, deletionVector.offset])
    : path;

/** What the reader that is used, DuckDB's with Delta's own kernel in it, understands. */
const understood: ReadonlySet<string> = new Set([
  'columnMapping',
  'deletionVectors',
  'timestampNtz',
  'typeWidening',
  'typeWidening-preview',
  'v2Checkpoint',
  'vacuumProtocolCheck',
  'variantType',
  'variantType-preview',
  'variantShredding-preview',
]);

/** Throws `input` where the log does not say what the table is, or asks for more than is understood here. */
export function requireReadable({ protocol, metaData }: DeltaState, shown: string): void {
  const missing = protocol ? (metaData ? undefined : 'metaData') : 'protocol';
  if (missing !== undefined)
    throw wrongInput(`The log of ${shown} is torn: it has no "${missing}".`, {
      hint: 'Copy the table again, its log included.',
    });
  const { minReaderVersion = 1, readerFeatures } = protocol ?? {};
  if (minReaderVersion > 3)
    throw wrongInput(
      `${shown} asks for version ${minReaderVersion} of Delta’s reader protocol; 3 is known here.`,
      {
        hint: 'Write it anew with an older protocol, or export it as Parquet.',
      },
    );
  const mapped = mappedPartitions(metaData);
  if (mapped.length > 0)
    throw wrongInput(
      `${shown} is partitioned by renamed columns (${mapped.join(', ')}): DuckDB’s extension would read them as missing.`,
      { hint: 'Rewrite the table without column mapping, or export it as Parquet.' },
    );
  const unknown = (readerFeatures ?? []).filter((feature) => !understood.has(feature));
  if (unknown.length === 0) return;
  const isOfCatalog = unknown.some((feature) => /^catalog(Managed|Owned)/.test(feature));
  throw wrongInput(`${shown} uses what cannot be read here: ${unknown.join(', ')}.`, {
    hint: isOfCatalog
      ? 'Only its catalog knows which commits count: export it from there.'
      : 'Drop the feature from the table, or export it as Parquet.',
  });
}

const schemaSchema = z.object({
  fields: z.array(z.object({ name: z.string(), metadata: z.record(z.string(), z.unknown()).nullish() })),
});

/** Columns of partitions whose values stand in the log under another name. */
function mappedPartitions(metaData: DeltaState['metaData']): readonly string[] {
  const partitions = metaData?.partitionColumns ?? [];
  if (partitions.length === 0) return [];
  const fields = schemaSchema.safeParse(parsedJson(metaData?.schemaString ?? '')).data?.fields ?? [];
  return fields.flatMap(({ name, metadata }) => {
    const written = metadata?.['delta.columnMapping.physicalName'] ?? name;
    return partitions.includes(name) && written !== name ? [name] : [];
  });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The name below the table's folder of what a log names. Throws `input` where it lies elsewhere, as files of a shallow clone do. */
export function nameInTable(path: string, shown: string): string {
  const name = decoded(path);
  const isOutside = /^([a-z][a-z0-9+.-]*:|\/|\\)/i.test(name) || name.split('/').includes('..');
  if (!isOutside) return name;
  throw wrongInput(`${shown} names a file outside of its folder: ${path}.`, {
    hint: 'A shallow clone has its rows elsewhere: collect the table that it was made from, or clone it deeply.',
  });
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The file that holds a deletion vector, below the table's folder; undefined where the log itself does. */
export function vectorFile(
  { storageType, pathOrInlineDv }: NonNullable<DeltaFile['deletionVector']>,
  shown: string,
): string | undefined {
  if (storageType === 'i') return undefined;
  if (storageType !== 'u') return nameInTable(pathOrInlineDv, shown);
  const folder = pathOrInlineDv.slice(0, -20);
  const hex = fromZ85(pathOrInlineDv.slice(-20));
  if (hex?.length !== 32)
    throw wrongInput(`The log of ${shown} is torn: "${pathOrInlineDv}" names no deletion vector.`, {
      hint: 'Copy the table again, its log included.',
    });
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return nameInTable(`${folder === '' ? '' : `${folder}/`}deletion_vector_${id}.bin`, shown);
}

const z85 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';

/** Bytes in hex of a text in Z85 (https://rfc.zeromq.org/spec/32/); undefined where it is none. */
function fromZ85(text: string): string | undefined {
  let hex = '';
  for (let at = 0; at < text.length; at += 5) {
    const digits = [...text.slice(at, at + 5)].map((one) => z85.indexOf(one));
    const value = digits.reduce((sum, digit) => sum * 85 + digit, 0);
    if (digits.length < 5 || digits.includes(-1) || value > 0xffffffff) return undefined;
    hex += value.toString(16).padStart(8, '0');
  }
  return hex;
}
