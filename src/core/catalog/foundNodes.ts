// What lies in the folder and no manifest names: shown beside what it names, to be added to it.
import type { CatalogFacts, FoundFile } from './facts';
import { bytes, count, counted } from '../figures';
import { joined, tooltip } from './format';
import type { CatalogNode } from './node';

export function foundNodes(facts: CatalogFacts, kinds: readonly FoundFile['kind'][]): readonly CatalogNode[] {
  return facts.found.files.filter(({ kind }) => kinds.includes(kind)).map(foundRow);
}

/** How many files the rows stand for. */
export const filesIn = (rows: readonly FoundFile[]): number =>
  rows.reduce((sum, { files = 1 }) => sum + files, 0);

/** Said once, where not all is shown or looking was given up: nothing is missing silently. */
export function cutNodes({ found: { leftOut, cutAt } }: CatalogFacts): readonly CatalogNode[] {
  return [
    ...(leftOut
      ? [moreRow('left', counted(leftOut.data + leftOut.others, 'more file'), 'too many to be shown')]
      : []),
    ...(cutAt === undefined
      ? []
      : [
          moreRow(
            'found',
            'Not everything was looked at',
            `only the first ${count(cutAt)} entries of this folder`,
          ),
        ]),
  ];
}

const moreRow = (id: string, label: string, description?: string): CatalogNode => ({
  id: `more:${id}`,
  kind: 'more',
  label,
  ...(description !== undefined && { description }),
  state: 'unknown',
  about: {},
  children: [],
});

function foundRow(file: FoundFile): CatalogNode {
  const { path, what, bytes: size, files, experiments, members = [], names = [] } = file;
  const listed =
    names.length === 0 ? undefined : `${names.slice(0, 5).join(', ')}${names.length > 5 ? ', ...' : ''}`;
  return {
    id: `found:${path}:${what}`,
    kind: 'found',
    label: labelOf(file),
    description: joined(
      what,
      files === undefined ? undefined : counted(files, 'file'),
      experiments === undefined ? undefined : counted(experiments, 'experiment'),
      size === undefined ? undefined : bytes(size),
      listed,
    ),
    tooltip: tooltip(
      path,
      [
        ['What', what],
        ['Size', size === undefined ? undefined : bytes(size)],
        ['Names', listed],
      ],
      'Found in the folder; add it to lifecycle.yaml to work with it.',
    ),
    state: 'unknown',
    isFound: true,
    about: { path },
    fix: 'Add it to lifecycle.yaml.',
    children: [
      ...members.map((member) => memberRow(member, what)),
      ...hiddenRow(path, (files ?? 0) - members.length),
    ],
  };
}

/** `traffic/2009-07.csv and 11 more`: a pattern, as `*-*.csv`, is no name that a person knows. */
function labelOf({ path, files = 1, members: [first] = [] }: FoundFile): string {
  return first === undefined ? path : `${first.path} and ${count(files - 1)} more`;
}

/** One of many files that stand together: to be looked at. */
const memberRow = (
  { path, bytes: size }: { readonly path: string; readonly bytes: number },
  what: string,
): CatalogNode => ({
  id: `found:${path}:${what}`,
  kind: 'found',
  label: path.slice(path.lastIndexOf('/') + 1),
  description: bytes(size),
  tooltip: tooltip(path, [
    ['What', what],
    ['Size', bytes(size)],
  ]),
  state: 'unknown',
  isFound: true,
  about: { path },
  children: [],
});

const hiddenRow = (path: string, hidden: number): readonly CatalogNode[] =>
  hidden <= 0 ? [] : [moreRow(path, counted(hidden, 'more file'))];
