// Reading one file of our state, which may be torn or edited: its content, nothing, or why it cannot be used. One reader for stages, panels and trees.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { unavailable } from '../../core/errors';
import { isMissing } from './atomic';

export type StoredReading<T> =
  | TextReading<T>
  /** `damaged`: whoever makes the file can make it again. `newer`: a newer version of this program can read it. */
  | { readonly kind: 'damaged' | 'newer'; readonly why: string };

type TextReading<T = string> =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly value: T }
  /** It is not read here; only `remedy` mends that. */
  | { readonly kind: 'refused'; readonly why: string; readonly remedy: string };

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
      throw refused(file, reading);
  }
}

/** That the system does not let it be read, as an error. */
export const refused = (file: string, { why, remedy }: { readonly why: string; readonly remedy: string }) =>
  unavailable(`${file} ${why}.`, { hint: remedy });

/** The file as text. Never throws. */
export async function lookAtText(file: string, atMost = Infinity): Promise<TextReading> {
  try {
    const info = await stat(file);
    if (info.isDirectory())
      return {
        kind: 'refused',
        why: 'is a folder, where a file is needed',
        remedy: 'Move it away and try again.',
      };
    if (info.size > atMost)
      return {
        kind: 'refused',
        why: `has ${info.size} bytes, more than is read here`,
        remedy: 'Move it away: it is made again.',
      };
    return { kind: 'read', value: await readFile(file, 'utf8') };
  } catch (error) {
    if (isMissing(error)) return { kind: 'none' };
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const remedy = 'Check the permissions of the file and its folder.';
    return { kind: 'refused', why: `cannot be read (${code})`, remedy };
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
