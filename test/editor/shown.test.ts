// What a row says in the side bar.
import assert from 'node:assert/strict';
import type { CatalogNode } from '../../src/core/catalog/node';
import { isOpenedAtFirst, shownText } from '../../src/vscode/tree/shown';

const cases = [
  [
    'a file deep below by its own name, its folder behind it',
    { kind: 'found', label: 'data/exports/2026/calls.csv', description: 'CSV · 3.4 MB' },
    ['calls.csv', 'data/exports/2026 · CSV · 3.4 MB'],
  ],
  [
    'many files that stand together by their folder and the first, so that folders of like files are told apart',
    {
      kind: 'found',
      label: 'data/outcomes/2009-07.csv and 16 more',
      description: 'CSV · 17 files',
      path: 'data/outcomes/*-*.csv',
    },
    ['outcomes/2009-07.csv and 16 more', 'data · CSV · 17 files'],
  ],
  [
    'a file of the folder itself',
    { kind: 'found', label: 'visits.csv', description: 'CSV' },
    ['visits.csv', 'CSV'],
  ],
  [
    'anything else',
    { kind: 'endpoint', label: 'http://127.0.0.1:8080' },
    ['http://127.0.0.1:8080', undefined],
  ],
] as const;

describe('a row shows', () => {
  for (const [what, row, expected] of cases)
    it(what, () => {
      const path = 'path' in row ? row.path : row.label;
      const { label, description } = shownText({ ...row, about: { path } });
      assert.deepEqual([label, description], expected);
    });

  it('one of many files as the catalog names it', () => {
    const about = { path: 'data/1.csv' };
    const row = { kind: 'found', label: '1.csv', description: '9 B', about } as const;
    assert.deepEqual(shownText(row), { label: '1.csv', description: '9 B' });
  });

  const row = (kind: CatalogNode['kind'], states: readonly CatalogNode['state'][] = []): CatalogNode => ({
    id: kind,
    kind,
    label: kind,
    state: 'ok',
    about: {},
    children: states.map((state) => ({ ...row('stage'), state })),
  });
  const folded: readonly (readonly [string, CatalogNode, siblings: number, isOpened: boolean])[] = [
    ['a model that is the only one opened', row('model', ['ok', 'unknown']), 1, true],
    ['one of several models folded', row('model', ['ok', 'unknown']), 2, false],
    ['a model whose stages are all done folded', row('model', ['ok', 'ok']), 1, false],
    ['a few failures opened', row('failure'), 3, true],
    ['many failures folded', row('failure'), 4, false],
    ['a group folded', row('group', ['ok']), 1, false],
  ];
  for (const [what, node, siblings, isOpened] of folded)
    it(what, () => {
      assert.equal(isOpenedAtFirst({ node, kind: 'node' }, siblings), isOpened);
    });
});
