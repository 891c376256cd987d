// Changing lifecycle.yaml from the editor: what is open and unsaved counts, the change can be undone, and the person sees where it was made.
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { failed } from '../core/errors';
import { startingText } from '../core/manifest/edit';
import type { Project } from '../node/project';
import { requireTrust } from './trust';

/** `change` gets the text as it stands, a new one where there is none or nothing in it. Throws what it throws. */
export async function editManifest(project: Project, change: (text: string) => string): Promise<void> {
  requireTrust(vscode.l10n.t('Changing lifecycle.yaml'));
  const uri = vscode.Uri.file(project.paths.manifest);
  const exists = await stat(project.paths.manifest).catch(() => undefined);
  const edit = new vscode.WorkspaceEdit();
  if (!exists) edit.createFile(uri);
  const before = exists ? (await vscode.workspace.openTextDocument(uri)).getText() : '';
  const after = change(startingText(before));
  const { from, to, text } = difference(before, after);
  const positions = exists ? await vscode.workspace.openTextDocument(uri) : undefined;
  const start = positions?.positionAt(from) ?? new vscode.Position(0, 0);
  edit.replace(uri, new vscode.Range(start, positions?.positionAt(to) ?? start), text);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw failed(vscode.l10n.t('lifecycle.yaml could not be changed.'), {
      hint: vscode.l10n.t('Is it read-only, or open with a conflict?'),
    });
  const document = await vscode.workspace.openTextDocument(uri);
  await document.save();
  const range = new vscode.Range(document.positionAt(from), document.positionAt(from + text.length));
  const shown = await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(range.end, range.end),
  });
  shown.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The part that differs: what stands in `before` between `from` and `to` becomes `text`. */
function difference(before: string, after: string): { from: number; to: number; text: string } {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let end = 0;
  while (end < most - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from, to: before.length - end, text: after.slice(from, after.length - end) };
}
