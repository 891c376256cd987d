// `lifecycle evaluate MODEL`.
import { Command } from 'commander';
import { performStage, wholeNumber } from '../stageVerb';
import type { Verb } from '../verb';

export const evaluate: Verb = (bind) =>
  new Command('evaluate')
    .description('Measures a model on the test split, each figure with its interval.')
    .argument('<model>')
    .option('--of <version>', 'a registered version; the newest candidate when left out', wholeNumber)
    .option('--run <id>', 'the model of this run')
    .action(
      bind((session, model: string, { of: version, run }: { of?: number; run?: string }) =>
        performStage(session, 'evaluate', {
          model,
          ...(version === undefined ? {} : { version }),
          ...(run === undefined ? {} : { run }),
        }),
      ),
    );
