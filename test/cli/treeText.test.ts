// The tree as text: aligned, and never wider than the terminal.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { treeText, wrapped } from '../../src/cli/treeText';
import type { CatalogNode } from '../../src/core/catalog/node';

const row = (label: string, description = '', more: Partial<CatalogNode> = {}): CatalogNode => ({
  id: label,
  kind: 'stage',
  label,
  description,
  state: 'ok',
  about: {},
  children: [],
  ...more,
});
const drawn = (nodes: readonly CatalogNode[], width: number) =>
  treeText(nodes, {
    width,
    mark: (state) => state.charAt(0),
    bold: (text) => text,
    dim: (text) => text,
  }).split('\n');

describe('the tree as text', () => {
  const nodes = [
    row('bank', '40,394 rows', { children: [row('Collected', '2026-11-20 · 3.4 MB · source/history.csv')] }),
    row('A long message that goes over more than half of it', 'duration', {
      state: 'error',
      kind: 'finding',
      fix: 'Drop it.',
    }),
  ];

  it('sets the figures in one column', () => {
    assert.deepEqual(drawn(nodes, 80), [
      '  o bank         40,394 rows',
      '    o Collected  2026-11-20 · 3.4 MB · source/history.csv',
      '  e A long message that goes over more than half of it',
      '      duration',
      '      → Drop it.',
    ]);
  });

  it('breaks between figures, and puts them below the label where there is no room beside it', () => {
    assert.deepEqual(drawn(nodes, 44), [
      '  o bank         40,394 rows',
      '    o Collected  2026-11-20 · 3.4 MB',
      '                 source/history.csv',
      '  e A long message that goes over more than',
      '    half of it',
      '      duration',
      '      → Drop it.',
    ]);
    assert.deepEqual(drawn(nodes.slice(0, 1), 32), [
      '  o bank',
      '      40,394 rows',
      '    o Collected',
      '        2026-11-20 · 3.4 MB',
      '        source/history.csv',
    ]);
  });

  it('is never wider than the terminal, whatever the names', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constant('数据集'.repeat(20)),
    );
    const plain = text.map((one) => one.replace(/\p{C}|\s/gu, ' ').trim());
    const tree = fc
      .tuple(plain, plain, plain)
      .map(([label, description, child]) => [
        row(label, description, { children: [row(child, description)] }),
      ]);
    fc.assert(
      fc.property(tree, fc.integer({ min: 40, max: 120 }), (some, width) => {
        for (const line of drawn(some, width)) assert.ok(stringWidth(line) <= width, `${width}: ${line}`);
      }),
    );
  });

  it('loses no character of a word that is longer than a line', () => {
    assert.deepEqual(wrapped('ab abcdefgh c', 3), ['ab', 'abc', 'def', 'gh', 'c']);
    assert.deepEqual(wrapped('', 3), ['']);
  });
});
