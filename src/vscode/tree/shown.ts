// How a row is shown in the side bar, which has little room: what tells rows apart comes first, and what is well is folded.
import { joined } from '../../core/catalog/format';
import type { CatalogNode } from '../../core/catalog/node';
import type { Row } from './row';

/**
 * Files by their own name with their folder behind it, as everywhere in VS Code; of many together the name of their folder comes first,
 * as folders of a month's files hold the same names. The rest as the catalog says it.
 */
export function shownText({
  kind,
  label,
  description,
  about: { path },
}: Pick<CatalogNode, 'kind' | 'label' | 'description' | 'about'>): Pick<
  CatalogNode,
  'label' | 'description'
> {
  const above = path?.split('/').slice(0, label === path ? -1 : -2) ?? [];
  const folder = above.map((name) => `${name}/`).join('');
  if (kind !== 'found' || folder === '' || !label.startsWith(folder))
    return { label, ...(description !== undefined && { description }) };
  return { label: label.slice(folder.length), description: joined(folder.slice(0, -1), description) };
}

/** More rows of trouble than this are folded: what is next would be below the screen. */
const troublesOpened = 3;

/** `siblings`: how many rows of its kind stand beside it, with itself. */
export function isOpenedAtFirst({ node, kind }: Pick<Row, 'node' | 'kind'>, siblings: number): boolean {
  if (kind === 'folder') return true;
  if (node.kind === 'failure' || node.kind === 'problem') return siblings <= troublesOpened;
  if (!['dataset', 'model', 'deployment'].includes(node.kind) || siblings > 1) return false;
  return !node.children.every((child) => child.kind === 'stage' && child.state === 'ok');
}
