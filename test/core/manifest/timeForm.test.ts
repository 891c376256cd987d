// How dates and times are written, told from examples.
import assert from 'node:assert/strict';
import { guessTimeForm } from '../../../src/core/manifest/timeForm';

describe('how times are written', () => {
  const cases: [values: string[], format: string | undefined][] = [
    [['31/12/2024'], '%d/%m/%Y'],
    [['12/31/2024', '01/02/2024'], '%m/%d/%Y'],
    [['01.02.24 7:05', '31.12.24 18:30'], '%d.%m.%y %H:%M'],
    [['31-12-2024 07:05:09'], '%d-%m-%Y %H:%M:%S'],
    [['12/31/2024 07:05 PM'], '%m/%d/%Y %I:%M %p'],
    [['12/31/2024, 7:05:01pm'], '%m/%d/%Y, %I:%M:%S%p'],
    [['2024/12/31'], '%Y/%m/%d'],
    [['31/12/2024T18:30:01.123456'], '%d/%m/%YT%H:%M:%S.%f'],
    [['2024-01-31 10:00'], undefined],
    [['31/12/2024', '12/31/2024'], undefined],
    [['31/12/2024', '31.12.2024'], undefined],
    [['31/12/2024', '31/12/2024 10:00'], undefined],
    [['1/2/3'], undefined],
    [['192.168.1.1'], undefined],
    [['soon'], undefined],
    [[], undefined],
  ];
  for (const [values, format] of cases)
    it(`${values.join(' and ') || 'nothing'}: ${format ?? 'no format'}`, () =>
      assert.equal(guessTimeForm(values)?.form.format, format));
});
