// Names and values that are written from right to left, or turn the direction, inside a sentence.
import assert from 'node:assert/strict';
import { isolated, isolatedIn } from '../../media/parts/isolated';

const start = '\u2068';
const end = '\u2069';

describe('text of the data inside a sentence', () => {
  for (const [name, text, expected] of [
    ['stays as it is where nothing turns', 'Größe 東京', 'Größe 東京'],
    ['is isolated where its letters run from right to left', 'שם', `${start}שם${end}`],
    ['is isolated where it turns what follows', 'a\u202eb', `${start}a\u202eb${end}`],
    ['cannot end its isolation', `a\u202e${end}b`, `${start}a\u202eb${end}`],
  ] as const)
    it(name, () => assert.equal(isolated(text), expected));

  it('is found by the names and the quotation marks', () => {
    const message = 'a\u202e.b writes "مرحبا" and "x" in 3 rows.';
    assert.equal(
      isolatedIn({ message, columns: ['a\u202e.b'] }),
      `${start}a\u202e.b${end} writes ${start}"مرحبا"${end} and "x" in 3 rows.`,
    );
  });
});
