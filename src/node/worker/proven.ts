// Prepared files, each held against its digest once as long as it stays as it is.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFile } from '../dataset/preparedFiles';
import { requirePrepared, versionFolder } from '../dataset/versions';
import { openProject } from '../project';

export interface PreparedPlace {
  /** Of the project. */
  readonly root: string;
  /** Of the dataset. */
  readonly name: string;
}

/** Gives the absolute path of what was prepared last. Throws `failed` where nothing was, `unavailable` where it is not as prepared. */
export function openProven(): (place: PreparedPlace, signal: AbortSignal) => Promise<string> {
  const proven = new Map<string, string>();
  return async ({ root, name }, signal) => {
    const project = await openProject(root);
    const version = await requirePrepared(project, name);
    const file = join(versionFolder(project, version), version.data.file);
    const info = await stat(file).catch(() => undefined); // who reads it says what is wrong
    const state = [version.data.digest, info?.mtimeMs, info?.size].join(' ');
    if (proven.get(file) === state) return file;
    await dataFile(project, version, signal);
    proven.set(file, state);
    return file;
  };
}
