// What lies in the folder and no manifest names: shown beside what it names, to be added to it.
import type { CatalogFacts, FoundFile } from './facts';
import { bytes, count, counted } from '../figures';
import { joined, tooltip } from './format';
import type { CatalogNode } from './node';

export function foundNodes(facts: CatalogFacts, kinds: readonly FoundFile['kind'][]): readonly CatalogNode[] {
  return facts.found.files.filter(({ kind }) => kinds.includes(kind)).map(foundRow);
}

/** Said once, where looking was given up: nothing is missing silently. */
export function cutNode({ found }: CatalogFacts): readonly CatalogNode[] {
  if (found.cutAt === undefined) return [];
  return [
    {
      id: 'more:found',
      kind: 'more',
      label: 'Not everything was looked at',
      description: `only the first ${count(found.cutAt)} entries of this folder`,
      state: 'unknown',
      about: {},
      children: [],
    },
  ];
}

function foundRow(file: FoundFile): CatalogNode {
  const { path, what, bytes: size, files, members = [], names = [] } = file;
  const listed =
    names.length === 0 ? undefined : `${names.slice(0, 5).join(', ')}${names.length > 5 ? ', ...' : ''}`;
  return {
    id: `found:${path}:${what}`,
    kind: 'found',
    label: path,
    description: joined(
      what,
      files === undefined ? undefined : counted(files, 'file'),
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
      canBeAdded(file)
        ? 'Found in the folder; add it to lifecycle.yaml to work with it.'
        : 'Found in the folder.',
    ),
    state: 'unknown',
    isFound: true,
    about: { path },
    ...(canBeAdded(file) ? { fix: 'Add it to lifecycle.yaml.' } : {}),
    children: [
      ...members.map((member) => memberRow(member, what)),
      ...hiddenRow(path, (files ?? 0) - members.length),
    ],
  };
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
  hidden <= 0
    ? []
    : [
        {
          id: `more:${path}`,
          kind: 'more',
          label: counted(hidden, 'more file'),
          state: 'unknown',
          about: {},
          children: [],
        },
      ];

/** What `init` and "Add to lifecycle.yaml" make an entry of: many data files are one dataset, a model file is named by the script that writes it. */
const canBeAdded = ({ kind }: FoundFile) => kind === 'data' || kind === 'script';
