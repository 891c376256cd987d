// The mark of an environment that is being made. What a making that was killed left is none yet, unless a person made his own over it.
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../files/atomic';

/**
 * `ours`: all of it was made by us. `another`: a person made an environment over it since. `unknown`: it was his before,
 * or nobody can tell whose it is.
 */
export type Unfinished = 'ours' | 'another' | 'unknown';

/** Whether an environment there may be used: none is that is still being made, or that a kill left. */
export async function isFinished(environment: string): Promise<boolean> {
  const left = await unfinished(environment);
  return left === undefined || left === 'another';
}

const markIn = (environment: string) => join(environment, 'lifecycle.unfinished');

/** Undefined where nothing was left unfinished. */
export async function unfinished(environment: string): Promise<Unfinished | undefined> {
  const mark = await readFile(markIn(environment), 'utf8').catch(() => undefined);
  if (mark === undefined) return undefined;
  const [whose, made] = mark.trim().split(' ');
  const now = await madeAt(environment);
  if (made === undefined || now === undefined) return 'unknown';
  if (made !== now) return 'another';
  return whose === 'new' ? 'ours' : 'unknown';
}

/** Before it is made. `isNew`: its folder was not there before. */
export const markBegun = (environment: string, isNew: boolean) =>
  writeAtomic(markIn(environment), isNew ? 'new' : 'old');

/** Once it is made and only lacks its packages: one that is made later is another's. */
export const markMade = async (environment: string, isNew: boolean) =>
  writeAtomic(markIn(environment), `${isNew ? 'new' : 'old'} ${(await madeAt(environment)) ?? ''}`);

export const markFinished = (environment: string) => rm(markIn(environment), { force: true });

/** Whatever makes an environment writes this file. */
export const configIn = (environment: string) => join(environment, 'pyvenv.cfg');

/** When an environment was made at this place last. */
const madeAt = (environment: string) =>
  stat(configIn(environment), { bigint: true }).then(
    ({ mtimeNs }) => String(mtimeNs),
    () => undefined,
  );
