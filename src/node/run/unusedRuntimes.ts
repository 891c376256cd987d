// Kept programs that nobody uses any more: of one that was updated since, they are the last link to its 150 MB.
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { milliseconds } from '../clock';
import { temporaryName } from '../files/atomic';
import { commandLines } from '../process/commandLines';

const month = 30 * 24 * 60 * 60 * 1000;
const year = 365 * 24 * 60 * 60 * 1000;

/** A file in a kept program's folder, as old as its last use on the machine that it names. */
const marks = 'used-on-';

/** Best effort: where a kept program may only be read, it is used all the same. */
export const markUsed = (folder: string): Promise<void> =>
  writeFile(join(folder, `${marks}${hostname()}`), hostname()).catch(() => undefined);

/** Removes those that were not asked for in a month, nor under another machine's name in a year, and that no living process was started from. */
export async function removeUnused(root: string): Promise<void> {
  const kept = (await readdir(root)).filter((name) => /^[0-9a-f]{32}(\.|$)/.test(name));
  const old: string[] = [];
  for (const name of kept) if (await isUnused(join(root, name))) old.push(name);
  if (old.length === 0) return;
  const lines = await commandLines();
  for (const name of old.filter((one) => !lines.some((line) => line.includes(one)))) {
    const leaving = temporaryName(join(root, name)); // so that nobody finds half of it
    await rename(join(root, name), leaving);
    await rm(leaving, { recursive: true });
  }
}

/** Longer where another machine used it, e.g. in a home folder that both see: its processes are not seen from here. It may be this one, under the name that another network gave it. */
async function isUnused(folder: string): Promise<boolean> {
  const used = (await readdir(folder)).filter((name) => name.startsWith(marks));
  const since = async (names: readonly string[]) => {
    const times = await Promise.all(names.map((name) => stat(join(folder, name))));
    return milliseconds() - Math.max(...times.map(({ mtimeMs }) => mtimeMs));
  };
  const isOwn = (name: string) => name === `${marks}${hostname()}`;
  const others = used.filter((name) => !isOwn(name));
  return (
    (await since(['', ...used.filter(isOwn)])) > month &&
    (others.length === 0 || (await since(others)) > year)
  );
}
