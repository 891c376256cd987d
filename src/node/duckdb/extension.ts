// DuckDB's own extensions: where their files lie, and loading one into a database before it is locked. DuckDB takes signed ones of its own version only.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isLifecycleError, unavailable } from '../../core/errors';
import { exists } from '../files/exists';
import type { Database } from './engine';
import { literal } from './quote';

export type Extension = 'avro' | 'delta' | 'iceberg' | 'sqlite_scanner';

/** What is loaded before it, as nothing is loaded by itself. */
const needs: Partial<Record<Extension, readonly Extension[]>> = { iceberg: ['avro'] };

/** Again is no matter. Throws `unavailable` with how to get it where it is not on this machine, or cannot be loaded. */
export async function loadExtension(database: Database, name: Extension): Promise<void> {
  for (const other of needs[name] ?? []) await loadExtension(database, other);
  const [engine] = await database.rows<{ version: string }>('SELECT version() AS version');
  const version = engine?.version ?? '';
  const cache = cacheFolder(version);
  const places = [
    ...programFolders.map((folder) => join(folder, `${name}.duckdb_extension`)),
    join(cache, `duckdb_extension_${name}`, 'extensions', version, `${name}.duckdb_extension`),
  ];
  const file = await firstOf(places);
  const wanted = `duckdb-extension-${name.replaceAll('_', '-')}==${version.slice(1)}`;
  const hint = `Get it with: python3 -m pip install --no-deps --upgrade --target "${cache}" ${wanted}`;
  if (file === undefined)
    throw unavailable(`This needs DuckDB's extension "${name}", which is not on this machine.`, { hint });
  try {
    await database.run(`LOAD ${literal(file)}`);
  } catch (error) {
    if (!isLifecycleError(error) || error.code === 'cancelled') throw error;
    throw unavailable(`DuckDB's extension "${name}" cannot be loaded from ${file}: ${error.message}`, {
      hint: `Remove that file. ${hint}`,
      cause: error,
    });
  }
}

const platform = `${process.platform}-${process.arch}`;

/** Beside the native parts of the built program: this file's own once bundled, else of the checkout. */
const programFolders = [__dirname, join(__dirname, '..', '..', '..', 'dist')].map((folder) =>
  join(folder, 'native', platform, 'extensions'),
);

/** As pip lays them out; scripts/extensions.mjs fills it too. */
const cacheFolder = (version: string) =>
  join(
    process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'),
    'model-lifecycle',
    'duckdb-extensions',
    `${version}-${platform}`,
  );

async function firstOf(places: readonly string[]): Promise<string | undefined> {
  for (const place of places) if (await exists(place)) return place;
  return undefined;
}
