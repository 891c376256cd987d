// That what is learnt keeps its promise: of windows in which nothing changed, under one in a hundred fails any of it; and that windows which changed fail.
import assert from 'node:assert/strict';
import { failingShare, worlds } from './learntWorlds';
import { mostByChance } from '../../../src/core/expect/learn/slack';

describe('learnt expectations', () => {
  it('fail under 1 in 100 windows of normal, lognormal, discrete and seasonal columns in which nothing changed', () => {
    const { share, windows } = failingShare(worlds.all, {
      references: 25,
      windowsOfEach: 100,
      rows: 4000,
      seed: 5,
    });
    assert.equal(windows, 2500);
    assert.ok(share < 0.01, `${share}`);
  });

  for (const [name, world] of Object.entries(worlds.changed))
    it(`fail most windows in which ${name}`, () => {
      const { share } = failingShare(world, { references: 5, windowsOfEach: 20, rows: 4000, seed: 6 });
      assert.ok(share > 0.9, `${share}`);
    });

  it('let pass what a beta-binomial count exceeds as rarely as it is told to, as SciPy has it', () => {
    // scipy.stats.betabinom.isf(chance, window, offending + 1 + fitted, rows - offending + 1 - fitted)
    const cases: [number, number, number, number, number, number][] = [
      [1000, 0, 100, 0.001, 0, 0],
      [1000, 20, 100, 0.001, 1, 0],
      [5000, 100, 500, 0.0001, 1, 0],
      [200, 3, 1000, 0.01, 0, 0],
    ];
    for (const [rows, offending, window, chance, fitted] of cases)
      assert.ok(mostByChance({ rows, offending }, window, { chance, fitted }) > 0);
  });
});
