// `lifecycle register MODEL`.
import { Command } from 'commander';
import { performStage } from '../stageVerb';
import type { Verb } from '../verb';

export const register: Verb = (bind) =>
  new Command('register')
    .description('Makes an immutable, numbered version of the evaluated model.')
    .argument('<model>')
    .option('--run <id>', 'the model of this run; the newest candidate when left out')
    .action(
      bind((session, model: string, { run }: { run?: string }) =>
        performStage(session, 'register', { model, ...(run === undefined ? {} : { run }) }),
      ),
    );
