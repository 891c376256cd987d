// azurite: Azure Blob Storage in memory, with the account and the key that its maker publishes for tests.
import { join } from 'node:path';
import { fromNpm } from './cached';
import { startServer, type Server } from './server';

export const azuriteAccount = {
  name: 'devstoreaccount1',
  key: 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
};

export const azurite = () => fromNpm('azurite', '3.35.0');

/** `folder`: where it was installed. */
export const startAzurite = (folder: string): Promise<Server> =>
  startServer({
    command: process.execPath,
    args: (port) => [
      join(folder, 'node_modules', 'azurite', 'dist', 'src', 'blob', 'main.js'),
      ...['--silent', '--skipApiVersionCheck', '--inMemoryPersistence', '--disableTelemetry'],
      ...['--blobHost', '127.0.0.1', '--blobPort', String(port)],
    ],
  });
