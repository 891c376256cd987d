// The one item of the status bar: quiet when all is well, the count and the worst alert when not; a click leads to the cause.
import * as vscode from 'vscode';
import { statusItem, type StatusItem } from '../core/catalog/statusBar';
import { commandIds } from './ids';
import type { Projects } from './projects';

const icons: Readonly<Record<StatusItem['severity'], string>> = {
  none: '$(milestone)',
  warning: '$(warning)',
  error: '$(error)',
};

export function statusBar(projects: Projects): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('lifecycle.status', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('Model Lifecycle');
  item.command = commandIds.showWorst;
  const update = () => {
    const folders = projects.all().filter(({ facts }) => facts.hasManifest);
    if (folders.length === 0) {
      item.hide();
      return;
    }
    const { text, tooltip, severity } = statusItem(folders.map(({ facts }) => facts));
    item.text = `${icons[severity]} ${text}`;
    item.tooltip = new vscode.MarkdownString(tooltip);
    item.accessibilityInformation = { label: `${vscode.l10n.t('Model Lifecycle')}: ${text}` };
    item.show();
  };
  return vscode.Disposable.from(item, projects.onDidChange(update));
}
