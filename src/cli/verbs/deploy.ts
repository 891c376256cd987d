// `lifecycle deploy DEPLOYMENT`.
import { Command } from 'commander';
import { performStage } from '../stageVerb';
import type { Verb } from '../verb';

export const deploy: Verb = (bind) =>
  new Command('deploy')
    .description('Starts or updates what answers with a model.')
    .argument('<deployment>')
    .action(bind((session, deployment: string) => performStage(session, 'deploy', { deployment })));
