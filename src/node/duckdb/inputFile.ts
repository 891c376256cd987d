// A data file as a person names it: the plain file that it is, the part of it that is meant, and a path that DuckDB reads no wildcard in.
import { mkdir, stat, symlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { formatOf } from '../../core/dataset/fileFormat';
import { partings } from '../../core/dataset/part';
import { unavailable, wrongInput } from '../../core/errors';
import { isMissing } from '../files/atomic';
import type { TextFile } from './textFile';
import type { Database } from './engine';

export interface InputFile {
  /** With what of it is meant behind a `#`, where the file does not say it itself: `book.xlsx#Sales`, `old.csv#latin1`. */
  readonly path: string;
  /** As the person knows it, for messages; undefined takes the path. */
  readonly shown?: string;
}

export interface SourceFile extends TextFile {
  readonly part: string | undefined;
  /** Throws `unavailable` where the file is no longer as it was found. */
  requireUnchanged(): Promise<void>;
}

/** The file itself and what is meant of it; undefined where there is none. */
export async function locate(
  path: string,
): Promise<{ readonly path: string; readonly part?: string } | undefined> {
  for (const parting of partings(path)) if (await isThere(parting.path)) return parting;
  return undefined;
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );

/** DuckDB reads `*`, `?` and `[` in a path as wildcards: such a file is read through a link of another name. Throws `input` where there is none. */
export async function openInput(database: Database, { path, shown }: InputFile): Promise<SourceFile> {
  const found = await locate(path);
  if (!found)
    throw wrongInput(`There is no file ${shown ?? path}.`, {
      hint: 'Check the path, or collect the data first.',
    });
  const name = shown ?? found.path;
  const absolute = resolve(found.path);
  const info = await stat(absolute);
  if (!info.isFile()) throw wrongInput(`${name} is not a file.`, { hint: 'Name the file itself.' });
  return {
    path: /[*?[\]{}\\]/.test(absolute) ? await linkTo(database, absolute) : absolute,
    shown: name,
    part: found.part,
    async requireUnchanged() {
      const now = await stat(absolute).catch(() => undefined);
      if (now?.size === info.size && now.mtimeMs === info.mtimeMs) return;
      throw unavailable(`${name} ${now ? 'was changed' : 'was removed'} while it was read.`, {
        hint: 'Wait until what writes it is done, then try again.',
      });
    },
  };
}

let links = 0;

async function linkTo(database: Database, absolute: string): Promise<string> {
  await mkdir(database.folder, { recursive: true });
  const ending = /(\.[a-z0-9]+)?(\.(gz|zst))?$/i.exec(basename(absolute))?.[0] ?? '';
  const link = join(
    database.folder,
    `link-${String(links++)}${formatOf(absolute) === undefined ? '' : ending}`,
  );
  await symlink(absolute, link);
  return link;
}
