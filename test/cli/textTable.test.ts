// Rows of cells as aligned text.
import assert from 'node:assert/strict';
import { textTable } from '../../src/cli/textTable';

describe('a table of text', () => {
  it('sets figures and times to the right, everything else to the left', () => {
    const table = textTable(
      ['column', 'rows', 'from', 'share'],
      [
        ['a', '5', '2024-01-01', '2%'],
        ['long', '1,200', '', 'none'],
      ],
    );
    assert.deepEqual(table.split('\n'), [
      'column   rows        from  share',
      '──────  ─────  ──────────  ─────',
      'a           5  2024-01-01  2%',
      'long    1,200              none',
    ]);
  });

  it('counts how wide characters are, not how many', () => {
    const lines = textTable(['名前', 'values'], [['é', '値'.repeat(40)]], 20).split('\n');
    assert.deepEqual(lines, ['名前  values', `────  ${'─'.repeat(13)}`, `é     ${'値'.repeat(6)}…`]);
  });

  it('keeps every row on its line, and in no colour of its own', () => {
    const lines = textTable(['column', 'new'], [['job', '\u001b[31mred\nblue, \u0000']]).split('\n');
    assert.deepEqual(lines.slice(2), ['job     \\u001b[31mred\\u000ablue, \\u0000']);
  });

  it('shortens the last column where a line would be too long', () => {
    const lines = textTable(['a', 'values'], [['x', 'v'.repeat(80)]], 40).split('\n');
    assert.deepEqual(lines.map((line) => line.length), [9, 40, 40]); // prettier-ignore
    assert.ok(lines[2]?.endsWith('…'));
  });
});
