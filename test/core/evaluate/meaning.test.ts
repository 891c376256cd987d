// Whether a column still means what the model takes it to mean, as known from how its errors follow it.
import assert from 'node:assert/strict';
import { meaningOf } from '../../../src/core/evaluate/meaning';

const rows = 40;
/** Whole turns of a wave, shuffled by a quarter of a turn: nothing of the one is left in the other, so every figure is exact. */
const wave = (turns: number, later = 0) =>
  Float64Array.from({ length: rows }, (_none, row) => Math.cos((2 * Math.PI * turns * row) / rows + later));
const [column, shuffled, other] = [wave(1), wave(1, Math.PI / 2), wave(3)];
const effect = 2;
const scoreOf = (value: number, row: number) => effect * value + (other[row] as number);

describe('what a column means', () => {
  for (const { title, slope } of [
    { title: 'what the model takes it to mean', slope: 1 },
    { title: 'twice as much', slope: 2 },
    { title: 'half as much', slope: 0.5 },
    { title: 'nothing any more', slope: 0 },
    { title: 'the opposite', slope: -1 },
  ])
    it(`is found to be ${title}, whatever the level and another column have done`, () => {
      const found = meaningOf({
        labels: column.map((value, row) => 100 + slope * effect * value + 5 * (other[row] as number)),
        scores: column.map(scoreOf),
        shuffled: [shuffled.map(scoreOf)],
        deleted: { parts: [], share: 1 },
      });
      assert.ok(Math.abs(found.slope - slope) < 1e-9, String(found.slope));
      assert.ok(Math.abs(found.variance - effect ** 2 / 2) < 1e-9, String(found.variance));
      assert.ok(Number.isNaN(found.error), 'not known without parts');
    });

  it('is not taken for less or more where only the level moved and the column works by another', () => {
    const scores = column.map((value) => value * value);
    const { slope } = meaningOf({
      labels: scores.map((score) => score + 100),
      scores,
      shuffled: [shuffled.map((value, row) => value * (column[row] as number))],
      deleted: { parts: [], share: 1 },
    });
    assert.ok(Math.abs(slope - 1) < 1e-9, String(slope));
  });
});
