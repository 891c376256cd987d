// The delimiter that a person would see in a text.
import assert from 'node:assert/strict';
import { detectDialect } from '../../../src/core/dataset/dialect';

const cases: [why: string, text: string, delimiter: string, columns: number, suspect?: string][] = [
  ['the one that cuts every line alike', 'a;b;c\n1,5;2;3\n1,5;2;3\n', ';', 3],
  ['the one of the header, when lines are ragged', 'a,b,c\n1,2\n1,2,3\n', ',', 3],
  ['not the one inside quotes', '"a;b",c\n"1;2",3\n', ',', 2],
  ['not the one inside a quoted line end', 'a,b\n"x\n;y;",1\n', ',', 2],
  ['a tab between texts with commas', 'name\ttext\nAda\thello, you\nBob\tno, no, no\n', '\t', 2],
  ['none in a single column', 'a\n1\n2\n', ',', 1],
  ['none that stands in the single column', 'text\nhello, you\nno; no\n', '\t', 1],
  ['none, with the one that would have been', 'a:b\n1:2\n3:4\n', ',', 1, ':'],
  ['one with doubled quotes', '"say ""a,b""";c\nx;y\n', ';', 2],
];

describe('the dialect of a delimited text', () => {
  for (const [why, text, delimiter, columns, suspect] of cases)
    it(`takes ${why}`, () => {
      const dialect = detectDialect(text, true);
      assert.equal(dialect.delimiter, delimiter);
      assert.equal(dialect.header.length, columns);
      assert.equal(dialect.suspect, suspect);
    });

  it('pays no heed to a last line that the sample cuts', () => {
    assert.equal(detectDialect('a,b;x\n1,2;y\n1,2', false).delimiter, ',');
    assert.equal(detectDialect('a;b\n1;2\n1', false).delimiter, ';');
  });
});
