// Kept programs that nobody uses any more: of one that was updated since, they are the last link to its 150 MB.
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { milliseconds } from '../clock';
import { temporaryName } from '../files/atomic';
import { commandLines } from '../process/commandLines';

const month = 30 * 24 * 60 * 60 * 1000;

/** A file in a kept program's folder, as old as its last use on the machine that it names. */
const marks = 'used-on-';

/** Best effort: where a kept program may only be read, it is used all the same. */
export const markUsed = (folder: string): Promise<void> =>
  writeFile(join(folder, `${marks}${hostname()}`), hostname()).catch(() => undefined);

/** Removes those that were not asked for in a month and that no living process was started from. */
export async function removeUnused(root: string): Promise<void> {
  const kept = (await readdir(root)).filter((name) => /^[0-9a-f]{32}(\.|$)/.test(name));
  const old: string[] = [];
  for (const name of kept) if ((await lastUse(join(root, name))) < milliseconds() - month) old.push(name);
  if (old.length === 0) return;
  const lines = await commandLines();
  for (const name of old.filter((one) => !lines.some((line) => line.includes(one)))) {
    const leaving = temporaryName(join(root, name)); // so that nobody finds half of it
    await rename(join(root, name), leaving);
    await rm(leaving, { recursive: true });
  }
}

/** Never over where another machine used it too, e.g. in a home folder that both see: its processes are not seen from here. */
async function lastUse(folder: string): Promise<number> {
  const used = (await readdir(folder)).filter((name) => name.startsWith(marks));
  if (used.some((name) => name !== `${marks}${hostname()}`)) return Infinity;
  const times = await Promise.all(['', ...used].map((name) => stat(join(folder, name))));
  return Math.max(...times.map(({ mtimeMs }) => mtimeMs));
}
