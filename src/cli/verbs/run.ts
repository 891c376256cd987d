// `lifecycle run`.
import { Command } from 'commander';
import { performStage } from '../stageVerb';
import type { Verb } from '../verb';

export const run: Verb = (bind) =>
  new Command('run')
    .description('Brings everything that is out of date up to date, in order.')
    .argument('[models...]', 'only these; all when left out')
    .action(
      bind((session, models: string[]) => performStage(session, 'run', models.length > 0 ? { models } : {})),
    );
