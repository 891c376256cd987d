// Opening what a run printed: its command's log, else what its runner said, else why there is neither.
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { failed } from '../core/errors';
import { runFiles } from '../node/run/folder';

/** `folder`: the run's. Throws `failed` where nothing was printed. */
export async function showLog(folder: string): Promise<void> {
  const { log, error, runnerLog } = runFiles(folder);
  for (const file of [log, error, runnerLog]) {
    const info = await stat(file).catch(() => undefined);
    if (!info || info.size === 0) continue;
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document, { preview: true });
    return;
  }
  throw failed(vscode.l10n.t('This run printed nothing.'));
}
