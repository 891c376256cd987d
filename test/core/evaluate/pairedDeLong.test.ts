import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alphaOfLook } from '../../../src/core/evaluate/compare';
import { pairedDeLong } from '../../../src/core/evaluate/pairedDeLong';
import { seededRandom } from '../../../src/core/random';
import { assertClose, assertRelative, fixture } from '../../statistics/fixture';

interface Case {
  readonly labels: number[];
  readonly first: number[];
  readonly second: number[];
  readonly difference: number;
  readonly se: number;
  readonly degrees: number;
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
      assertClose(compared.degrees ?? NaN, known.degrees);
      assertClose(compared.interval.low, known.low);
      assertClose(compared.interval.high, known.high);
      assertRelative(compared.p, known.p, 0.03);
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

  // Promised: half of alpha, 0.061%, of which 4,000 histories exceed 7 in one of a hundred runs; the normal's quantile lets 0.43% through.
  it('keeps its promise at a later look where one class has ten rows', () => {
    const random = seededRandom(1);
    const labels = Array.from({ length: 310 }, (_none, row) => Number(row < 10));
    const scores = () => labels.map((label) => 0.8 * label + random.normal());
    let better = 0;
    for (let history = 0; history < 4000; history++) {
      const compared = pairedDeLong({ labels, first: scores(), second: scores(), level: 1 - alphaOfLook(5) });
      better += Number(compared.interval.low > 0);
    }
    assert.ok(better <= 7, `${better} of 4000`);
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
