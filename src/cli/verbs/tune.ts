// `lifecycle tune MODEL`.
import { Command } from 'commander';
import { performStage } from '../stageVerb';
import type { Verb } from '../verb';

export const tune: Verb = (bind) =>
  new Command('tune')
    .description('Tries the manifest’s space of parameters and chooses the simplest of the best.')
    .argument('<model>')
    .action(bind((session, model: string) => performStage(session, 'tune', { model })));
