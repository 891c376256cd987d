// `lifecycle retrain MODEL`.
import { Command } from 'commander';
import { performStage } from '../stageVerb';
import type { Verb } from '../verb';

export const retrain: Verb = (bind) =>
  new Command('retrain')
    .description('Trains a challenger on the newest data and compares it with the champion.')
    .argument('<model>')
    .option('--force', 'also without an alert that asks for it', false)
    .action(
      bind((session, model: string, { force }: { force: boolean }) =>
        performStage(session, 'retrain', { model, ...(force ? { force } : {}) }),
      ),
    );
