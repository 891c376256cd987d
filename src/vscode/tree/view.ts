// One of the four views: the catalog's rows of every folder, drawn again when they changed, found again by their ids.
import * as vscode from 'vscode';
import type { ViewName } from '../../core/catalog/catalog';
import { viewIds } from '../ids';
import type { Projects } from '../projects';
import { itemOf } from './item';
import { folderRow, rowOf, type Row } from './row';

export function catalogView(name: ViewName, projects: Projects): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let roots: readonly Row[] = [];
  let parents = new Map<string, Row>();
  let byId = new Map<string, Row>();
  let drawn = '';

  const update = () => {
    const rows = rowsOf(name, projects);
    const text = JSON.stringify(rows);
    if (text === drawn) return;
    const isFirst = drawn === '';
    drawn = text;
    const before = byId;
    roots = rows;
    parents = new Map();
    byId = new Map();
    const remember = (row: Row) => {
      byId.set(row.id, row);
      for (const child of row.children) {
        parents.set(child.id, row);
        remember(child);
      }
    };
    rows.forEach(remember);
    changed.fire();
    view.badge = badgeOf([...byId.values()]);
    if (!isFirst) showNews(before);
  };
  /** What began or failed just now is seen without looking for it. */
  const showNews = (before: ReadonlyMap<string, Row>) => {
    if (!view.visible) return;
    const news = [...byId.values()].filter(({ id, node }) => isNews(node) && !before.has(id));
    for (const row of news)
      void view.reveal(row, { select: false, focus: false }).then(undefined, () => undefined); // it may be gone again
  };
  const provider: vscode.TreeDataProvider<Row> = {
    onDidChangeTreeData: changed.event,
    getChildren: (row) => [...(row?.children ?? roots)],
    getParent: ({ id }) => parents.get(id),
    getTreeItem: (row) => itemOf(row, siblingsOf(row, parents.get(row.id)?.children ?? roots)),
  };
  const view = vscode.window.createTreeView(viewIds[name], {
    treeDataProvider: provider,
    showCollapseAll: true,
  });
  update();
  const disposable = vscode.Disposable.from(view, changed, projects.onDidChange(update));
  return {
    dispose: () => {
      disposable.dispose();
    },
  };
}

function rowsOf(name: ViewName, projects: Projects): readonly Row[] {
  const folders = projects.all().map(({ folder, catalog }) => ({
    title: folder.name,
    address: folder.uri.toString(),
    nodes: catalog[name],
  }));
  const filled = folders.filter(({ nodes }) => nodes.length > 0);
  return filled.flatMap(({ title, address, nodes }) => {
    const rows = nodes.map((node) => rowOf(node, address));
    return folders.length > 1 ? [folderRow(title, address, rows)] : rows;
  });
}

/** On the activity bar: alerts that are open, so that they are seen while another container is in front. */
function badgeOf(rows: readonly Row[]): vscode.ViewBadge | undefined {
  const open = rows.filter(
    ({ kind, node }) => kind === 'node' && node.kind === 'alert' && node.state !== 'ok',
  );
  if (open.length === 0) return undefined;
  const tooltip =
    open.length === 1 ? vscode.l10n.t('1 open alert') : vscode.l10n.t('{0} open alerts', open.length);
  return { value: open.length, tooltip };
}

const isNews = ({ kind, state }: Row['node']) =>
  kind === 'failure' || (kind === 'run' && state === 'running');

const siblingsOf = (row: Row, beside: readonly Row[]) =>
  beside.filter(({ node }) => node.kind === row.node.kind).length;
