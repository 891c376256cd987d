// Changing lifecycle.yaml from the editor: what is open and unsaved counts, the change can be undone, and the person sees where it was made.
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { failed } from '../core/errors';
import { startingText } from '../core/manifest/edit';
import type { Project } from '../node/project';
import { difference } from './difference';
import { requireTrust } from './trust';

/** As it stands in the editor, saved or not; empty where there is none. */
export async function manifestText({ paths }: Project): Promise<string> {
  if (!(await stat(paths.manifest).catch(() => undefined))) return '';
  return (await vscode.workspace.openTextDocument(vscode.Uri.file(paths.manifest))).getText();
}

/** `change` gets the text as it stands, a new one where there is none or nothing in it. Throws what it throws. */
export async function editManifest(project: Project, change: (text: string) => string): Promise<void> {
  requireTrust(vscode.l10n.t('Changing lifecycle.yaml'));
  const uri = vscode.Uri.file(project.paths.manifest);
  const exists = await stat(project.paths.manifest).catch(() => undefined);
  const edit = new vscode.WorkspaceEdit();
  if (!exists) edit.createFile(uri);
  const before = await manifestText(project);
  const after = change(startingText(before));
  const { from, to, text, changed } = difference(before, after);
  const positions = exists ? await vscode.workspace.openTextDocument(uri) : undefined;
  const start = positions?.positionAt(from) ?? new vscode.Position(0, 0);
  edit.replace(uri, new vscode.Range(start, positions?.positionAt(to) ?? start), text);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw failed(vscode.l10n.t('lifecycle.yaml could not be changed.'), {
      hint: vscode.l10n.t('Is it read-only, or open with a conflict?'),
    });
  const document = await vscode.workspace.openTextDocument(uri);
  await document.save();
  const range = new vscode.Range(document.positionAt(changed.from), document.positionAt(changed.to));
  const selection = before === '' ? new vscode.Range(0, 0, 0, 0) : range; // of a new file nothing stands out
  const shown = await vscode.window.showTextDocument(document, { selection });
  shown.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
