// What JSON takes from an interval that is none, and what is given back; nothing else is touched.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withEndless } from '../../../src/core/evaluate/endless';

describe('figures without an end', () => {
  it('are again what they were before they were written', () => {
    const bound = fc.double();
    const interval = fc.record({
      value: fc.oneof(fc.double({ noDefaultInfinity: true }), fc.constant(NaN)),
      low: bound.filter((low) => low !== Infinity && !Number.isNaN(low)),
      high: bound.filter((high) => high !== -Infinity && !Number.isNaN(high)),
      n: fc.nat(),
    });
    const document = fc.record({ metrics: fc.dictionary(fc.string(), interval), all: fc.array(interval) });
    fc.assert(
      fc.property(document, (written) => {
        const read = JSON.parse(JSON.stringify(written)) as typeof written;
        const plain = JSON.parse(JSON.stringify(withEndless(read))) as unknown;
        assert.deepEqual(plain, JSON.parse(JSON.stringify(written)));
        for (const [at, one] of withEndless(read).all.entries()) {
          const { value, low, high } = written.all[at] ?? {};
          for (const [is, was] of [
            [one.value, value],
            [one.low, low],
            [one.high, high],
          ] as const)
            assert.ok(is === was || (Number.isNaN(is) && Number.isNaN(was)), `${is} for ${was}`);
        }
      }),
    );
  });

  it('are none where a low and a high are no interval', () => {
    const inputs = { low: null, high: null, close: 3 };
    assert.deepEqual(withEndless({ inputs, rows: [inputs, null] }), { inputs, rows: [inputs, null] });
    assert.equal(withEndless(undefined), undefined);
  });
});
