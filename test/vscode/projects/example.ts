// The term deposit example as workspaces for the tests: as cloned, with its data checked, and after its whole life. Each made by the product itself.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, utimes } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '..', '..', '..');
const source = join(root, 'examples', 'term-deposit');
const program = join(root, 'dist', 'cli.js');
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'model-lifecycle');

/** Runs `lifecycle <words> --json` in the folder, as of a date; gives its document. Throws where it could not do its work. */
export async function lifecycle(folder: string, words: readonly string[], asOf?: string): Promise<unknown> {
  const args = [program, ...words, '--dir', folder, '--json', '--yes', ...(asOf ? ['--as-of', asOf] : [])];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

/** A new folder with the example as it is cloned, and its source data; removed by whoever asked. */
export async function freshExample(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lifecycle-example-'));
  await copyTracked(folder);
  const { makeSource } = await script<{ makeSource: (root: string) => Promise<unknown> }>('source.mjs');
  await makeSource(folder);
  return folder;
}

let checked: Promise<string> | undefined;

/** A new folder with the example collected, prepared and checked as of July 2009; removed by whoever asked. */
export async function checkedExample(): Promise<string> {
  checked ??= makeChecked();
  const folder = await mkdtemp(join(tmpdir(), 'lifecycle-example-'));
  await cp(await checked, folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

/** Removes what was made once for all tests of this process. */
export async function removeExamples(): Promise<void> {
  const made = await checked;
  checked = undefined;
  if (made !== undefined) await rm(made, { recursive: true, force: true });
}

async function makeChecked(): Promise<string> {
  const folder = await freshExample();
  for (const stage of ['collect', 'prepare', 'check']) await lifecycle(folder, [stage, 'bank'], '2009-07-01');
  return folder;
}

/**
 * The example after its whole life, kept in the cache for as long as neither it nor the program changes: it takes
 * minutes. Its endpoint answers until `stopStory`.
 */
export async function livedExample(log: (line: string) => void): Promise<string> {
  const folder = join(cache, `story-${await digestOf([program, ...(await trackedFiles())])}`);
  if (!existsSync(folder)) await liveStory(folder, log);
  await utimes(folder, new Date(), new Date());
  await lifecycle(folder, ['deploy', 'uptake-local']);
  return folder;
}

export async function stopStory(folder: string): Promise<void> {
  await lifecycle(folder, ['stop', 'uptake-local']).catch(() => undefined); // it may have ended by itself
}

async function liveStory(folder: string, log: (line: string) => void): Promise<void> {
  await mkdir(cache, { recursive: true });
  await removeUnused();
  const building = `${folder}.tmp-${process.pid}`;
  await mkdir(building, { recursive: true });
  await copyTracked(building);
  await symlink(await pythonEnvironment(), join(building, '.venv'));
  const { runMainJob } = await script<{
    runMainJob: (options: { root: string; cli: string; log: (line: string) => void }) => Promise<unknown>;
  }>('mainJob.mjs');
  await runMainJob({ root: building, cli: program, log });
  await stopStory(building);
  if (existsSync(folder)) await rm(building, { recursive: true, force: true });
  else await rename(building, folder);
}

/** Of a day or more: one that is younger may be made or used by the tests of another checkout just now. */
async function removeUnused(): Promise<void> {
  const day = 24 * 60 * 60 * 1000;
  for (const name of await readdir(cache)) {
    if (!/^story-[0-9a-f]+(\.tmp-\d+)?$/.test(name)) continue;
    const folder = join(cache, name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > day) await rm(folder, { recursive: true, force: true });
  }
}

/** The example's Python environment, made once for its requirements. */
export async function pythonEnvironment(): Promise<string> {
  const home = join(cache, `python-${await digestOf([join(source, 'requirements.txt')])}`);
  await mkdir(home, { recursive: true });
  await cp(join(source, 'requirements.txt'), join(home, 'requirements.txt'));
  const { makeEnvironment } = await script<{
    makeEnvironment: (options: { root: string }) => Promise<unknown>;
  }>('environment.mjs');
  await makeEnvironment({ root: home });
  return join(home, '.venv');
}

async function copyTracked(folder: string): Promise<void> {
  for (const file of await trackedFiles()) {
    const target = join(folder, file.slice(source.length + 1));
    await mkdir(dirname(target), { recursive: true });
    await cp(file, target);
  }
}

/** What a clone of the example holds. */
async function trackedFiles(): Promise<string[]> {
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-z', '--', source], { cwd: root });
  return stdout
    .split('\0')
    .filter((name) => name !== '')
    .map((name) => join(root, name))
    .sort();
}

async function digestOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}

const script = async <T>(name: string): Promise<T> =>
  (await import(pathToFileURL(join(source, name)).href)) as T;
