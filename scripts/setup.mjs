// Brings a checkout to where it can run: packages installed, dist/ built, DuckDB's extensions there, each only where something changed.
// Node built-ins only, because there may be no packages yet.
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun, retried, runAsProgram, toldWhile } from './command.mjs';
import { cachedExtension, otherExtensions, placeExtensions, shippedExtensions } from './extensions.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'dist', '.built-from');

/** `production` builds what goes into the package: smaller, without source maps. `all`: extensions too that only tests load. */
export async function setup({ log = () => {}, signal, production = false, all = false } = {}) {
  requireNode();
  if (!(await isInstalled())) {
    await refuseLink();
    await toldWhile(log, 'installing packages (npm ci)', () =>
      retried(() => mustRun('npm', ['ci'], { cwd: root, signal }), signal),
    );
  }
  const wanted = `${await digestOfSources()}${production ? ' production' : ''}\n`;
  if ((await readText(stamp)) !== wanted) {
    log('building dist/');
    const args = ['esbuild.js', ...(production ? ['--production'] : [])];
    await mustRun(process.execPath, args, { cwd: root, signal });
    await writeFile(stamp, wanted);
  }
  await bringExtensions({ log, signal, production, all });
}

/** A machine without pip or PyPI can do all but what needs them; a package without them is none. */
async function bringExtensions({ log, signal, production, all }) {
  try {
    await placeExtensions(shippedExtensions, { log, signal });
    for (const name of all ? otherExtensions : []) await cachedExtension(name, { log, signal });
  } catch (error) {
    if (signal?.aborted || production) throw error;
    log(`${error.message}\nUntil it is there, files that need it cannot be read; all else works.`);
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Node ${process.versions.node} is too old: install Node 20.19 or newer.`);
}

/** npm would empty the folder that a link points to, which other checkouts may be using. */
async function refuseLink() {
  const packages = join(root, 'node_modules');
  const found = await lstat(packages).catch(() => undefined);
  if (found?.isSymbolicLink())
    throw new Error(
      `${packages} is a link and lacks packages: run npm ci where it points to, or remove the link.`,
    );
}

/** npm writes its own record of node_modules last: it is there, and agrees with the lock, only after a whole installation. */
async function isInstalled() {
  const installed = await readText(join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const present = JSON.parse(installed).packages;
  const wanted = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) =>
    path === '' || (optional && !present[path]) ? true : present[path]?.version === version,
  );
}

async function digestOfSources() {
  const files = ['esbuild.js', 'package.json', 'package-lock.json', 'tsconfig.json'];
  for (const folder of ['src', 'media']) files.push(...(await filesBelow(folder)));
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(`${file}\0`).update(await readFile(join(root, file)));
  return hash.digest('hex');
}

async function filesBelow(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

async function readText(file) {
  return readFile(file, 'utf8').catch(() => undefined);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  runAsProgram((signal) => setup({ log: console.error, signal }));
