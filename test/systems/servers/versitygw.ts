// versitygw: S3 over a folder of this machine, with credentials that are checked.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromGo } from './cached';
import { startServer, type Server } from './server';

export const s3Keys = { id: 'lifecycle-tests', secret: 'planted-secret-of-s3' };

export const versitygw = () => fromGo('github.com/versity/versitygw/cmd/versitygw', 'v1.8.0');

/** `folder`: where it was built. */
export async function startVersitygw(folder: string): Promise<Server> {
  const state = await mkdtemp(join(tmpdir(), 'versitygw-'));
  for (const name of ['iam', 'data']) await mkdir(join(state, name));
  const server = await startServer({
    command: join(folder, 'versitygw'),
    args: (port) => [
      '--port',
      `127.0.0.1:${port}`,
      '--iam-dir',
      join(state, 'iam'),
      'posix',
      join(state, 'data'),
    ],
    env: { ROOT_ACCESS_KEY: s3Keys.id, ROOT_SECRET_KEY: s3Keys.secret },
  });
  return {
    port: server.port,
    stop: async () => {
      await server.stop();
      await rm(state, { recursive: true, force: true });
    },
  };
}
