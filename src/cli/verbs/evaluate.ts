// `lifecycle evaluate MODEL`.
import { Command } from 'commander';
import { performStage } from '../stageVerb';
import type { Verb } from '../verb';

export const evaluate: Verb = (bind) =>
  new Command('evaluate')
    .description('Measures a model on the test split, each figure with its interval.')
    .argument('<model>')
    .option('--run <id>', 'the model of this run; the newest candidate when left out')
    .action(
      bind((session, model: string, { run }: { run?: string }) =>
        performStage(session, 'evaluate', { model, ...(run === undefined ? {} : { run }) }),
      ),
    );
