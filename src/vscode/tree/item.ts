// A row as VS Code draws it: label, figures, tooltip, icon, what its menus offer, what a screen reader says.
import * as vscode from 'vscode';
import type { NodeState } from '../../core/catalog/node';
import type { Remedy } from '../../core/remedy';
import { commandIds } from '../ids';
import { commandOf, subjectOfRemedy } from '../remedy';
import { iconOf } from './icon';
import type { Row } from './row';
import { isOpenedAtFirst, shownText } from './shown';
import { canBeOpened, isWritten, pasteOnClick, remedyOnClick, tokensOf } from './tokens';

/** `siblings`: how many rows of its kind stand beside it, with itself: few are shown opened. */
export function itemOf(row: Row, siblings: number): vscode.TreeItem {
  const { node } = row;
  const { label, description } = shownText(node);
  const item = new vscode.TreeItem(label, collapsibleOf(row, siblings));
  item.id = row.id;
  item.iconPath = iconOf(row);
  if (description !== undefined) item.description = description;
  item.tooltip = new vscode.MarkdownString(node.tooltip ?? '', true);
  if (node.tooltip === undefined) item.tooltip = [node.label, node.description].filter(Boolean).join('\n');
  item.contextValue = row.kind === 'node' ? tokensOf(node).join(' ') : row.kind;
  item.accessibilityInformation = {
    label: [label, description, words()[node.state]].filter(Boolean).join(', '),
  };
  const command = commandOfRow(row);
  if (command) item.command = command;
  return item;
}

/** What a click does. */
function commandOfRow(row: Row): vscode.Command | undefined {
  if (row.kind === 'folder') return undefined;
  if (row.kind === 'fix') return running(row, row.node.remedy) ?? opening(row);
  return running(row, remedyOnClick(row.node)) ?? (canBeOpened(row.node) ? opening(row) : undefined);
}

const opening = (row: Row): vscode.Command => ({
  command: pasteOnClick(row.node)
    ? commandIds.runStep
    : isWritten(row.node)
      ? commandIds.openManifest
      : commandIds.open,
  title: vscode.l10n.t('Open'),
  arguments: [row],
});

function running(row: Row, remedy: Remedy | undefined): vscode.Command | undefined {
  if (remedy === undefined) return undefined;
  const { name, title } = commandOf(remedy);
  return { command: commandIds[name], title, arguments: [subjectOfRemedy(remedy, row.subject.folder)] };
}

function collapsibleOf(row: Row, siblings: number): vscode.TreeItemCollapsibleState {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  if (row.children.length === 0) return None;
  return isOpenedAtFirst(row, siblings) ? Expanded : Collapsed;
}

const words = (): Readonly<Record<NodeState, string>> => ({
  ok: '',
  warning: vscode.l10n.t('warning'),
  error: vscode.l10n.t('error'),
  running: vscode.l10n.t('running'),
  stale: vscode.l10n.t('out of date'),
  unknown: '',
});
