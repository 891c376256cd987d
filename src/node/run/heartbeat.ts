// Signs of life of a run's process: written by it every two seconds, read by anyone who shares the folder.
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { shapes } from '../../core/shapes';
import type { ProcessIdentity } from '../../core/run/run';
import type { SignsOfLife } from '../../core/run/state';
import { clockAt, milliseconds } from '../clock';
import { temporaryName } from '../files/atomic';
import { readStored } from '../files/stored';
import { isAlive } from '../process/identity';
import { runFiles, type Heartbeat, type StopRequest } from './folder';

const beatEvery = 2_000;

/** Writes one beat. Not durable: it is only worth something while the machine runs. */
export async function beat(folder: string, process: ProcessIdentity): Promise<void> {
  const { heartbeat } = runFiles(folder);
  const temporary = temporaryName(heartbeat);
  try {
    await writeFile(temporary, JSON.stringify({ process, at: clockAt().real() } satisfies Heartbeat));
    await rename(temporary, heartbeat);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Beats until disposed; `onStopRequest` is told once when somebody asks the run to stop. */
export function keepBeating(
  folder: string,
  process: ProcessIdentity,
  onStopRequest: (request: StopRequest) => void,
): Disposable {
  let isAsked = false;
  const once = async () => {
    await beat(folder, process);
    const request = isAsked ? undefined : await readStopRequest(folder);
    if (!request) return;
    isAsked = true;
    onStopRequest(request);
  };
  // A full disk silences the heart, not the run: on this host the process itself is looked at.
  const timer = setInterval(() => void once().catch(() => undefined), beatEvery);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** Undefined before the process was started. */
export async function readHeartbeat(folder: string): Promise<Heartbeat | undefined> {
  return readStored<Heartbeat>(runFiles(folder).heartbeat, shapes.heartbeat);
}

/** Undefined where nobody asked the run to stop. */
export const readStopRequest = (folder: string) =>
  readStored<StopRequest>(runFiles(folder).stop, shapes.stopRequest);

/** Look at these before reading events: a process found dead has written all it ever will. */
export async function signsOfLife(folder: string): Promise<SignsOfLife> {
  const heartbeat = await readHeartbeat(folder);
  if (!heartbeat) return { silentFor: milliseconds() - (await madeAt(folder)) };
  const alive = isAlive(heartbeat.process);
  return {
    silentFor: milliseconds() - Date.parse(heartbeat.at),
    ...(alive === undefined ? {} : { isAlive: alive }),
  };
}

async function madeAt(folder: string): Promise<number> {
  const info = await stat(runFiles(folder).record).catch(() => undefined);
  return info?.mtimeMs ?? 0;
}
