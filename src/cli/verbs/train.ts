// `lifecycle train MODEL`.
import { Command } from 'commander';
import { performStage, wholeNumber } from '../stageVerb';
import type { Verb } from '../verb';

export const train: Verb = (bind) =>
  new Command('train')
    .description('Trains a model with its own command; skipped when nothing changed.')
    .argument('<model>')
    .option('--seed <n>', 'instead of the manifest’s', wholeNumber)
    .action(
      bind((session, model: string, { seed }: { seed?: number }) =>
        performStage(session, 'train', { model, ...(seed === undefined ? {} : { seed }) }),
      ),
    );
