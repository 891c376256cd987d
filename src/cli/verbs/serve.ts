// `lifecycle serve --stdio`: the worker of an editor's window; not for people.
import type { Readable, Writable } from 'node:stream';
import { Command } from 'commander';
import { serveWorker } from '../serve';
import type { Verb } from '../verb';

export const serve: Verb = (bind) =>
  new Command('serve').requiredOption('--stdio', 'speak JSON-RPC on the standard streams').action(
    bind(async ({ streams: { stdin, stdout }, signal }) => {
      const { openWorker } = await import('../../node/worker/worker');
      await serveWorker(openWorker(), { input: stdin as Readable, output: stdout as Writable, signal });
      return undefined;
    }),
  );
