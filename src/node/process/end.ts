// Ending processes: one, or the group that a command leads; politely first, never somebody else's.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessIdentity } from '../../core/run/run';
import { isAlive } from './identity';

/** Time to clean up between SIGTERM and SIGKILL, in milliseconds. */
export const grace = 5_000;

/** SIGTERM, then SIGKILL after the grace; returns once the process is gone. False where it is not ours to see. */
export async function endProcess(identity: ProcessIdentity, graceful = grace): Promise<boolean> {
  return end(identity, identity.pid, graceful);
}

/** The same for the whole group whose leader this is. */
export async function endGroup(leader: ProcessIdentity, graceful = grace): Promise<boolean> {
  return end(leader, -leader.pid, graceful);
}

async function end(identity: ProcessIdentity, target: number, graceful: number): Promise<boolean> {
  const alive = isAlive(identity);
  if (alive !== true) return alive === false;
  send(target, 'SIGTERM');
  if (!(await isGoneWithin(identity, graceful))) {
    send(target, 'SIGKILL');
    await isGoneWithin(identity, grace);
  } else if (target < 0) send(target, 'SIGKILL'); // those of the group that did not listen
  return isAlive(identity) === false;
}

async function isGoneWithin(identity: ProcessIdentity, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += pollEvery) {
    if (isAlive(identity) === false) return true;
    await sleep(pollEvery);
  }
  return isAlive(identity) === false;
}

function send(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const pollEvery = 25;
