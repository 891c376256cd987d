// `Lifecycle: Deploy Model`.
import { commands, l10n } from 'vscode';
import { readDeploymentState } from '../../node/deploy/folder';
import type { Project } from '../../node/project';
import type { Editor } from '../editor';
import { commandIds } from '../ids';
import { nameIn, subjectOf, type Subject } from '../subject';
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
      use: () =>
        Promise.resolve({
          title: l10n.t('Copy Address'),
          run: () => copyAddressOf(editor, project, deployment),
        }),
    });
  },
};

async function copyAddressOf({ projects }: Editor, project: Project, name: string): Promise<void> {
  const address = (await readDeploymentState(project.paths, name))?.url;
  const subject: Subject = {
    kind: 'endpoint',
    folder: projects.folderOf(project),
    name,
    ...(address !== undefined && { address }),
  };
  await commands.executeCommand(commandIds.copyAddress, subject);
}
