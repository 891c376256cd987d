// `Lifecycle: Open lifecycle.yaml`, at the line or the entry that a row is about.
import * as vscode from 'vscode';
import { wrongInput } from '../../core/errors';
import { remedy } from '../../core/remedy';
import { listEntries } from '../../core/manifest/entries';
import { sectionOf, subjectOf, type Subject } from '../subject';
import type { Command } from './command';
import { pickProject } from './pick';

export const openManifest: Command = {
  name: 'openManifest',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    const project = await pickProject(editor, subject);
    if (!project.hasManifest)
      throw wrongInput(vscode.l10n.t('There is no lifecycle.yaml in this folder.'), {
        hint: vscode.l10n.t('Create it first.'),
        remedy: remedy('init'),
      });
    const document = await vscode.workspace.openTextDocument(project.paths.manifest);
    const at = subject && placeOf(document.getText(), subject);
    await vscode.window.showTextDocument(document, { ...(at && { selection: new vscode.Range(at, at) }) });
  },
};

function placeOf(text: string, subject: Subject): vscode.Position | undefined {
  if (subject.line !== undefined) return new vscode.Position(subject.line - 1, (subject.column ?? 1) - 1);
  const section = sectionOf(subject);
  const wanted = subject.kind === 'monitor' || subject.kind === 'alert' ? 'monitors' : section;
  const entry = listEntries(text).find((one) => one.section === wanted && one.name === subject.name);
  return entry && new vscode.Position(entry.place.line - 1, entry.place.column - 1);
}
