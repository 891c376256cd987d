// Opening what a run or a server printed, or saying that it printed nothing.
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { deploymentFiles, readDeploymentState } from '../node/deploy/folder';
import { deploymentTarget } from '../node/deploy/targets';
import type { ProjectPaths } from '../node/paths';
import { readState } from '../node/run/find';
import { runFiles } from '../node/run/folder';
import { presentDone } from './present';
import { withProgress } from './progress';

/** Its command's log, else what its runner said. `folder`: the run's. */
export const showLog = (folder: string): Promise<void> =>
  showFirst(printedBy(folder), vscode.l10n.t('This run printed nothing.'));

/** Whether a log says more than the outcome: a runner that told its end prints that again, a lost one may have printed why. */
export async function hasPrinted(folder: string): Promise<boolean> {
  const { log, error, runnerLog } = runFiles(folder);
  const { status } = await readState(folder);
  return (await firstWithText(status === 'lost' ? [log, error, runnerLog] : [log, error])) !== undefined;
}

function printedBy(folder: string): readonly string[] {
  const { log, error, runnerLog } = runFiles(folder);
  return [log, error, runnerLog];
}

export async function showServerLog(paths: ProjectPaths, deployment: string): Promise<void> {
  const state = await readDeploymentState(paths, deployment).catch(() => undefined);
  const file =
    state &&
    (await withProgress(vscode.l10n.t('Asking {0} for its log', deployment), (_report, signal) =>
      deploymentTarget(paths, state.target).log(state, signal),
    ));
  // Of one that never came to a state, the log says why.
  await showFirst(
    [file ?? deploymentFiles(paths, deployment).log],
    vscode.l10n.t('The server of {0} printed nothing.', deployment),
  );
}

async function showFirst(files: readonly string[], nothing: string): Promise<void> {
  const file = await firstWithText(files);
  if (file === undefined) return presentDone(nothing);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document, { preview: true });
}

async function firstWithText(files: readonly string[]): Promise<string | undefined> {
  const sizes = await Promise.all(files.map((file) => stat(file).catch(() => undefined)));
  return files.find((_file, at) => (sizes[at]?.size ?? 0) > 0);
}
