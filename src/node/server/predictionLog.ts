// The prediction log: one line a prediction, in the file of its day; a line is written before its prediction is answered.
import { mkdir, open, readdir, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { PredictionLine } from '../../core/deploy/deployment';
import { unavailable } from '../../core/errors';
import { isMissing } from '../files/atomic';
import { turn } from '../paced';
import { openForAppending, parseLine, textLines } from '../files/lines';

export interface PredictionLog {
  /** Returns once the lines would survive the death of this process. */
  append(lines: readonly PredictionLine[]): Promise<void>;
  /** Why the last lines could not be written, where as many still cannot be; undefined once they can. */
  refusal(): Promise<unknown>;
  /** Aborted, with what to tell, once the folder or the file written to was taken away: nothing is kept from then on. */
  readonly lost: AbortSignal;
  /** Looks whether it was. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/** `folder`: the deployment's `predictions`. One writer a folder. */
export async function openPredictionLog(folder: string): Promise<PredictionLog> {
  await mkdir(folder, { recursive: true });
  const own = { path: folder, handle: await open(folder) };
  const lost = new AbortController();
  let day = '';
  let file: OpenFile | undefined;
  let size = 0; // of what was acknowledged
  let last = Promise.resolve();
  const look = async () => {
    for (const one of file ? [own, file] : [own]) if (!(await isStill(one))) lost.abort(takenAway(one.path));
  };
  let refused: { readonly day: string; readonly bytes: number } | undefined;
  const put = async (today: string, bytes: Buffer) => {
    if (today !== day) await look();
    lost.signal.throwIfAborted();
    if (today !== day) {
      await file?.handle.close();
      file = undefined;
      const path = join(folder, `${today}.jsonl`);
      file = { path, handle: await openForAppending(path) };
      ({ size } = await file.handle.stat());
      day = today;
    }
    try {
      await file?.handle.appendFile(bytes);
    } catch (error) {
      // What a full disk took of it was never acknowledged, and the next line has to start whole.
      await file?.handle.truncate(size).catch(() => undefined);
      day = '';
      throw error;
    }
  };
  const write = async (lines: readonly PredictionLine[]) => {
    const today = (lines[0]?.at ?? '').slice(0, 10);
    const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    refused = { day: today, bytes: bytes.length };
    await put(today, bytes);
    refused = undefined;
    size += bytes.length;
    await look();
    lost.signal.throwIfAborted();
  };
  /** Empty lines, which no reader takes for a prediction, in the place of those that were refused, and away again. */
  const tryAgain = async () => {
    if (!refused) return;
    await put(refused.day, Buffer.alloc(refused.bytes, '\n'));
    day = ''; // They may not go away again: what comes next measures the file anew.
    await file?.handle.truncate(size);
    refused = undefined;
  };
  return {
    append(lines) {
      if (lines.length === 0) return Promise.resolve();
      const done = last.then(() => write(lines));
      last = done.catch(() => undefined); // the one who appended is told; the next append tries again
      return done;
    },
    refusal() {
      const done = last.then(tryAgain);
      last = done.catch(() => undefined);
      return done.catch((error: unknown) => error);
    },
    lost: lost.signal,
    look() {
      const done = last.then(look);
      last = done.catch(() => undefined);
      return done;
    },
    async close() {
      await last;
      await file?.handle.close();
      await own.handle.close();
    },
  };
}

interface OpenFile {
  readonly path: string;
  readonly handle: FileHandle;
}

/** Whether the path still leads to what is open: what was removed can be written to for ever, and nobody finds it. */
async function isStill({ path, handle }: OpenFile): Promise<boolean> {
  const [own, there] = [
    await handle.stat(),
    await stat(path).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    }),
  ];
  return own.dev === there?.dev && own.ino === there.ino;
}

const takenAway = (folder: string) =>
  unavailable(`${folder} was moved or removed: no prediction can be kept any more, so the server ends.`, {
    hint: 'Deploy it again.',
  });

/** Lines of one day that are told of together. */
export interface NotedLines {
  /** That answered them, and is none of those asked for; undefined: they are damaged and left out. They have an end, so they were no kill's. */
  readonly version?: number;
  /** Absolute. */
  readonly file: string;
  readonly count: number;
  /** Number of the first, from 1. */
  readonly first: number;
}

export interface PredictionsReading {
  readonly signal?: AbortSignal;
  /** How many were read so far. */
  readonly told?: (rows: number) => void;
  /** Predictions of others are noted; undefined: of none. */
  readonly versions?: Pick<ReadonlySet<number>, 'has'>;
  /** Called for each day that has such lines, once a version. */
  readonly noted?: (lines: NotedLines) => void;
}

/** Every prediction of a deployment in the order it was answered; [] where there is none. A day at a time: the text of all were as much as memory. */
export async function readPredictions(
  folder: string,
  { signal, told, versions, noted }: PredictionsReading = {},
): Promise<PredictionLine[]> {
  const files = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const days = files.filter((name) => name.endsWith('.jsonl')).sort();
  const found: PredictionLine[] = [];
  for (const day of days) {
    await turn(signal);
    const file = join(folder, day);
    const lines = await textLines(file);
    const ofDay = new Map<number | undefined, NotedLines>();
    const note = (index: number, version?: number) => {
      const known = ofDay.get(version) ?? { file, count: 0, first: index + 1 };
      ofDay.set(version, { ...known, count: known.count + 1, ...(version !== undefined && { version }) });
    };
    for (const [index, text] of lines.entries()) {
      const [line] = parseLine<PredictionLine>(text);
      if (line && isWhole(line)) {
        found.push(line);
        if (versions?.has(line.version) === false) note(index, line.version);
      } else if (text !== '' && index < lines.length - 1) note(index);
    }
    for (const one of ofDay.values()) noted?.(one);
    told?.(found.length);
  }
  return found;
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
