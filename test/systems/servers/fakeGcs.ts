// fake-gcs-server: Google Cloud Storage in memory, open to everybody.
import { join } from 'node:path';
import { fromGo } from './cached';
import { startServer, type Server } from './server';

export const fakeGcs = () => fromGo('github.com/fsouza/fake-gcs-server', 'v1.56.1');

/** `folder`: where it was built. `publicPort`: the port that it names in what it answers, where that is not its own. */
export const startFakeGcs = (folder: string): Promise<Server> =>
  startServer({
    command: join(folder, 'fake-gcs-server'),
    args: (port) => [
      ...['-scheme', 'http', '-host', '127.0.0.1', '-port', String(port), '-backend', 'memory'],
      ...['-public-host', `127.0.0.1:${port}`],
    ],
  });
