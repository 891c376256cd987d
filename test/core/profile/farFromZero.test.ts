// Values that are large beside their range: what their profile tells stays in order, within them, and close to them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assembleColumn } from '../../../src/core/profile/assemble';
import { bucketsOf } from '../../../src/core/profile/buckets';
import { finestBuckets } from '../../../src/core/profile/origin';

const rows = (kind: 'integer' | 'number') =>
  fc
    .record({
      offset: fc.oneof(
        fc.maxSafeInteger(),
        fc.maxSafeInteger().map((value) => value * 1000),
        fc.integer({ min: 1e14, max: 9e15 }),
      ),
      range: fc.integer({ min: 0, max: 10 }).map((power) => 10 ** power),
      shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 }),
    })
    .map(({ offset, range, shares }) =>
      shares
        .map((share) => offset + (kind === 'integer' ? Math.round(share * range) : share * range))
        .sort((a, b) => a - b),
    );

/** As the engine counts a column of many different values. */
function profileOf(kind: 'integer' | 'number', values: readonly number[]) {
  const counts = values.map((value) => ({ value, count: 1 }));
  const fine = finestBuckets(counts, kind === 'integer');
  const [min = NaN, max = NaN] = [values[0], values.at(-1)];
  const present = values.length;
  const measured = { name: 'x', type: 'T', kind, rows: present, present, infinities: 0, min, max };
  const buckets = bucketsOf(counts);
  return assembleColumn(measured, { buckets, ...(fine.origin === undefined ? {} : { fine }) });
}

for (const kind of ['integer', 'number'] as const)
  describe(`${kind}s far from zero`, () => {
    it('have quantiles in order, within them, and off by no more than 1% of the range or of the value', () => {
      fc.assert(
        fc.property(rows(kind), (values) => {
          const { quantiles = {}, fine } = profileOf(kind, values);
          const [min = NaN, max = NaN] = [values[0], values.at(-1)];
          let before = min;
          for (const [level, found] of Object.entries(quantiles)) {
            assert.ok(before <= found && found <= max, `${level}: ${found} after ${before}, up to ${max}`);
            before = found;
            const [below = NaN, above = NaN] = [Math.floor, Math.ceil].map(
              (round) => values[round(Number(level) * (values.length - 1))],
            );
            const room = 0.0101 * (fine ? max - min : Math.max(Math.abs(below), Math.abs(above)));
            assert.ok(
              below - room <= found && found <= above + room,
              `${level}: ${found} of ${below} to ${above}, off by more than ${room}`,
            );
          }
        }),
        { numRuns: 1_000 },
      );
    });

    it('have a histogram that ends with them and counts each near where it lies', () => {
      fc.assert(
        fc.property(rows(kind), (values) => {
          const { histogram: { edges, counts } = { edges: [], counts: [] }, fine } = profileOf(kind, values);
          const [min = NaN, max = NaN] = [values[0], values.at(-1)];
          const step = (edges[1] ?? NaN) - (edges[0] ?? NaN);
          assert.ok(edges.every((edge, at) => at === 0 || edge > (edges[at - 1] ?? NaN)));
          const rounding = Number.EPSILON * Math.max(Math.abs(min), Math.abs(max));
          assert.ok((edges[0] ?? NaN) > min - step - rounding);
          assert.ok((edges.at(-1) ?? NaN) <= max + step + rounding);
          let counted = 0;
          counts.forEach((count, at) => {
            counted += count;
            const edge = at === counts.length - 1 ? Infinity : (edges[at + 1] ?? NaN);
            const room = 0.0101 * (fine ? max - min : Math.max(-min, max)) + 1;
            assert.ok(values.filter((value) => value < edge - room).length <= counted);
            assert.ok(counted <= values.filter((value) => value <= edge + room).length);
          });
          assert.equal(counted, values.length);
        }),
        { numRuns: 1_000, examples: [[[9007199254740975, 9007199254740996]]] },
      );
    });
  });
