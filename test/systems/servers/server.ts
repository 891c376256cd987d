// A server of another maker as a test has it: started on a free port of this machine, waited for, and ended by its process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Server {
  readonly port: number;
  /** Resolves once its process has ended. */
  stop(): Promise<void>;
}

export interface Program {
  readonly command: string;
  readonly args: (port: number) => readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** Returns once the server answers whatever it is asked. Throws with what it printed where it ends or does not within a minute. */
export async function startServer({ command, args, env, cwd }: Program): Promise<Server> {
  const port = await freePort();
  const child = spawn(command, args(port), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (printed = `${printed}${chunk}`.slice(-4000)));
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const ended = once(child, 'close');
  ended.catch(() => undefined);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null && !failure) {
      child.kill('SIGKILL');
      await ended;
    }
  };
  for (let attempt = 0; attempt < 600; attempt++) {
    if (failure || child.exitCode !== null) break;
    if (await answers(port)) return { port, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`${command} does not answer: ${failure?.message ?? printed}`);
}

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' }).then(
    async (response) => {
      await response.body?.cancel();
      return true;
    },
    () => false,
  );

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
