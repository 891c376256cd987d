// The program's own files kept by digest in a per-user folder, so that runners and servers survive an update of the extension.
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { unavailable } from '../../core/errors';
import { commitFile, readJson, syncFolder, temporaryName, writeJson } from '../files/atomic';
import { digestFile, digestJson } from '../files/digest';
import { exists } from '../files/exists';
import { markUsed, removeUnused } from './unusedRuntimes';

/** Where the kept programs lie: `${XDG_DATA_HOME:-~/.local/share}/model-lifecycle/runtime`. */
export function runtimeRoot(): string {
  const data = process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share');
  return join(data, 'model-lifecycle', 'runtime');
}

/** Absolute path of a `cli.js` that nobody changes or removes; copies it there first where it has to. Throws `unavailable` where it cannot. */
export async function keepRuntime(): Promise<string> {
  const source = await programFolder();
  const root = runtimeRoot();
  if (dirname(source) === root) return join(source, program);
  try {
    return await keptIn(root, source);
  } catch (cause) {
    throw unavailable(
      `The program could not be kept in ${root}, from where it goes on when this one ends or is updated.`,
      {
        hint: 'It needs about 200 MB there that you may write; set XDG_DATA_HOME to use another place.',
        cause,
      },
    );
  }
}

async function keptIn(root: string, source: string): Promise<string> {
  await mkdir(root, { recursive: true });
  const files = await programFiles(source);
  const digests = await digestsOf(source, files, join(root, 'digests.json'));
  const folder = join(root, digestJson(digests).replace('sha256:', '').slice(0, 32));
  const isNew = !(await exists(join(folder, program)));
  if (isNew) await copyProgram(source, files, folder);
  await markUsed(folder);
  if (isNew) await removeUnused(root).catch(() => undefined); // the next one tries again
  return join(folder, program);
}

const program = 'cli.js';
const scripts: readonly string[] = [
  program,
  'model.js',
  's3.js',
  'gcs.js',
  'azure.js',
  'lake.js',
  'arrow.js',
  'personal.js',
];

/** The folder of the built program: this file's own once bundled, else `dist` of the checkout. */
async function programFolder(): Promise<string> {
  for (const folder of [__dirname, join(__dirname, '..', '..', '..', 'dist')])
    if (await exists(join(folder, program))) return folder;
  throw unavailable('The program was not built.', { hint: 'Run "npm run build" first.' });
}

/** The command line, the process that a model runs in, the clients of clouds, the reader of tables, and native parts, relative to the folder. */
async function programFiles(source: string): Promise<string[]> {
  const entries = await readdir(join(source, 'native'), { recursive: true, withFileTypes: true });
  const native = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(source, join(entry.parentPath, entry.name)));
  return [...scripts, ...native.sort()];
}

/** Native parts are a hundred megabytes, so a digest is remembered with the file's size, time and inode. */
async function digestsOf(
  source: string,
  files: readonly string[],
  memory: string,
): Promise<Record<string, string>> {
  const known = (await readJson<Record<string, string>>(memory).catch(() => undefined)) ?? {};
  const fresh: Record<string, string> = {};
  const digests: Record<string, string> = {};
  for (const file of files) {
    const { size, mtimeMs, ino } = await stat(join(source, file));
    const key = [size, mtimeMs, ino, file].join(':');
    digests[file] = fresh[key] = known[key] ?? (await digestFile(join(source, file)));
  }
  if (Object.keys(fresh).some((key) => !(key in known))) await writeJson(memory, fresh);
  return digests;
}

async function copyProgram(source: string, files: readonly string[], folder: string): Promise<void> {
  const temporary = temporaryName(folder);
  try {
    for (const file of files) {
      await mkdir(dirname(join(temporary, file)), { recursive: true });
      await place(join(source, file), join(temporary, file), !scripts.includes(file));
    }
    for (const inside of new Set(files.map((file) => dirname(join(temporary, file)))))
      await syncFolder(inside);
    await commitFile(temporary, folder);
  } catch (error) {
    if (await exists(join(folder, program))) return; // somebody else was first
    throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Native parts are replaced, never rewritten, so a hard link keeps the old ones; the script itself is rewritten by builds. */
async function place(source: string, target: string, canLink: boolean): Promise<void> {
  if (
    canLink &&
    (await link(source, target).then(
      () => true,
      () => false,
    ))
  )
    return;
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  // a program that is there under its name is not looked at again
  const handle = await open(target, 'r');
  await handle.sync().finally(() => handle.close());
}
