import assert from 'node:assert/strict';
import { meets, parseBound } from '../../src/core/bound';

describe('a bound', () => {
  const cases: [string, number, boolean][] = [
    ['>= 0.65', 0.65, true],
    ['>= 0.65', 0.6499, false],
    ['<= 1%', 0.01, true],
    ['<= 1%', 0.011, false],
    ['> 0', 0, false],
    ['< 5', 4.9, true],
    ['= 3', 3, true],
    ['>=-2', -2, true],
    ['>= 0', NaN, false],
  ];
  for (const [text, value, isMet] of cases)
    it(`${text} is ${isMet ? '' : 'not '}met by ${value}`, () =>
      assert.equal(meets(value, parseBound(text)), isMet));

  it('is refused when it is none', () => assert.throws(() => parseBound('about 3'), RangeError));
});
