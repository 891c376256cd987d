// Append-only logs of one JSON document a line; a torn last line, left by a kill, is dropped by readers.
import { constants } from 'node:fs';
import { mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { writeAtomic } from './atomic';
import { lookAtText, parseStored, refused, type StoredReading } from './stored';

/** Appends one line and returns once it is durable. One writer a file. */
export async function appendLine(file: string, value: unknown): Promise<void> {
  await appendLines(file, [value]);
}

/** Appends lines, all in one write, and returns once they are durable; without lines it makes no file. One writer a file. */
export async function appendLines(file: string, values: readonly unknown[]): Promise<void> {
  if (values.length === 0) return;
  const lines = values.map((value) => `${JSON.stringify(value)}\n`).join('');
  await mkdir(dirname(file), { recursive: true });
  const { handle, isTorn } = await openLog(file);
  try {
    await handle.appendFile(`${isTorn ? '\n' : ''}${lines}`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/**
 * A log open for more lines. What a kill left of a last one is taken away, so that a line with an end that cannot be read
 * is none of these. One writer a file; whoever opens it closes it.
 */
export async function openForAppending(file: string): Promise<FileHandle> {
  const { handle, isTorn } = await openLog(file);
  try {
    if (isTorn) await endLast(handle);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function endLast(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  for (let wanted = tailBytes; ; wanted *= 2) {
    const start = Math.max(0, size - wanted);
    const { buffer } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    const last = buffer.lastIndexOf(0x0a) + 1;
    if (last === 0 && start > 0) continue;
    if (parseLine(buffer.toString('utf8', last)).length > 0) await handle.appendFile('\n');
    else await handle.truncate(start + last);
    return;
  }
}

async function openLog(file: string): Promise<{ readonly handle: FileHandle; readonly isTorn: boolean }> {
  const handle = await open(file, appending);
  try {
    const { size } = await handle.stat();
    return { handle, isTorn: size > 0 && (await lastByte(handle, size)) !== 0x0a };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** `a+`, but not through a link: it may lead out of the project. Windows has no such flag. */
const appending =
  constants.O_APPEND |
  constants.O_CREAT |
  constants.O_RDWR |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0);

/** Every whole line's document, in order; [] where there is no file. `shape`: what has to hold of it; another line is passed over as a torn one is. */
export async function readLines<T>(file: string, shape?: z.ZodType): Promise<T[]> {
  const lines = (await textLines(file)).flatMap((line) => parseLine<T>(line));
  return shape ? lines.filter((line) => shape.safeParse(line).success) : lines;
}

/** Its lines as text; the last is what has no end yet. [] where there is no file. */
export async function textLines(file: string): Promise<readonly string[]> {
  const text = await lookAtText(file);
  if (text.kind === 'refused') throw refused(file, text);
  return text.kind === 'none' ? [] : text.value.split('\n');
}

/** The last whole line's document, without reading all of a long log; undefined where there is none, or it cannot be read. */
export async function lastLine<T>(file: string): Promise<T | undefined> {
  const info = await stat(file).catch(() => undefined);
  const handle = info?.isFile() ? await open(file).catch(() => undefined) : undefined;
  if (!info || !handle) return undefined;
  try {
    const { size } = info;
    for (let wanted = tailBytes; ; wanted *= 2) {
      const start = Math.max(0, size - wanted);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
      const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
      const whole = lines.slice(start === 0 ? 0 : 1).flatMap((line) => parseLine<T>(line));
      if (whole.length > 0 || start === 0) return whole.at(-1);
    }
  } finally {
    await handle.close();
  }
}

const tailBytes = 1 << 16;

/**
 * Writes the log anew without its damaged lines, where it has some. How many of the others readers pass over: they are
 * of a newer version, or say what this one does not know, and stay as they are. One writer a file.
 */
export async function dropDamagedLines(file: string, shape: z.ZodType): Promise<number> {
  const text = await lookAtText(file);
  if (text.kind !== 'read') return 0;
  const lines = text.value.split('\n').filter(Boolean);
  const readings = lines.map((line) => ({ line, kind: lookAtLine(line, shape).kind }));
  const kept = readings.filter(({ kind }) => kind !== 'damaged');
  if (kept.length < lines.length) await writeAtomic(file, kept.map(({ line }) => `${line}\n`).join(''));
  return kept.filter(({ kind }) => kind === 'newer').length;
}

/** A line of a log. Damaged is only what is no JSON document: one of another shape may be of a version that knows more. */
export function lookAtLine<T>(line: string, shape: z.ZodType): StoredReading<T> {
  const reading = parseStored<T>(line, shape);
  return reading.kind === 'damaged' && parseLine(line).length > 0
    ? { kind: 'newer', why: 'has a line that this version does not know how to read' }
    : reading;
}

/** The line's document as an array of one; [] for an empty or torn line, or one that is no object. */
export function parseLine<T>(line: string): T[] {
  if (line === '') return [];
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as T] : [];
  } catch {
    return []; // torn by a kill: never acknowledged
  }
}

async function lastByte(handle: FileHandle, size: number): Promise<number | undefined> {
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, size - 1);
  return byte[0];
}
