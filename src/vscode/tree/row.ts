// A row of a view: a node of the catalog, a workspace folder where there are several, or what to do about a failure.
import type { CatalogNode } from '../../core/catalog/node';
import type { Subject } from '../subject';

export interface Row {
  readonly id: string;
  readonly node: CatalogNode;
  readonly subject: Subject;
  readonly children: readonly Row[];
  /** `fix`: the line below a failure that says what to do. */
  readonly kind: 'node' | 'folder' | 'fix';
}

/** `folder`: the workspace folder's address; ids are unique over folders. */
export function rowOf(node: CatalogNode, folder: string): Row {
  const subject: Subject = { ...node.about, folder, kind: node.kind };
  const id = `${folder} ${node.id}`;
  const fix = saysItsFix(node) ? [fixRow(node, { id, subject })] : [];
  return {
    id,
    node,
    subject,
    children: [...fix, ...node.children.map((child) => rowOf(child, folder))],
    kind: 'node',
  };
}

export function folderRow(name: string, folder: string, children: readonly Row[]): Row {
  return {
    id: `${folder} folder`,
    kind: 'folder',
    subject: { kind: 'more', folder },
    node: { id: 'folder', kind: 'more', label: name, state: 'ok', about: {}, children: [] },
    children,
  };
}

/** Below what failed, so that nobody has to hover to learn what to do. */
const saysItsFix = ({ kind, fix }: CatalogNode) =>
  fix !== undefined && ['failure', 'problem', 'alert', 'gate', 'expectation', 'finding'].includes(kind);

function fixRow({ fix = '', remedy, about }: CatalogNode, { id, subject }: Pick<Row, 'id' | 'subject'>): Row {
  return {
    id: `${id} fix`,
    kind: 'fix',
    subject,
    node: {
      id: 'fix',
      kind: 'more',
      label: fix,
      ...(remedy ? { remedy } : {}),
      state: 'ok',
      about,
      children: [],
    },
    children: [],
  };
}
