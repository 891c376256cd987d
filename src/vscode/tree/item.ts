// A row as VS Code draws it: label, figures, tooltip, icon, what its menus offer, what a screen reader says.
import * as vscode from 'vscode';
import type { CatalogNode, NodeState } from '../../core/catalog/node';
import { commandIds } from '../ids';
import { iconOf } from './icon';
import type { Row } from './row';

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

/** What `when` clauses of the menus look for. */
export function tokensOf({ kind, about, state, isFound, fix, label }: CatalogNode): string[] {
  const isEntry = ['goal', 'dataset', 'model', 'deployment', 'monitor'].includes(kind);
  const isVerb = about.stage !== undefined || (kind === 'next' && fix?.startsWith('lifecycle ') === true);
  const isDue = [
    'next',
    'stage',
    'collected',
    'prepared',
    'check',
    'endpoint',
    'monitor',
    'failure',
  ].includes(kind);
  return [
    kind,
    ...(isEntry ? ['declared'] : []),
    ...(isVerb && isDue && state !== 'running' ? ['step'] : []),
    ...(about.run !== undefined ? ['logged'] : []),
    ...(about.run !== undefined && state === 'running' ? ['running'] : []),
    ...(kind === 'alert' && fix !== undefined ? ['open'] : []),
    ...(isFound && fix !== undefined ? ['addable'] : []),
    ...(isFound && !label.includes('*') ? ['file'] : []),
    ...(['dataset', 'monitor', 'window', 'alert'].includes(kind) || isDataFile(isFound === true, label)
      ? ['panel']
      : []),
  ];
}

const isDataFile = (isFound: boolean, path: string) =>
  isFound && /\.(csv|tsv|json|jsonl|ndjson|parquet)$/i.test(path) && !path.includes('*');

/** Rows that a click shows more of. */
const canBeOpened = ({ kind, about, label, isFound }: CatalogNode) =>
  about.line !== undefined ||
  about.run !== undefined ||
  (isFound === true && !label.includes('*')) ||
  !['next', 'stage', 'goal', 'role', 'more', 'deployment', 'endpoint', 'model'].includes(kind);

const words = (): Readonly<Record<NodeState, string>> => ({
  ok: '',
  warning: vscode.l10n.t('warning'),
  error: vscode.l10n.t('error'),
  running: vscode.l10n.t('running'),
  stale: vscode.l10n.t('out of date'),
  unknown: '',
});
