// Text that a wrong encoding damaged: what is told as such and what it was, and what only looks alike.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isDamaged, mayBeDamaged, repaired } from '../../../src/core/quality/damagedText';

describe('damaged text', () => {
  const cases: [string, string | undefined][] = [
    ['MÃ¼nchen', 'München'],
    ['FranÃ§ois', 'François'],
    ['donâ€™t', 'don’t'],
    ['10 â‚¬', '10 €'],
    ['Â£5', '£5'],
    ['ÐœÐ¾Ñ\u0081ÐºÐ²Ð°', 'Москва'],
    ['Ø³Ù„Ø§Ù…', 'سلام'],
    ['ðŸ˜€', '😀'],
    ['München', undefined],
    ['MENÜ”', undefined],
    ['“MAÇÔ', undefined],
    ['CAFÉ–BAR', undefined],
    ['café – bar', undefined],
    ['Ærø', undefined],
    ['東京', undefined],
    ['plain', undefined],
    ['', undefined],
  ];
  for (const [text, whole] of cases)
    it(`${whole === undefined ? 'leaves' : 'repairs'} "${text}"`, () => {
      assert.equal(repaired(text), whole);
      assert.equal(isDamaged(text), whole !== undefined);
    });

  it('has the sign of a lost letter', () => assert.ok(isDamaged('M\ufffdnchen')));

  it('is what it was, whatever the letters', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const whole = `${text} 東京`;
        const damaged = Buffer.from(whole, 'utf8').toString('latin1');
        assert.equal(repaired(damaged), whole);
        assert.match(damaged, new RegExp(mayBeDamaged, 'u'));
      }),
    ));
});
