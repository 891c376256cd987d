// One snapshot of an Iceberg table: which files it consists of, by its metadata and manifests. Its rows are read by DuckDB's extension.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { wrongInput } from '../../core/errors';
import {
  icebergMetadata,
  isMetadataFile,
  metadataFolder,
  nameInIceberg,
  newestMetadata,
  snapshotOf,
  type MetadataChoice,
} from '../../core/lake/icebergTable';
import type { FolderSource } from '../../core/manifest/folderSource';
import { literal } from '../../core/quote';
import type { Database } from '../duckdb/engine';
import { requireFiles } from './requireFiles';
import type { TableFolder, TableState } from './tableFolder';

/** Bytes that a metadata file may unfold into. */
const largestMetadata = 256 << 20;

/** `metadata`: the file that is meant, below the folder; undefined takes the newest. Throws `input` where the table is not whole or cannot be read. */
export async function icebergTable(
  database: Database,
  folder: TableFolder,
  {
    picks,
    metadata: named,
  }: { readonly picks: FolderSource['picks']; readonly metadata?: string | undefined },
): Promise<TableState> {
  const { shown } = folder;
  const file = await metadataFile(folder, named);
  const root = await folder.bring([file.name]);
  const metadata = icebergMetadata(
    await textOf(join(root, file.name), file, shown),
    `${file.name} of ${shown}`,
  );
  const { snapshot: wanted, as_of: asOf } = picks;
  const snapshot = snapshotOf(metadata, { snapshot: wanted, asOf }, shown);
  if (!snapshot)
    throw wrongInput(`${shown} holds no rows.`, {
      hint: 'What was collected before is kept; write something into it first.',
    });
  const isCurrent = wanted === undefined && asOf === undefined;
  const nameOf = (path: string) => nameInIceberg(path, metadata.location, shown);
  const files = await filesOf(database, folder, nameOf(snapshot.manifestList), nameOf);
  const modified = folder.files.get(file.name)?.modified;
  const version = file.name.slice(metadataFolder.length).replace(/(\.gz)?\.metadata\.json(\.gz)?$/, '');
  const options = [
    `version := ${literal(version)}`,
    'allow_moved_paths := true',
    ...(file.isPacked ? [`metadata_compression_codec := 'gzip'`] : []),
    ...(isCurrent ? [] : [`snapshot_from_id := ${snapshot.id}`]),
  ];
  return {
    // of the current one the columns may change without another snapshot
    snapshot: isCurrent ? `${snapshot.id} schema ${metadata['current-schema-id'] ?? 0}` : snapshot.id,
    ...(modified === undefined ? {} : { modified }),
    files,
    rows: (at) => `FROM iceberg_scan(${literal(at)}, ${options.join(', ')})`,
  };
}

async function metadataFile(folder: TableFolder, named: string | undefined): Promise<MetadataChoice> {
  if (named !== undefined) {
    requireFiles(folder, [named]);
    return { name: named, isPacked: named.includes('.gz') };
  }
  const hintName = `${metadataFolder}version-hint.text`;
  const hint = folder.files.has(hintName)
    ? await readFile(join(await folder.bring([hintName]), hintName), 'utf8')
    : undefined;
  return newestMetadata([...folder.files.keys()].filter(isMetadataFile), hint, folder.shown);
}

async function textOf(path: string, { name, isPacked }: MetadataChoice, shown: string): Promise<string> {
  const bytes = await readFile(path);
  if (!isPacked) return bytes.toString('utf8');
  try {
    return (await promisify(gunzip)(bytes, { maxOutputLength: largestMetadata })).toString('utf8');
  } catch (error) {
    throw wrongInput(`${name} of ${shown} is torn: it cannot be unpacked.`, { cause: error });
  }
}

interface ManifestEntry {
  readonly path: string;
  readonly format: string;
}

/** Data files, and files of deletes, of a snapshot with its manifests. */
async function filesOf(
  database: Database,
  folder: TableFolder,
  list: string,
  nameOf: (path: string) => string,
): Promise<readonly string[]> {
  const avro = async <T extends object>(name: string, columns: string, where = ''): Promise<readonly T[]> => {
    requireFiles(folder, [name]);
    const file = literal(join(await folder.bring([name]), name));
    return database.rows<T>(`SELECT ${columns} FROM read_avro(${file})${where}`).catch((error: unknown) => {
      throw database.signal?.aborted === true
        ? error
        : wrongInput(`${name} of ${folder.shown} is torn: it cannot be read.`, {
            hint: 'Copy the table again. What was collected before is kept.',
            cause: error,
          });
    });
  };
  const listed = await avro<{ path: string }>(list, 'manifest_path AS path');
  const manifests = listed.map(({ path }) => nameOf(path));
  requireFiles(folder, manifests);
  await folder.bring(manifests);
  const files: string[] = [];
  for (const manifest of manifests) {
    const entries = await avro<ManifestEntry>(
      manifest,
      'data_file.file_path AS path, data_file.file_format AS format',
      ' WHERE status <> 2', // deleted
    );
    for (const { path, format } of entries) {
      if (!/^(parquet|puffin)$/i.test(format))
        throw wrongInput(`${folder.shown} keeps rows as ${format}: only Parquet is read.`, {
          hint: 'Rewrite its data files as Parquet.',
        });
      files.push(nameOf(path));
    }
  }
  return [...new Set(files)];
}
