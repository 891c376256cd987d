// Files in DVC's cache, by the MD5 of their content; what is not there is fetched by DVC itself.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { isMissing } from '../files/atomic';
import { exists } from '../files/exists';
import { unavailable, wrongInput } from '../../core/errors';
import { withoutEditor } from '../process/environment';
import { capture } from '../process/capture';
import type { Tracked } from './tracked';

export interface CachedFile {
  /** In the cache, whole: its bytes have the digest they are called by. */
  readonly from: string;
  readonly md5: string;
  /** Below what is tracked, with `/` between its names; `''` for a file that is tracked itself. */
  readonly below: string;
}

const listSchema = z.array(z.object({ md5: z.string().regex(/^[0-9a-f]{32}$/), relpath: z.string() }));

/** `below`: which file or folder of what is tracked, `''` for all. Throws `input` for a damaged cache and `unavailable` where DVC cannot bring it. */
export async function cachedFiles(
  tracked: Tracked,
  below: string,
  signal: AbortSignal,
): Promise<readonly CachedFile[]> {
  const found = await present(tracked, below);
  const files = found ?? (await fetched(tracked, below, signal));
  for (const file of files) await requireWhole(file, tracked, signal);
  return files;
}

async function fetched(tracked: Tracked, below: string, signal: AbortSignal): Promise<readonly CachedFile[]> {
  await fetch(tracked, signal);
  const files = await present(tracked, below);
  if (files) return files;
  throw unavailable(`DVC brought no ${tracked.out} into its cache.`, {
    hint: `Run "dvc fetch ${tracked.out}" and look at what it says.`,
  });
}

/** Undefined where not all of it is in the cache. */
async function present(tracked: Tracked, below: string): Promise<readonly CachedFile[] | undefined> {
  const place = await placeOf(tracked);
  if (!tracked.md5.endsWith('.dir')) {
    const from = place(tracked.md5);
    return (await exists(from)) ? [{ from, md5: tracked.md5, below: '' }] : undefined;
  }
  const list = await readFile(place(tracked.md5), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (list === undefined) return undefined;
  if (`${createHash('md5').update(list).digest('hex')}.dir` !== tracked.md5)
    throw damaged(place(tracked.md5), tracked);
  const files = listSchema
    .parse(JSON.parse(list))
    .filter(({ relpath }) => below === '' || relpath === below || relpath.startsWith(`${below}/`))
    .map(({ md5, relpath }) => ({ from: place(md5), md5, below: relpath }));
  if (files.length === 0)
    throw wrongInput(`DVC tracks no ${below} in ${tracked.out}.`, { hint: 'Check the path.' });
  for (const { from } of files) if (!(await exists(from))) return undefined;
  return files;
}

/** `[cache] dir` of DVC's own settings, the local ones first, else its usual folder. */
async function placeOf({ repository, isOld }: Tracked): Promise<(md5: string) => string> {
  const folder = join(repository, '.dvc');
  let cache = join(folder, 'cache');
  for (const name of ['config', 'config.local']) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    const [, section = ''] = /^\s*\[cache\]([^[]*)/m.exec(text) ?? [];
    const [, dir] = /^\s*dir\s*=\s*(.+?)\s*$/m.exec(section) ?? [];
    if (dir !== undefined) cache = resolve(folder, dir);
  }
  const base = isOld ? cache : join(cache, 'files', 'md5');
  return (md5) => join(base, md5.slice(0, 2), md5.slice(2));
}

async function requireWhole({ from, md5 }: CachedFile, tracked: Tracked, signal: AbortSignal): Promise<void> {
  const plain = createHash('md5');
  const unix = createHash('md5');
  for await (const chunk of createReadStream(from, { signal }) as AsyncIterable<Buffer>) {
    plain.update(chunk);
    if (tracked.isOld) unix.update(chunk.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  }
  if (plain.digest('hex') === md5 || (tracked.isOld && unix.digest('hex') === md5)) return;
  throw damaged(from, tracked);
}

const damaged = (file: string, { out }: Tracked) =>
  wrongInput(`DVC's cache is damaged: ${file} holds other bytes than it is called by.`, {
    hint: `Remove that file, then run "dvc fetch ${out}".`,
  });

/** Brings it into the cache; what lies in the workspace is not touched. */
async function fetch({ repository, out }: Tracked, signal: AbortSignal): Promise<void> {
  try {
    await capture('dvc', ['fetch', out], {
      cwd: repository,
      env: { ...withoutEditor(process.env), DVC_NO_ANALYTICS: '1' },
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    const { code, stderr = '' } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT')
      throw unavailable(`${out} is tracked by DVC and not in its cache, and there is no "dvc" to fetch it.`, {
        hint: 'Install DVC (pip install dvc), or bring its folder into PATH, and try again.',
        cause: error,
      });
    throw unavailable(`DVC could not fetch ${out}: ${/^ERROR: (.*)$/m.exec(stderr)?.[1] ?? 'it failed.'}`, {
      hint: `Run "dvc fetch ${out}" and look at what it says.`,
      cause: error,
    });
  }
}
