// A command in a process group of its own, so that everything it starts can be ended with it.
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { ProcessIdentity } from '../../core/run/run';
import { endGroup } from './end';
import { identityOf } from './identity';

export interface GroupCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Exit {
  /** Undefined where a signal ended it. */
  readonly code?: number;
  readonly signal?: NodeJS.Signals;
}

export interface Group {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Undefined where it ended before it could be looked at. */
  readonly identity: ProcessIdentity | undefined;
  /** Once the leader ended; what is left of its group is ended too. */
  readonly exit: Promise<Exit>;
  /** SIGTERM to the group, SIGKILL after the grace. */
  end(): Promise<void>;
}

/** Throws the operating system's error where the command cannot be started. */
export async function spawnGroup({ command, args, cwd, env }: GroupCommand): Promise<Group> {
  const child = spawn(command, [...args], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      if (child.pid !== undefined) killRest(child.pid);
      resolve(signal ? { signal } : { code: code ?? 0 });
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    identity,
    exit,
    end: async () => {
      if (identity) await endGroup(identity);
      await exit;
    },
  };
}

/** A group keeps its number while anybody is in it, so nobody else can be meant. */
function killRest(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // nobody is left
  }
}
