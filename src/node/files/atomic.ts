// Writing so that a reader sees the old content or the new one, never a part, and what was acknowledged survives a kill.
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Temporary file, fsync, rename, directory fsync; makes the folder. */
export async function writeAtomic(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = temporaryName(file);
  try {
    await writeDurable(temporary, content);
    await commitFile(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The same where nothing has that name; false, and nothing written, where something has. */
export async function writeNew(file: string, content: string | Uint8Array): Promise<boolean> {
  const temporary = temporaryName(file);
  try {
    await writeDurable(temporary, content);
    const isNew = await linked(temporary, file);
    if (isNew) await syncFolder(dirname(file));
    return isNew;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** A link appears whole or not at all, unlike a file that is created and then written; false where the name is taken. */
export async function linked(temporary: string, file: string): Promise<boolean> {
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A name beside `file` that no reader takes for it; removed or renamed by whoever made it. */
export const temporaryName = (file: string) => `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;

/** Gives a finished temporary file or folder its final name; durable when it returns. */
export async function commitFile(temporary: string, file: string): Promise<void> {
  await rename(temporary, file);
  await syncFolder(dirname(file));
}

/** JSON with two spaces and a final newline, written atomically. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await writeAtomic(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** The file's JSON, or undefined where there is no file; the caller vouches for the shape of files we wrote. */
export async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether `error` says that a file or folder does not exist. */
export const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Makes the bytes written so far survive a loss of power. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new file, whole on disk when it returns; its name is not. Throws where the name is taken. */
export async function writeDurable(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
