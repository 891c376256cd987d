// moto: S3 by API shape, in memory; it accepts any secret.
import { pythonWith } from '../pythonPackages';
import type { Cached } from './cached';
import { startServer, type Server } from './server';

/** Its folder is the interpreter that has it. */
export const moto = (): Promise<Cached> =>
  pythonWith('moto', ['moto[server,s3]==5.2.5']).then(
    (folder) => ({ kind: 'there', folder }),
    (error: unknown) => ({
      kind: 'missing',
      why: `moto could not be made ready: ${error instanceof Error ? error.message.split('\n', 1).join() : String(error)}`,
    }),
  );

export const startMoto = (python: string): Promise<Server> =>
  startServer({
    command: python,
    args: (port) => ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)],
  });
