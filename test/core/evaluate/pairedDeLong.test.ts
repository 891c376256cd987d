import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pairedDeLong } from '../../../src/core/evaluate/pairedDeLong';
import { assertClose, fixture } from '../../statistics/fixture';

interface Case {
  readonly labels: number[];
  readonly first: number[];
  readonly second: number[];
  readonly difference: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
}

describe('pairedDeLong', () => {
  it('agrees with DeLong by the definition', () => {
    for (const known of fixture<Case[]>('auc')) {
      const compared = pairedDeLong(known);
      assertClose(compared.difference, known.difference);
      assertClose(compared.se, known.se);
      assertClose(compared.interval.low, known.low);
      assertClose(compared.interval.high, known.high);
      assertClose(compared.p, known.p);
    }
  });

  it('turns its sign when the scores change places', () => {
    const labels = Array.from({ length: 40 }, (_row, index) => index % 2);
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(scores, scores, (first, second) => {
        const there = pairedDeLong({ labels, first, second });
        const back = pairedDeLong({ labels, first: second, second: first });
        assertClose(back.difference, -there.difference, 1e-12);
        assertClose(back.interval.low, -there.interval.high, 1e-9);
        assertClose(back.p, there.p, 1e-9);
        assert.ok(there.interval.low <= there.difference && there.difference <= there.interval.high);
      }),
    );
  });

  it('finds no difference between scores that rank alike', () => {
    const labels = Array.from({ length: 30 }, (_row, index) => index % 2);
    const first = labels.map((label, index) => label + ((index * 7) % 5));
    const { difference, p, interval } = pairedDeLong({
      labels,
      first,
      second: first.map((score) => 2 ** score),
    });
    assert.deepEqual([difference, p, interval.low, interval.high], [0, 1, 0, 0]);
  });

  it('keeps an interval where neither score varies within a class', () => {
    const labels = Array.from({ length: 60 }, (_row, index) => index % 2);
    const { difference, interval, p, se } = pairedDeLong({
      labels,
      first: labels.map(() => 1),
      second: labels,
    });
    assert.equal(difference, 0.5);
    assert.equal(interval.method, 'MOVER');
    assert.ok(interval.low > 0 && interval.low < 0.5 && interval.high >= 0.5);
    assert.ok(p < 0.001 && se > 0);
  });

  it('compares nothing where a class has under ten rows, and uses only rows with both scores', () => {
    const labels = Array.from({ length: 50 }, (_row, index) => (index < 9 ? 1 : 0));
    const scores = labels.map((_label, index) => index);
    const few = pairedDeLong({ labels, first: scores, second: scores });
    assert.match(few.interval.tooFew ?? '', /9 rows/);
    assert.ok(Number.isNaN(few.p));
    const none = pairedDeLong({ labels: [1, 0], first: [NaN, 1], second: [1, NaN] });
    assert.ok(Number.isNaN(none.difference) && none.interval.n === 0);
  });
});
