// What DVC tracks at a path: by the `.dvc` file beside it or beside a folder above it, or as what a stage in `dvc.lock` made. Read only; DVC's own files are written by DVC.
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { wrongInput } from '../../core/errors';
import { isMissing } from '../files/atomic';
import { exists } from '../files/exists';

export interface Tracked {
  /** The folder that holds `.dvc`. */
  readonly repository: string;
  /** What DVC tracks, absolute: the path itself or a folder above it. */
  readonly out: string;
  /** Of its bytes, or of the list of a folder's files, then with `.dir` behind it. */
  readonly md5: string;
  /** Line ends of text do not count in the digest: that of DVC before version 3, which has its own place in the cache. */
  readonly isOld: boolean;
  /** Bytes; undefined where DVC did not write it down. */
  readonly size?: number;
}

const outSchema = z.object({
  path: z.string(),
  md5: z
    .string()
    .regex(/^[0-9a-f]{32}(\.dir)?$/)
    .optional(),
  hash: z.string().optional(),
  size: z.number().optional(),
});
const dvcSchema = z.object({ outs: z.array(outSchema).default([]), wdir: z.string().default('.') });
const lockSchema = z.object({
  stages: z.record(z.string(), z.object({ outs: z.array(outSchema).default([]) })).default({}),
});
const pipelineSchema = z.object({
  stages: z.record(z.string(), z.looseObject({ wdir: z.string().default('.') })).default({}),
});

/** Undefined where DVC does not track it. Throws `input` where a file of DVC's cannot be read. */
export async function trackedByDvc(path: string): Promise<Tracked | undefined> {
  const repository = await repositoryOf(dirname(path));
  if (repository === undefined) return undefined;
  for (let out = path; out !== repository && out.startsWith(repository); out = dirname(out)) {
    const found = (await ofFile(`${out}.dvc`, out)) ?? (await ofLocks(repository, out));
    if (found) return { repository, ...found };
  }
  return undefined;
}

async function repositoryOf(folder: string): Promise<string | undefined> {
  for (let above = folder; ; above = dirname(above)) {
    if (await exists(join(above, '.dvc'))) return above;
    if (dirname(above) === above) return undefined;
  }
}

type Found = Omit<Tracked, 'repository'>;

async function ofFile(file: string, out: string): Promise<Found | undefined> {
  const content = await read(file, dvcSchema);
  return content && trackedOut(content.outs, resolve(dirname(file), content.wdir), out);
}

/** A stage's outs stand in the lock beside its `dvc.yaml`, as paths from the stage's own folder. */
async function ofLocks(repository: string, out: string): Promise<Found | undefined> {
  for (let folder = dirname(out); ; folder = dirname(folder)) {
    const lock = await read(join(folder, 'dvc.lock'), lockSchema);
    const pipeline = lock && (await read(join(folder, 'dvc.yaml'), pipelineSchema));
    for (const [name, { outs }] of Object.entries(lock?.stages ?? {})) {
      const found = trackedOut(outs, resolve(folder, pipeline?.stages[name]?.wdir ?? '.'), out);
      if (found) return found;
    }
    if (folder === repository || dirname(folder) === folder) return undefined;
  }
}

function trackedOut(
  outs: readonly z.infer<typeof outSchema>[],
  folder: string,
  out: string,
): Found | undefined {
  const entry = outs.find(({ path }) => resolve(folder, path) === out);
  if (entry?.md5 === undefined) return undefined;
  const { md5, hash, size } = entry;
  return { out, md5, isOld: hash !== 'md5', ...(size === undefined ? {} : { size }) };
}

async function read<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return schema.parse(parse(text));
  } catch (cause) {
    throw wrongInput(`${file} cannot be read as a file of DVC's.`, {
      hint: 'Let DVC write it again.',
      cause,
    });
  }
}

/** The part of the path below what is tracked, with `/` between its names; `''` is all of it. */
export const belowOut = ({ out }: Tracked, path: string): string => relative(out, path).split(sep).join('/');
