// The entries of a folder that may matter, the shallow ones first, up to a number: looking never goes on without end.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareText } from '../../core/order';

export interface Walked {
  /** Relative, with `/`. */
  readonly files: readonly string[];
  /** Folders that are something as a whole and were not looked into. */
  readonly wholes: readonly string[];
  /** Whether there was more than `limit`. */
  readonly isCut: boolean;
}

/** Folders of tools, packages and builds, and whatever is hidden. */
const ignored = new Set([
  'node_modules',
  'bower_components',
  'site-packages',
  'venv',
  'env',
  'virtualenv',
  '__pycache__',
  'dist',
  'build',
  'out',
  'target',
  'coverage',
  'vendor',
  'htmlcov',
]);
const wholeNames = new Set(['mlruns']);
const deepest = 8;

/** Whether a file's path below the root leads through none of them. */
export const isWalked = (path: string): boolean =>
  path.split('/').every((name) => !name.startsWith('.') && !ignored.has(name));

/** Links are not followed. A folder that cannot be read counts as empty. */
export async function walk(root: string, limit: number, signal?: AbortSignal): Promise<Walked> {
  const files: string[] = [];
  const wholes: string[] = [];
  let level = [''];
  let seen = 0;
  for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
    const below: string[] = [];
    for (const folder of level) {
      signal?.throwIfAborted();
      const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
      if (depth > 0 && entries.some(({ name }) => name === 'pyvenv.cfg')) continue;
      for (const entry of entries.sort((a, b) => compareText(a.name, b.name))) {
        if (seen >= limit) return { files, wholes, isCut: true };
        seen += 1;
        if (entry.name.startsWith('.')) continue;
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isFile()) files.push(path);
        else if (!entry.isDirectory() || ignored.has(entry.name)) continue;
        else if (wholeNames.has(entry.name)) wholes.push(path);
        else below.push(path);
      }
    }
    level = below;
  }
  return { files, wholes, isCut: false };
}
