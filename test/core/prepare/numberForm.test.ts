// How numbers are written, told from all of them: one convention, or none.
import assert from 'node:assert/strict';
import { eitherNumber, numberWays, plainNumbers } from '../../../src/core/prepare/numberForm';

describe('how numbers are written', () => {
  const cases: [values: string[], sql: string | undefined][] = [
    [['12,50', '99,90', '1.234', '7,25', '2.500'], `replace(replace("x", '.', ''), ',', '.')`],
    [['12,345', '7,5'], `replace("x", ',', '.')`],
    [['12,345', '7.5'], `replace("x", ',', '')`],
    [['1.234,5', '1234,5', '7'], `replace(replace("x", '.', ''), ',', '.')`],
    [['1,234,567', '950'], `replace("x", ',', '')`],
    [['1.000.500'], `replace("x", '.', '')`],
    [['0,123', '1,234'], `replace("x", ',', '.')`],
    [['41 %', '7,5 %'], `replace(replace("x", '%', ''), ',', '.')`],
    [['4,41 €', '12,00 €'], `replace(replace("x", '€', ''), ',', '.')`],
    [['$ 5', '-$ 1,200.50'], `replace(replace(replace("x", '$', ''), ' ', ''), ',', '')`],
    [['1 234,5', '7'], `replace(replace("x", ' ', ''), ',', '.')`],
    [['1\u00a0234,5', '7\u202f€'], undefined],
    [['1\u00a0234,5', '7'], `replace(replace("x", chr(160), ''), ',', '.')`],
    [['100\u202f050', '1\u2009000'], `replace(replace("x", chr(8201), ''), chr(8239), '')`],
    [["1'234.50", '100’050.00'], `replace(replace("x", '''', ''), '’', '')`],
    [['−0,5', '1,5'], `replace(replace("x", '−', '-'), ',', '.')`],
    [['12', '13.5'], '"x"'],
    [['31%', '0.61'], undefined],
    [['5 €', '$ 5'], undefined],
    [['5 €', '5'], undefined],
    [['1,234.5', '1.234,5'], undefined],
    [['1,234.5', '12,5'], undefined],
    [['1.234,5', '31.5'], undefined],
    [['1.234', '2345,5'], undefined],
    [['1 234', '1.234'], undefined],
    [['1,234', '2,345'], undefined],
    [['1,234', '2.345'], undefined],
    [['1.234.5'], undefined],
    [['(0,5)'], undefined],
    [['0,5-'], undefined],
    [['1.0.2'], undefined],
    [['12,5', 'many'], undefined],
  ];
  for (const [values, sql] of cases)
    it(`${values.join(' and ')}: ${sql ?? 'not told'}`, () => assert.equal(plainNumbers('x', values), sql));

  const either: [values: string[], readings: ReturnType<typeof eitherNumber>][] = [
    [['100', '1.000'], { example: '1.000', thousands: `replace("x", '.', '')`, decimals: '"x"' }],
    [['1,234 €'], { example: '1,234 €', thousands: `replace(replace("x", '€', ''), ',', '')`, decimals: `replace(replace("x", '€', ''), ',', '.')` }], // prettier-ignore
    [['1.234', '2345'], { example: '1.234', thousands: `replace("x", '.', '')`, decimals: '"x"' }],
    [['1,234', '2.345'], undefined],
    [['1.234', '5 €'], undefined],
    [['1.234', 'many'], undefined],
    [['1.234', '12,5', '7.5'], undefined],
    [['1 234', '1.234'], undefined],
  ];
  for (const [values, readings] of either)
    it(`${values.join(' and ')}: ${readings ? 'either of two' : 'not one of two'}`, () =>
      assert.deepEqual(eitherNumber('x', values), readings));

  it('shows one of each way', () =>
    assert.deepEqual(numberWays(['0.61', '0.62', '31%', '7%', '(5)']), ['0.61', '31%', '(5)']));
});
