// What a column is taken for, by its values and its name.
import assert from 'node:assert/strict';
import type { ColumnKind, Semantic } from '../../../src/core/profile/profile';
import { semanticOf, type SemanticFacts } from '../../../src/core/profile/semantic';
import { spellingVariants } from '../../../src/core/profile/variants';

const facts = (kind: ColumnKind, more: Partial<SemanticFacts>): SemanticFacts => ({
  name: 'c',
  kind,
  present: 100,
  distinct: 50,
  isDistinctExact: true,
  examples: [],
  ...more,
});

describe('semantic', () => {
  const cases: [string, SemanticFacts, Semantic][] = [
    ['nothing present', facts('string', { present: 0, distinct: 0 }), 'unknown'],
    ['one value', facts('string', { distinct: 1, examples: ['x'] }), 'constant'],
    ['yes and no', facts('string', { distinct: 2, examples: ['Yes', 'no'] }), 'boolean'],
    ['0 and 1', facts('integer', { distinct: 2, min: 0, max: 1 }), 'boolean'],
    ['e-mail addresses', facts('string', { examples: ['a@b.org', 'c.d@e.com'] }), 'email'],
    ['addresses of the web', facts('string', { examples: ['https://a.org/x', 'http://b.org'] }), 'url'],
    ['phone numbers', facts('string', { examples: ['+49 30 123456', '(030) 555-1234'] }), 'phone'],
    ['money as text', facts('string', { examples: ['$1,200.50', '€ 3', 'unknown'] }), 'money'],
    ['money by name', facts('number', { name: 'unit_price' }), 'money'],
    ['dates as text', facts('string', { examples: ['2020-01-31', '2020-02-01'] }), 'date'],
    ['times', facts('timestamp', {}), 'date'],
    ['running numbers', facts('integer', { distinct: 100, min: 1, max: 100 }), 'id'],
    [
      'unique numbers named id',
      facts('integer', { name: 'customerId', distinct: 100, min: 5, max: 9000 }),
      'id',
    ],
    ['unique measurements', facts('number', { distinct: 100, min: 0.5, max: 9 }), 'number'],
    ['few whole numbers', facts('integer', { distinct: 4, min: 1, max: 4 }), 'category'],
    ['words', facts('string', { examples: ['blue-collar', 'admin'] }), 'category'],
    ['sentences', facts('string', { distinct: 100, examples: ['it was a dark and stormy night'] }), 'text'],
    ['hostile names', facts('string', { name: '__proto__"; DROP', examples: ['a'] }), 'category'],
  ];
  for (const [what, of, expected] of cases)
    it(`${what}: ${expected}`, () => assert.equal(semanticOf(of), expected));
});

describe('spelling variants', () => {
  it('differ only in case, space, accents and punctuation', () => {
    const values = ['USA', 'usa ', 'U.S.A.', 'São Paulo', 'sao  paulo', 'blue-collar', 'blue collar', 'Rome'];
    assert.deepEqual(
      spellingVariants(values.map((value, at) => ({ value, count: 100 - at }))).map((group) =>
        group.map(({ value }) => value),
      ),
      [
        ['USA', 'usa ', 'U.S.A.'],
        ['São Paulo', 'sao  paulo'],
        ['blue-collar', 'blue collar'],
      ],
    );
  });

  it('are not different numbers or words for nothing', () => {
    const values = ['1.5', '15', '-1', '1', 'N/A', 'n/a'].map((value) => ({ value, count: 1 }));
    assert.deepEqual(spellingVariants(values), []);
  });
});
