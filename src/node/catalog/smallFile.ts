// Reading one small file of ours for the catalog: its content, nothing, or a row that says why it cannot be used. Never an exception, never a large file.
import { relative } from 'node:path';
import type { z } from 'zod';
import type { BrokenFile } from '../../core/catalog/facts';
import { lookAtLine } from '../files/lines';
import { lookAtStored, lookAtText, updateHint, type StoredReading } from '../files/stored';
import type { Remedy } from '../../core/remedy';

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
  readonly remedy?: Remedy;
}

export type Reading<T> = { readonly value?: T; readonly broken?: BrokenFile };

/** The file's JSON as `T`; `shape` is what has to hold of it. */
export async function readSmallJson<T>(asked: SmallFile, shape: z.ZodType): Promise<Reading<T>> {
  return told(asked, await lookAtStored<T>(asked.file, shape, maxBytes));
}

/** Every line's document as `T`; a torn last line was never acknowledged and is dropped, any other wrong line is told. */
export async function readSmallLines<T>(asked: SmallFile, shape: z.ZodType): Promise<Reading<readonly T[]>> {
  const text = await lookAtText(asked.file, maxBytes);
  if (text.kind !== 'read') return told<readonly T[]>(asked, text);
  const readings = text.value
    .split('\n')
    .slice(0, -1)
    .filter(Boolean)
    .map((line) => told(asked, lookAtLine<T>(line, shape)));
  const broken = readings.find((reading) => reading.broken)?.broken;
  return {
    value: readings.flatMap(({ value }) => (value === undefined ? [] : [value])),
    ...(broken ? { broken } : {}),
  };
}

function told<T>(
  { file, root, section, name, hint, remedy }: SmallFile,
  reading: StoredReading<T>,
): Reading<T> {
  switch (reading.kind) {
    case 'none':
      return {};
    case 'read':
      return { value: reading.value };
    case 'damaged':
    case 'newer':
    case 'refused': {
      const shown = relative(root, file).replaceAll('\\', '/');
      const reason = `${shown.slice(shown.lastIndexOf('/') + 1)} ${reading.why}`;
      const toDo =
        reading.kind === 'refused'
          ? { hint: reading.remedy }
          : reading.kind === 'newer'
            ? { hint: updateHint }
            : { hint, ...(remedy ? { remedy } : {}) };
      return { broken: { section, name, file: shown, reason, ...toDo } };
    }
  }
}
