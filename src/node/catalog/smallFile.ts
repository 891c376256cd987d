// Reading one small file of ours: its content, nothing, or why it cannot be used. Never an exception, never a large file.
import { readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { z } from 'zod';
import type { BrokenFile } from '../../core/catalog/facts';
import { isMissing } from '../files/atomic';

const maxBytes = 32_000_000;

export interface SmallFile {
  /** Absolute. */
  readonly file: string;
  readonly root: string;
  /** The entry it belongs to. */
  readonly section: BrokenFile['section'];
  readonly name: string;
  /** What to do when it is broken. */
  readonly hint: string;
}

export type Reading<T> = { readonly value?: T; readonly broken?: BrokenFile };

/** The file's JSON as `T`; `shape` is what has to hold of it. */
export async function readSmallJson<T>(asked: SmallFile, shape: z.ZodType): Promise<Reading<T>> {
  const text = await readSmallText(asked);
  if (text.value === undefined) return text.broken ? { broken: text.broken } : {};
  return parse<T>(asked, text.value, shape);
}

/** Every line's document as `T`; a torn last line was never acknowledged and is dropped, any other wrong line is told. */
export async function readSmallLines<T>(asked: SmallFile, shape: z.ZodType): Promise<Reading<readonly T[]>> {
  const text = await readSmallText(asked);
  if (text.value === undefined) return text.broken ? { broken: text.broken } : {};
  const lines = text.value.split('\n');
  const readings = lines
    .slice(0, -1)
    .filter(Boolean)
    .map((line) => parse<T>(asked, line, shape));
  const broken = readings.find((reading) => reading.broken)?.broken;
  return {
    value: readings.flatMap(({ value }) => (value === undefined ? [] : [value])),
    ...(broken ? { broken } : {}),
  };
}

async function readSmallText(asked: SmallFile): Promise<Reading<string>> {
  try {
    const { size } = await stat(asked.file);
    if (size > maxBytes) return { broken: brokenFile(asked, `has ${size} bytes, more than is read here`) };
    return { value: await readFile(asked.file, 'utf8') };
  } catch (error) {
    if (isMissing(error)) return {};
    return {
      broken: brokenFile(asked, `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`),
    };
  }
}

function parse<T>(asked: SmallFile, text: string, shape: z.ZodType): Reading<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { broken: brokenFile(asked, 'is torn or was edited: it is not JSON') };
  }
  const schema: unknown = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : 1;
  if (typeof schema === 'number' && schema > 1)
    return {
      broken: {
        ...brokenFile(asked, `was written by a newer version (schema ${schema})`),
        hint: 'Update Model Lifecycle.',
      },
    };
  if (!shape.safeParse(value).success)
    return { broken: brokenFile(asked, 'does not have the content it should have') };
  return { value: value as T };
}

function brokenFile({ file, root, section, name, hint }: SmallFile, why: string): BrokenFile {
  const shown = relative(root, file).replaceAll('\\', '/');
  return { section, name, file: shown, reason: `${shown.slice(shown.lastIndexOf('/') + 1)} ${why}`, hint };
}
