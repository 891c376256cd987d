// Chance against share: when valid numbers in a column are personal data, and when they are numbers like any others.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tailOfBinomial } from '../../../../src/core/quality/personal/binomial';
import { isPersonal } from '../../../../src/core/quality/personal/judge';

interface Tail {
  readonly of: number;
  readonly least: number;
  readonly chance: number;
  readonly tail: number;
}

const fixture = join(import.meta.dirname, '../../../fixtures/personal/binomial.json');
const seen = (lookalikes: number, valid: number, namedLookalikes = 0, namedValid = 0) => ({
  lookalikes,
  valid,
  namedLookalikes,
  namedValid,
});
const luhn = { chance: 0.1, isNamed: false, isNumbers: false };

describe('judging what looks like personal data', () => {
  it('tails of binomial distributions are those of SciPy', () => {
    for (const { of, least, chance, tail } of JSON.parse(readFileSync(fixture, 'utf8')) as Tail[]) {
      const own = tailOfBinomial(of, least, chance);
      assert.ok(
        Math.abs(own - tail) <= 1e-9 * tail + 1e-300,
        `${of} ${least} ${chance}: ${own}, not ${tail}`,
      );
    }
  });

  it('a tenth of random numbers passes a check digit, and that is nothing', () => {
    assert.equal(isPersonal(seen(10_000, 1_000), luhn), false);
    assert.equal(isPersonal(seen(1, 1), luhn), false);
    assert.equal(isPersonal(seen(4, 4), luhn), false);
  });

  it('from the fifth on, valid numbers only are no chance', () => {
    assert.equal(isPersonal(seen(5, 5), luhn), true);
    assert.equal(isPersonal(seen(100, 60), luhn), true);
  });

  it('most lookalikes being wrong, the others are no finding either', () => {
    assert.equal(isPersonal(seen(100, 40), luhn), false);
  });

  it('one is enough where the column, or a word before it, says what it is', () => {
    assert.equal(isPersonal(seen(1, 1), { ...luhn, isNamed: true }), true);
    assert.equal(isPersonal(seen(10, 1), { ...luhn, isNamed: true }), false);
    assert.equal(isPersonal(seen(50, 2, 1, 1), luhn), true);
  });

  it('what its looks do not prove has to be named', () => {
    assert.equal(isPersonal(seen(1_000, 1_000), { ...luhn, needsName: true }), false);
    assert.equal(isPersonal(seen(10, 9), { ...luhn, needsName: true, isNamed: true }), true);
  });

  it('a column of whole numbers is personal only where nearly all are valid, or it says so', () => {
    assert.equal(isPersonal(seen(1_000, 600), { ...luhn, isNumbers: true }), false);
    assert.equal(isPersonal(seen(1_000, 990), { ...luhn, isNumbers: true }), true);
  });

  it('what proves itself is found once', () => {
    assert.equal(isPersonal(seen(1, 1), { ...luhn, chance: 1e-6 }), true);
    assert.equal(isPersonal(seen(0, 0), { ...luhn, chance: 1e-6 }), false);
  });
});
