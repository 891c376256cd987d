// Wishes made one: nothing is lost, nothing runs twice at once.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { coalesce } from '../../src/vscode/coalesce';

describe('coalesced work', () => {
  it('runs once for many wishes', async () => {
    let runs = 0;
    const work = coalesce(() => Promise.resolve(void runs++), 5);
    await Promise.all(Array.from({ length: 20 }, () => work.wish()));
    assert.equal(runs, 1);
  });

  it('runs again for a wish made while it runs, and never twice at once', async () => {
    let running = 0;
    let most = 0;
    const seen: number[] = [];
    let value = 0;
    const work = coalesce(async () => {
      most = Math.max(most, ++running);
      seen.push(value);
      await sleep(10);
      running--;
    }, 1);
    value = 1;
    const first = work.wish();
    await sleep(5);
    value = 2;
    const second = work.wish();
    await Promise.all([first, second]);
    assert.equal(seen.at(-1), 2);
    assert.equal(most, 1);
  });

  it('does not wait for ever when wishes never end', async () => {
    let runs = 0;
    const work = coalesce(() => Promise.resolve(void runs++), 10);
    for (let wish = 0; wish < 60; wish++) {
      void work.wish();
      await sleep(5);
    }
    assert.ok(runs >= 1);
  });

  it('lets go of whoever waits when it is disposed, and runs no more', async () => {
    let runs = 0;
    const work = coalesce(() => Promise.resolve(void runs++), 1);
    let letGo = 0;
    for (let wish = 0; wish < 2; wish++) void work.wish().then(() => letGo++);
    work.dispose();
    void work.wish().then(() => letGo++);
    await sleep(20);
    assert.deepEqual([letGo, runs], [3, 0]);
  });
});
