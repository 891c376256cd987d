// The prediction log: one line a prediction, in the file of its day; a line is written before its prediction is answered.
import { mkdir, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { PredictionLine } from '../../core/deploy/deployment';
import { isMissing } from '../files/atomic';
import { openForAppending, readLines } from '../files/lines';

export interface PredictionLog {
  /** Returns once the lines would survive the death of this process. */
  append(lines: readonly PredictionLine[]): Promise<void>;
  close(): Promise<void>;
}

/** `folder`: the deployment's `predictions`. One writer a folder. */
export async function openPredictionLog(folder: string): Promise<PredictionLog> {
  await mkdir(folder, { recursive: true });
  let day = '';
  let file: FileHandle | undefined;
  let size = 0; // of what was acknowledged
  let last = Promise.resolve();
  const write = async (lines: readonly PredictionLine[]) => {
    const today = (lines[0]?.at ?? '').slice(0, 10);
    if (today !== day) {
      await file?.close();
      file = undefined;
      file = await openForAppending(join(folder, `${today}.jsonl`));
      ({ size } = await file.stat());
      day = today;
    }
    const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    try {
      await file?.appendFile(bytes);
      size += bytes.length;
    } catch (error) {
      // What a full disk took of it was never acknowledged, and the next line has to start whole.
      await file?.truncate(size).catch(() => undefined);
      day = '';
      throw error;
    }
  };
  return {
    append(lines) {
      if (lines.length === 0) return Promise.resolve();
      const done = last.then(() => write(lines));
      last = done.catch(() => undefined); // the one who appended is told; the next append tries again
      return done;
    },
    async close() {
      await last;
      await file?.close();
    },
  };
}

/** Every prediction of a deployment in the order it was answered; [] where there is none. */
export async function readPredictions(folder: string): Promise<PredictionLine[]> {
  const files = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const days = files.filter((name) => name.endsWith('.jsonl')).sort();
  const lines = await Promise.all(days.map((name) => readLines<PredictionLine>(join(folder, name))));
  return lines.flat().filter(isWhole);
}

/** By hand, because a log may hold millions of lines. */
function isWhole({ id, at, version, inputs, output }: Partial<PredictionLine>): boolean {
  return (
    typeof id === 'string' &&
    typeof at === 'string' &&
    typeof version === 'number' &&
    typeof inputs === 'object' &&
    (inputs as unknown) !== null &&
    typeof output?.score === 'number'
  );
}
