// What servers of other makers are made of, downloaded or built once and kept outside of the checkout, by name and version.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'model-lifecycle', 'servers');
const run = promisify(execFile);

export type Cached =
  | { readonly kind: 'there'; readonly folder: string }
  /** `why`: it could not be downloaded or built, which says nothing of the server. */
  | { readonly kind: 'missing'; readonly why: string };

/** The folder that `make` filled, now or earlier; a making that fails leaves nothing behind. */
async function cached(name: string, make: (folder: string) => Promise<void>): Promise<Cached> {
  const folder = join(cache, name);
  if (existsSync(folder)) return { kind: 'there', folder };
  await mkdir(cache, { recursive: true });
  const building = await mkdtemp(join(cache, `.building-${name}-`));
  try {
    await make(building);
    await rename(building, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error; // else somebody else was first
    });
    return { kind: 'there', folder };
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n').slice(-1);
    return { kind: 'missing', why: `${name} could not be made ready: ${line}` };
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** A program built by Go; it lies in the folder under the last part of its path. */
export const fromGo = (path: string, version: string): Promise<Cached> =>
  cached(`${path.split('/').at(-1) ?? ''}-${version}`, async (folder) => {
    const env = { ...process.env, GOBIN: folder, GOFLAGS: '-trimpath' };
    await run('go', ['install', `${path}@${version}`], { env, maxBuffer: 1 << 26 });
  });

/** A package of npm with what it needs, none of whose scripts are run; it lies below `node_modules`. */
export const fromNpm = (name: string, version: string): Promise<Cached> =>
  cached(`${name.replace('/', '+')}-${version}`, async (folder) => {
    await writeFile(join(folder, 'package.json'), '{"private": true}');
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev'];
    await run('npm', ['install', ...options, `${name}@${version}`], { cwd: folder, maxBuffer: 1 << 26 });
  });
