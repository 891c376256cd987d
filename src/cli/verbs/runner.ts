// `lifecycle runner FOLDER`: what a detached run is executed by; not for people.
import { Command } from 'commander';
import { performInRunner } from '../../node/run/runner';
import { openStage } from '../../node/stages';
import type { Verb } from '../verb';

export const runner: Verb = (bind) =>
  new Command('runner').argument('<folder>').action(
    bind(async ({ signal }, folder: string) => {
      await performInRunner({ folder, openStage, signal });
      return undefined;
    }),
  );
