// `Lifecycle: Open lifecycle.yaml`, at the entry a row is about.
import * as vscode from 'vscode';
import { wrongInput } from '../../core/errors';
import { subjectOf, type Subject } from '../subject';
import type { Command } from './command';
import { pickProject } from './pick';

const sections: Partial<Record<Subject['kind'], string>> = {
  goal: 'goals',
  dataset: 'datasets',
  model: 'models',
  version: 'models',
  deployment: 'deployments',
  monitor: 'monitors',
  alert: 'monitors',
};

export const openManifest: Command = {
  name: 'openManifest',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    const project = await pickProject(editor, subject);
    if (!project.hasManifest)
      throw wrongInput(vscode.l10n.t('There is no lifecycle.yaml in this folder.'), {
        hint: vscode.l10n.t('Run "Lifecycle: Create lifecycle.yaml" first.'),
      });
    const document = await vscode.workspace.openTextDocument(project.paths.manifest);
    const line = lineOf(document, subject);
    await vscode.window.showTextDocument(document, {
      ...(line !== undefined && { selection: new vscode.Range(line, 0, line, 0) }),
    });
  },
};

/** The line of the entry's key, found by indentation: enough to put the cursor there. */
function lineOf(document: vscode.TextDocument, subject: Subject | undefined): number | undefined {
  const section = subject && sections[subject.kind];
  if (!section) return undefined;
  const lines = document.getText().split('\n');
  const start = lines.findIndex((line) => line.startsWith(`${section}:`));
  if (start < 0) return undefined;
  const entry = lines.findIndex(
    (line, index) => index > start && line.trimStart().startsWith(`${subject.name}:`) && /^\s/.test(line),
  );
  return entry < 0 ? start : entry;
}
