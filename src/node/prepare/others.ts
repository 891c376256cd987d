// Other datasets that the steps of one read: brought up to date, and as tables of its database.
import { wrongInput } from '../../core/errors';
import type { CollectedVersion, PreparedVersion } from '../../core/dataset/version';
import { isPrepared, othersOf } from '../../core/manifest/lookups';
import type { OtherTable } from '../../core/prepare/engine';
import { identifier } from '../../core/quote';
import type { CollectOptions } from '../collect/collect';
import { dataFile } from '../dataset/preparedFiles';
import type { Database } from '../duckdb/engine';
import { load } from '../duckdb/read';
import type { Project } from '../project';
import { rawFiles, rawVersion } from './raw';

/** As prepared, or as collected where nothing prepares it. */
export type OtherVersion = CollectedVersion | PreparedVersion;

/** By name. `prepare` brings one up to date. Throws what keeps one from being read. */
export async function otherVersions<O extends CollectOptions>(
  options: O,
  prepare: (options: O) => Promise<PreparedVersion>,
): Promise<ReadonlyMap<string, OtherVersion>> {
  const { project, dataset } = options;
  const versions = new Map<string, OtherVersion>();
  for (const name of othersOf(dataset)) {
    const other = project.manifest.datasets?.[name];
    if (!other) throw wrongInput(`There is no dataset named "${name}".`);
    const asked = { ...options, name, dataset: other };
    versions.set(name, isPrepared(other) ? await prepare(asked) : await rawVersion(asked));
  }
  return versions;
}

/** Each as a table. The database must not be locked yet. */
export async function loadOthers(
  database: Database,
  project: Project,
  versions: ReadonlyMap<string, OtherVersion>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, OtherTable>> {
  const tables = new Map<string, OtherTable>();
  for (const [name, version] of versions) {
    const files =
      version.kind === 'prepared'
        ? [{ path: await dataFile(project, version, signal), shown: `the prepared rows of ${name}` }]
        : await rawFiles(project.root, version, project.manifest.datasets?.[name] ?? {}, signal);
    const table = `other ${String(tables.size + 1)}`;
    const { columns } = await load(database, files, table);
    const time = project.manifest.datasets?.[name]?.time;
    tables.set(name, { from: identifier(table), row: 'rowid', columns, ...(time && { time }) });
  }
  return tables;
}
