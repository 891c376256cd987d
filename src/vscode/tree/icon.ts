// The icon of a row: what it is, coloured only where something is wrong or going on.
import * as vscode from 'vscode';
import { formatOf } from '../../core/dataset/fileFormat';
import type { CatalogNode, NodeKind, NodeState } from '../../core/catalog/node';
import type { Row } from './row';

/** Of rows that stand in no tree; those that do have `nodeIcon`. */
export const kindIcons: Readonly<Record<NodeKind, string>> = {
  next: 'arrow-right',
  problem: 'error',
  goal: 'target',
  role: 'person',
  stage: 'circle-outline',
  dataset: 'database',
  collected: 'cloud-download',
  prepared: 'filter',
  split: 'split-horizontal',
  check: 'checklist',
  finding: 'info',
  expectation: 'checklist',
  model: 'circuit-board',
  version: 'tag',
  gate: 'shield',
  run: 'history',
  deployment: 'cloud',
  endpoint: 'plug',
  monitor: 'pulse',
  window: 'calendar',
  alert: 'bell',
  failure: 'error',
  found: 'file',
  group: 'folder',
  more: 'ellipsis',
};
const byState: Readonly<Record<NodeState, string>> = {
  ok: 'pass',
  warning: 'warning',
  error: 'error',
  running: 'loading~spin',
  stale: 'refresh',
  unknown: 'circle-outline',
};
const colours: Partial<Record<NodeState, string>> = {
  warning: 'list.warningForeground',
  error: 'list.errorForeground',
  stale: 'list.warningForeground',
  unknown: 'disabledForeground',
};
/** Rows that are nothing but how something stands. */
const standings: readonly NodeKind[] = [
  'stage',
  'finding',
  'check',
  'run',
  'window',
  'gate',
  'expectation',
  'next',
];

export function iconOf({ kind, node }: Pick<Row, 'kind' | 'node'>): vscode.ThemeIcon {
  if (kind === 'folder') return new vscode.ThemeIcon('root-folder');
  if (kind === 'fix') return new vscode.ThemeIcon('lightbulb', colour('editorLightBulb.foreground'));
  return nodeIcon(node);
}

/** Everywhere the same, in trees and in lists to pick from. */
export function nodeIcon({
  kind,
  state,
  label,
  about,
  children,
}: Pick<CatalogNode, 'kind' | 'state' | 'label' | 'about' | 'children'>): vscode.ThemeIcon {
  if (state === 'running') return new vscode.ThemeIcon('loading~spin');
  if (kind === 'group') return new vscode.ThemeIcon(kindIcons[children[0]?.kind ?? 'group']);
  if (kind === 'problem') return new vscode.ThemeIcon(byState[state], colourOf(state));
  if (kind === 'found') return new vscode.ThemeIcon(foundIcon(about.path ?? label));
  if (kind === 'version' && about.alias !== undefined)
    return new vscode.ThemeIcon('star-full', colourOf(state));
  if (kind === 'alert')
    return state === 'ok'
      ? new vscode.ThemeIcon('pass', colour('testing.iconPassed'))
      : new vscode.ThemeIcon('bell-dot', colourOf(state));
  if (kind === 'finding' && (state === 'ok' || state === 'unknown'))
    return new vscode.ThemeIcon('info', colour('list.deemphasizedForeground'));
  if (kind === 'next' && state === 'unknown') return new vscode.ThemeIcon(kindIcons.next);
  if (!standings.includes(kind))
    return new vscode.ThemeIcon(kindIcons[kind], state === 'unknown' ? undefined : colourOf(state));
  return new vscode.ThemeIcon(
    byState[state],
    state === 'ok' ? colour('testing.iconPassed') : colourOf(state),
  );
}

const colour = (id: string) => new vscode.ThemeColor(id);

function colourOf(state: NodeState): vscode.ThemeColor | undefined {
  const id = colours[state];
  return id === undefined ? undefined : colour(id);
}

export function foundIcon(path: string): string {
  if (/(^|\/)(mlruns|mlflow\.db)$/.test(path)) return 'beaker';
  if (formatOf(path) !== undefined) return 'table';
  if (/\.(py|ipynb)$/i.test(path)) return 'file-code';
  if (/\.ya?ml$/i.test(path)) return 'settings-gear';
  return 'file-binary';
}
