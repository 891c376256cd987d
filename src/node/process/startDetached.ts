// Starting this program once more as a process that outlives us: a run's runner, a deployment's server. Commands of people are spawned as a group instead.
import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { unavailable } from '../../core/errors';
import type { ProcessIdentity } from '../../core/run/run';
import { cannotStart } from './cannotStart';
import { ownNode } from './environment';
import { identityOf } from './identity';

export interface DetachedProgram {
  /** The program's file and its arguments. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** What it prints is added to this file. */
  readonly log: string;
  /** Added to ours. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Detached {
  readonly pid: number;
  /** Undefined where it ended before it could be looked at. */
  readonly identity: ProcessIdentity | undefined;
  /** Its exit code, 1 where a signal ended it; never rejects. */
  readonly exit: Promise<number>;
}

/** Throws `unavailable` on a system that cannot do it; `what` is the plural of what would be started. */
export function requireDetaching(what: 'Runs' | 'Servers'): void {
  if (process.platform === 'win32')
    throw unavailable(`${what} that outlive the window are not supported on Windows yet.`, {
      hint: 'Use Linux, macOS or WSL; reading and browsing work here.',
    });
}

/** Returns once the process exists. Throws `unavailable` where it cannot be started. */
export async function startDetached(program: DetachedProgram): Promise<Detached> {
  const { args, cwd, environment } = program;
  const log = await open(program.log, 'a');
  try {
    const child = spawn(process.execPath, [...args], {
      cwd,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { ...ownNode(process.env), ...environment },
    });
    const exit = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    const pid = child.pid ?? 0; // a process that was spawned has one
    return { pid, identity: identityOf(pid), exit };
  } catch (error) {
    throw cannotStart(error);
  } finally {
    await log.close();
  }
}
