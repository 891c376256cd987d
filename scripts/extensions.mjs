// DuckDB's own signed extensions: from PyPI by the pip that is there into a cache, once for each version and platform, and from there beside
// the native parts of dist/. Node built-ins only.
import { copyFile, link, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun, retried, runCommand, toldWhile } from './command.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const platform = `${process.platform}-${process.arch}`;

/** In the package: what SQLite databases are read by. */
export const shippedExtensions = ['sqlite_scanner'];
/** In the cache only, as they are larger than all else together: what Delta and Iceberg tables are read by. */
export const otherExtensions = ['avro', 'delta', 'iceberg'];

/** Puts the extensions beside dist's native parts, fetching those that are not in the cache. Throws where they cannot be had. */
export async function placeExtensions(names, { log = () => {}, signal } = {}) {
  for (const name of names) {
    const target = join(root, 'dist', 'native', platform, 'extensions', `${name}.duckdb_extension`);
    if (await isFile(target)) continue;
    const source = await cachedExtension(name, { log, signal });
    await mkdir(dirname(target), { recursive: true });
    // A hard link where the file system allows it; whoever was first has placed the same bytes.
    await link(source, target).catch(() => copyFile(source, target));
  }
}

/** Absolute path of the extension's file in the cache, fetched where it is not there yet. src/node/duckdb/extension.ts looks there too. */
export async function cachedExtension(name, { log = () => {}, signal } = {}) {
  const version = await engineVersion();
  const folder = join(cacheRoot(), 'duckdb-extensions', `v${version}-${platform}`);
  const file = join(`duckdb_extension_${name}`, 'extensions', `v${version}`, `${name}.duckdb_extension`);
  if (await isFile(join(folder, file))) return join(folder, file);
  const wanted = `duckdb-extension-${name.replaceAll('_', '-')}==${version}`;
  await mkdir(folder, { recursive: true });
  const temporary = await mkdtemp(join(folder, '.fetching-'));
  try {
    const python = await pythonWithPip(signal);
    const options = [
      '--quiet',
      '--no-deps',
      '--retries',
      '1',
      '--disable-pip-version-check',
      '--target',
      temporary,
    ];
    await toldWhile(log, `fetching DuckDB's extension ${name} (pip install ${wanted})`, () =>
      retried(() => mustRun(python, ['-m', 'pip', 'install', ...options, wanted], { signal }), signal),
    );
    await rename(join(temporary, `duckdb_extension_${name}`), join(folder, `duckdb_extension_${name}`));
  } catch (error) {
    if (signal?.aborted) throw error;
    if (!(await isFile(join(folder, file))))
      throw new Error(`DuckDB's extension ${name} could not be fetched from PyPI.\n${error.message}`, {
        cause: error,
      });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return join(folder, file);
}

const cacheRoot = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'model-lifecycle');

/** Extensions are made for one version of DuckDB and no other: for the one that package.json names. */
async function engineVersion() {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return dependencies['@duckdb/node-api'].split('-')[0];
}

async function pythonWithPip(signal) {
  for (const python of ['python3', 'python']) {
    const asked = await runCommand(python, ['-m', 'pip', '--version'], { signal }).catch((error) => {
      if (signal?.aborted) throw error;
      return { code: 1 };
    });
    if (asked.code === 0) return python;
  }
  throw new Error('There is no Python with pip on the PATH: install Python 3.11 or newer with pip.');
}

const isFile = (path) =>
  stat(path).then(
    (info) => info.isFile(),
    () => false,
  );
