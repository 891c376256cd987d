// `Lifecycle: Show Log`: what a run or a server printed, opened as the file it is.
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import { readDeploymentState } from '../../node/deploy/folder';
import type { Project } from '../../node/project';
import { listRuns, readRun } from '../../node/run/find';
import type { Editor } from '../editor';
import { hasPrinted, showServerLog } from '../showLog';
import { nameIn, subjectOf } from '../subject';
import { kindIcons } from '../tree/icon';
import type { Command } from './command';
import { pick, pickProject, type Choice } from './pick';
import { runChoice } from './runChoice';

export const log: Command = {
  name: 'log',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    const project = await pickProject(editor, subject);
    if (subject?.run !== undefined) return editor.showLog((await readRun(project, subject.run)).folder);
    const deployment = nameIn(subject, 'deployments');
    if (deployment !== undefined) return showServerLog(project.paths, deployment);
    const choices = [...(await runs(editor, project)), ...(await servers(project))];
    if (choices.length === 0)
      throw failed(vscode.l10n.t('Nothing that was run here has printed anything yet.'), {
        hint: vscode.l10n.t('What a run came to stands on its row in the views.'),
      });
    await (
      await pick(vscode.l10n.t('Show which log?'), choices)
    )();
  },
};

const runsOffered = 50;

/** Those that printed something: of many short ones in a minute each would read as the others do, and show nothing. */
async function runs(editor: Editor, project: Project): Promise<Choice<() => Promise<void>>[]> {
  const found = (await listRuns(project)).filter(({ record }) => record.parent === undefined);
  const printed = await Promise.all(found.map(({ folder }) => hasPrinted(folder)));
  return found
    .filter((_run, at) => printed[at])
    .slice(0, runsOffered)
    .map((run) => ({ ...runChoice(run), value: () => editor.showLog(run.folder) }));
}

async function servers({ manifest, paths }: Project): Promise<Choice<() => Promise<void>>[]> {
  const names = Object.keys(manifest.deployments ?? {});
  const states = await Promise.all(names.map((name) => readDeploymentState(paths, name)));
  return names
    .filter((_, index) => states[index] !== undefined)
    .map((name) => ({
      label: name,
      description: vscode.l10n.t('its server'),
      icon: kindIcons.deployment,
      value: () => showServerLog(paths, name),
    }));
}
