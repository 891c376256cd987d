// `Lifecycle: Deploy Model`.
import { l10n } from 'vscode';
import { nameIn, subjectOf } from '../subject';
import type { Command } from './command';
import { pickName, pickProject } from './pick';
import { runStage } from './runStage';

export const deploy: Command = {
  name: 'deploy',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    const project = await pickProject(editor, subject);
    const deployment = nameIn(subject, 'deployments') ?? (await pickName(editor, project, 'deployments'));
    await runStage(editor, {
      project,
      stage: 'deploy',
      request: { deployment },
      title: l10n.t('Deploying {0}', deployment),
    });
  },
};
