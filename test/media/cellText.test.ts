// Values of rows as a person reads them.
import assert from 'node:assert/strict';
import { cellText } from '../../media/data/cellText';

describe('a value of a row', () => {
  for (const [name, cell, type, expected] of [
    ['has its digits', 1.123456789, 'DOUBLE', '1.123456789'],
    ['is a whole number as it is', 1000000000000000, 'BIGINT', '1000000000000000'],
    ['is endless in a sign', Infinity, 'DOUBLE', '∞'],
    ['has no zone where its column has none', '2024-01-02T10:00:00Z', 'TIMESTAMP', '2024-01-02 10:00:00'],
    ['keeps its zone', '2024-01-02T10:00:00Z', 'TIMESTAMP WITH TIME ZONE', '2024-01-02T10:00:00Z'],
    ['is left as it is where it is a text', 'TOKENZ', 'VARCHAR', 'TOKENZ'],
    ['is a word where it is true or false', true, 'BOOLEAN', 'true'],
  ] as const)
    it(name, () => assert.equal(cellText(cell, type), expected));
});
