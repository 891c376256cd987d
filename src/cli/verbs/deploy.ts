// `lifecycle deploy DEPLOYMENT`.
import { Command } from 'commander';
import { performStage } from '../stageVerb';
import type { Verb } from '../verb';

export const deploy: Verb = (bind) =>
  new Command('deploy')
    .description('Starts or updates what answers with a model.')
    .argument('<deployment>')
    .action(
      bind(async (session, deployment: string) => {
        const answer = await performStage(session, 'deploy', { deployment });
        const { request } = answer.document as { readonly request?: string };
        if (request === undefined) return answer; // refused
        return { ...answer, text: `${answer.text}\n\nAsk it, for example:\n\n${request}` };
      }),
    );
