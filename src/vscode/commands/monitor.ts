// `Lifecycle: Monitor Deployment`.
import { l10n } from 'vscode';
import { nameIn, subjectOf } from '../subject';
import type { Command } from './command';
import { pickNames, pickProject } from './pick';
import { runStage } from './runStage';
import { opener } from './verb';

export const monitor: Command = {
  name: 'monitor',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    const project = await pickProject(editor, subject);
    const name = nameIn(subject, 'deployments') ?? (await pickNames(editor, project, 'monitors'));
    await runStage(editor, {
      project,
      stage: 'monitor',
      request: name === undefined ? {} : { names: [name] },
      title: l10n.t('Monitoring {0}', name ?? l10n.t('all deployments')),
      ...(name !== undefined && {
        look: opener(editor, { kind: 'monitor', folder: editor.projects.folderOf(project), name }),
      }),
    });
  },
};
