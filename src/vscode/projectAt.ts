// The project behind a panel's folder, read anew: a panel may be restored before the views have read anything.
import * as vscode from 'vscode';
import { failed } from '../core/errors';
import { openProject, type Project } from '../node/project';

/** `folder`: the workspace folder's address, as a panel kept it. Throws `failed` where it is no folder of this window. */
export async function projectAt(folder: string): Promise<Project> {
  const open = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.toString() === folder);
  if (!open)
    throw failed(vscode.l10n.t('The folder of this panel is not open in this window.'), {
      hint: vscode.l10n.t('Add it to the workspace, or close the panel.'),
    });
  return openProject(open.uri.fsPath);
}
