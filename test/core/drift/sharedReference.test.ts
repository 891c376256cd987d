import assert from 'node:assert/strict';
import { sharedReferenceText, unluckyRate } from '../../../src/core/drift/sharedReference';
import { seededRandom } from '../../../src/core/random';
import { assertClose } from '../../statistics/fixture';

describe('the rate of false alarms of an unlucky reference', () => {
  it('is that of the tenth unluckiest, as drawn', () => {
    const [level, reference, current] = [0.05, 500, 500];
    const random = seededRandom(1);
    const reach = 1.959964 * Math.sqrt(1 / reference + 1 / current);
    const rates = Array.from({ length: 400 }, () => {
      const known = random.normal() / Math.sqrt(reference);
      let alarms = 0;
      for (let window = 0; window < 1000; window++)
        if (Math.abs(random.normal() / Math.sqrt(current) - known) > reach) alarms++;
      return alarms / 1000;
    }).sort((a, b) => a - b);
    assertClose(unluckyRate(level, { reference, current }), rates[360] ?? NaN, 0.01);
  });

  it('is as published of 1% and 1,000 rows on both sides, and falls to the level with a great reference', () => {
    assertClose(unluckyRate(0.01, { reference: 1000, current: 1000 }), 0.023, 0.001);
    assertClose(unluckyRate(0.01, { reference: 1e9, current: 1000 }), 0.01, 1e-4);
  });

  it('is told of references under 20 times the rows only', () => {
    const text = (rows: number) =>
      sharedReferenceText(0.01, { current: 1000, references: [{ what: 'training rows', rows }] });
    assert.match(text(1000) ?? '', /2\.3% with 1,000 training rows\.$/);
    assert.equal(text(20_000), undefined);
    assert.equal(text(0), undefined);
  });
});
