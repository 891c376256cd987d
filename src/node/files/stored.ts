// Reading one file of our state, which may be torn or edited: its content, nothing, or why it cannot be used. One reader for stages, panels and trees.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { unavailable } from '../../core/errors';
import { isMissing } from './atomic';

export type StoredReading<T> =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly value: T }
  /** `damaged`: whoever makes the file can make it again. `newer`: a newer version of this program can read it. `refused`: it is not read here. */
  | { readonly kind: 'damaged' | 'newer' | 'refused'; readonly why: string };

/** What to do about a file of a newer version. */
export const updateHint = 'Update Model Lifecycle.';

/** The file's JSON; `shape` is what has to hold of it. Never throws. `atMost`: bytes. */
export async function lookAtStored<T>(
  file: string,
  shape: z.ZodType,
  atMost = Infinity,
): Promise<StoredReading<T>> {
  const text = await lookAtText(file, atMost);
  return text.kind === 'read' ? parseStored<T>(text.value, shape) : text;
}

/**
 * The same for whoever can have the file made again: undefined where there is none, or it is damaged. Throws `unavailable`
 * where it would be wrong to replace it: a newer version wrote it, or the system does not let it be read.
 */
export async function readStored<T>(file: string, shape: z.ZodType): Promise<T | undefined> {
  const reading = await lookAtStored<T>(file, shape);
  switch (reading.kind) {
    case 'read':
      return reading.value;
    case 'none':
    case 'damaged':
      return undefined;
    case 'newer':
      throw unavailable(`${basename(file)} ${reading.why}.`, { hint: updateHint });
    case 'refused':
      throw unavailable(`${file} ${reading.why}.`, {
        hint: 'Check the permissions of the file and its folder.',
      });
  }
}

/** The file as text. Never throws. */
export async function lookAtText(file: string, atMost = Infinity): Promise<StoredReading<string>> {
  try {
    const { size } = await stat(file);
    if (size > atMost) return { kind: 'refused', why: `has ${size} bytes, more than is read here` };
    return { kind: 'read', value: await readFile(file, 'utf8') };
  } catch (error) {
    if (isMissing(error)) return { kind: 'none' };
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return { kind: 'refused', why: `cannot be read (${code})` };
  }
}

/** One document: a file's, or a line's. */
export function parseStored<T>(text: string, shape: z.ZodType): StoredReading<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'damaged', why: 'is torn or was edited: it is not JSON' };
  }
  const schema: unknown = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : 1;
  if (typeof schema === 'number' && schema > 1)
    return { kind: 'newer', why: `was written by a newer version (schema ${schema})` };
  if (!shape.safeParse(value).success)
    return { kind: 'damaged', why: 'does not have the content it should have' };
  return { kind: 'read', value: value as T };
}
