// What an alert's `Ignore These Columns` does: columns that may differ are proposed for the monitor's `drift.ignore`; once written, it judges anew.
import * as vscode from 'vscode';
import { ignoreColumns as withIgnored } from '../../core/manifest/edit';
import { commandIds } from '../ids';
import { editManifest, manifestText } from '../editManifest';
import { nameIn, subjectOf } from '../subject';
import { requireTrust } from '../trust';
import type { Command } from './command';
import { pickProject } from './pick';

interface Asked {
  readonly columns?: readonly string[];
}

export const ignoreColumns: Command = {
  name: 'ignoreColumns',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    const monitor = nameIn(subject, 'deployments');
    const { columns = [] } = argument as Asked;
    if (monitor === undefined || columns.length === 0) return;
    requireTrust(vscode.l10n.t('Changing lifecycle.yaml'));
    const project = await pickProject(editor, subject);
    const change = (text: string) => withIgnored(text, monitor, columns);
    const before = await manifestText(project);
    const isWanted = await editor.proposals.ask({
      file: project.paths.manifest,
      title: vscode.l10n.t('lifecycle.yaml (proposed)'),
      before,
      after: change(before),
      question: vscode.l10n.t('Leave {0} out of the alarms of {1}?', columns.join(', '), monitor),
    });
    if (!isWanted) return;
    await editManifest(project, change);
    await editor.projects.refresh();
    await vscode.commands.executeCommand(commandIds.monitor, subject);
  },
};
