// `lifecycle endpoint ORDER`: the process of a local deployment; not for people.
import { Command } from 'commander';
import type { Verb } from '../verb';

export const endpoint: Verb = (bind) =>
  new Command('endpoint').argument('<order>').action(
    bind(async ({ signal }, order: string) => {
      const { serveEndpoint } = await import('../../node/server/endpoint');
      await serveEndpoint(order, signal);
      return undefined;
    }),
  );
