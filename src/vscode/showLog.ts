// Opening what a run or a server printed, or saying that it printed nothing.
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { deploymentFiles } from '../node/deploy/folder';
import type { ProjectPaths } from '../node/paths';
import { runFiles } from '../node/run/folder';
import { presentDone } from './present';

/** Its command's log, else what its runner said. `folder`: the run's. */
export async function showLog(folder: string): Promise<void> {
  const { log, error, runnerLog } = runFiles(folder);
  await showFirst([log, error, runnerLog], vscode.l10n.t('This run printed nothing.'));
}

export const showServerLog = (paths: ProjectPaths, deployment: string): Promise<void> =>
  showFirst(
    [deploymentFiles(paths, deployment).log],
    vscode.l10n.t('The server of {0} printed nothing.', deployment),
  );

async function showFirst(files: readonly string[], nothing: string): Promise<void> {
  for (const file of files) {
    const info = await stat(file).catch(() => undefined);
    if (!info || info.size === 0) continue;
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document, { preview: true });
    return;
  }
  presentDone(nothing);
}
