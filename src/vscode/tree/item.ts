// A row as VS Code draws it: label, figures, tooltip, icon, what its menus offer, what a screen reader says.
import * as vscode from 'vscode';
import type { NodeState } from '../../core/catalog/node';
import { commandIds } from '../ids';
import { iconOf } from './icon';
import type { Row } from './row';
import { canBeOpened, tokensOf } from './tokens';

/** `isOnly`: the view has no other row beside it, so it is shown opened. */
export function itemOf(row: Row, isOnly: boolean): vscode.TreeItem {
  const { node, children } = row;
  const item = new vscode.TreeItem(node.label, collapsibleOf(row, isOnly));
  item.id = row.id;
  item.iconPath = iconOf(row);
  if (node.description !== undefined) item.description = node.description;
  item.tooltip = new vscode.MarkdownString(node.tooltip ?? '', true);
  if (node.tooltip === undefined) item.tooltip = [node.label, node.description].filter(Boolean).join('\n');
  item.contextValue = row.kind === 'node' ? tokensOf(node).join(' ') : row.kind;
  item.accessibilityInformation = {
    label: [node.label, node.description, words()[node.state]].filter(Boolean).join(', '),
  };
  if (row.kind === 'node' && canBeOpened(node) && (children.length === 0 || node.kind === 'alert'))
    item.command = { command: commandIds.open, title: vscode.l10n.t('Open'), arguments: [row] };
  return item;
}

function collapsibleOf({ children, node, kind }: Row, isOnly: boolean): vscode.TreeItemCollapsibleState {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  if (children.length === 0) return None;
  const isTrouble = node.kind === 'failure' || node.kind === 'problem';
  const isEntry = ['dataset', 'model', 'deployment'].includes(node.kind);
  return kind === 'folder' || isTrouble || (isEntry && isOnly) ? Expanded : Collapsed;
}

const words = (): Readonly<Record<NodeState, string>> => ({
  ok: '',
  warning: vscode.l10n.t('warning'),
  error: vscode.l10n.t('error'),
  running: vscode.l10n.t('running'),
  stale: vscode.l10n.t('out of date'),
  unknown: '',
});
