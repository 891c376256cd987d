// `lifecycle promote MODEL@N`.
import { Command } from 'commander';
import { performStage } from '../stageVerb';
import type { Verb } from '../verb';
import { readVersionName } from '../versionName';

export const promote: Verb = (bind) =>
  new Command('promote')
    .description('Points an alias at a version, if it passes every gate.')
    .argument('<model@version>')
    .option('--to <alias>', 'the alias; else the one that deployments of the model follow, or champion')
    .action(
      bind((session, which: string, { to: alias }: { to?: string }) =>
        performStage(session, 'promote', {
          ...readVersionName(which),
          ...(alias === undefined ? {} : { alias }),
        }),
      ),
    );
