// A lock that one process holds by a file, taken over when its owner is dead. Who waits, and for how long, is the caller's business.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { ProcessIdentity } from '../../core/run/run';
import { minute } from '../../core/times';
import { clockAt } from '../clock';
import { isAlive, ownIdentity } from '../process/identity';
import { isMissing, linked, temporaryName, writeDurable } from './atomic';
import { parseStored } from './stored';

export interface LockHolder {
  readonly process: ProcessIdentity;
  /** What it is held for, e.g. a run's id. */
  readonly purpose: string;
  readonly at: string;
}

export type LockAttempt =
  | {
      readonly kind: 'held';
      /** Whose lock was taken over because its process is dead; undefined where there was none. */
      readonly previous?: LockHolder;
      release(): Promise<void>;
    }
  | {
      readonly kind: 'taken';
      readonly holder: LockHolder;
      /** Where that is written. */
      readonly file: string;
    };

/** One attempt, at once. A holder on another host counts as alive. */
export async function tryLock(file: string, purpose: string): Promise<LockAttempt> {
  await mkdir(dirname(file), { recursive: true });
  const mine: HeldLock = { process: ownIdentity(), purpose, at: clockAt().real(), nonce: nonce() };
  const temporary = temporaryName(file);
  try {
    await writeDurable(temporary, JSON.stringify(mine));
    for (;;) {
      if (await linked(temporary, file)) return heldBy(file, mine);
      const found = await lookAt(file);
      if (!found) continue; // released in between
      const holder = found.lock;
      if (holder && isAlive(holder.process) !== false) return { kind: 'taken', holder, file };
      const claim = await tryLock(`${file}.takeover`, purpose);
      if (claim.kind === 'taken') return claim;
      try {
        // Only the holder of the claim replaces a dead lock, so what is read here stays true.
        if ((await lookAt(file))?.text !== found.text) continue;
        await rename(temporary, file);
        return heldBy(file, mine, holder);
      } finally {
        await claim.release();
      }
    }
  } finally {
    await rm(temporary, { force: true });
  }
}

export const holderText = ({ process: { pid, host }, at }: LockHolder) =>
  `process ${String(pid)} on ${host}, since ${minute(at)} UTC`;

/** The end of a hint about a lock whose process may be gone, for all that can be seen from here; empty where it can be seen. */
export const wayOut = ({ holder, file }: { readonly holder: LockHolder; readonly file: string }) =>
  isAlive(holder.process) === undefined ? ` If that process is gone, delete ${file}.` : '';

interface HeldLock extends LockHolder {
  readonly nonce: string;
}

interface FoundLock {
  readonly text: string;
  /** Undefined where it is not whole: only the end of the machine does that, and its holder ended with it. */
  readonly lock?: HeldLock;
}

async function lookAt(file: string): Promise<FoundLock | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const reading = parseStored<HeldLock>(text, lockShape);
  return reading.kind === 'read' ? { text, lock: reading.value } : { text };
}

const lockShape = z.looseObject({
  process: z.looseObject({ host: z.string(), pid: z.number(), started: z.string() }),
  purpose: z.string(),
  at: z.string(),
  nonce: z.string(),
});

function heldBy(file: string, mine: HeldLock, previous?: LockHolder): LockAttempt {
  return {
    kind: 'held',
    ...(previous ? { previous } : {}),
    release: async () => {
      if ((await lookAt(file))?.lock?.nonce === mine.nonce) await rm(file, { force: true });
    },
  };
}

const nonce = () => randomBytes(8).toString('hex');
