// moto: S3 by API shape, in memory; it accepts any secret.
import { join } from 'node:path';
import { fromPip } from './cached';
import { startServer, type Server } from './server';

export const moto = () => fromPip('moto-5.2.5', ['moto[server,s3]==5.2.5']);

/** `folder`: where it was installed. */
export const startMoto = (folder: string): Promise<Server> =>
  startServer({
    command: 'python3',
    args: (port) => ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)],
    env: { PYTHONPATH: join(folder, 'packages') },
  });
