// That long work goes on is told, and no longer once it has ended.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { toldWhile } from '../../../src/node/process/toldWhile';

describe('work that takes long', () => {
  it('is told at once and again until it has ended, also where it fails', async () => {
    const told: string[] = [];
    const work = async () => {
      while (told.length < 3) await sleep(5);
      throw new Error('no');
    };
    await assert.rejects(
      toldWhile((line) => told.push(line), 'Installing', work, 5),
      /no/,
    );
    const count = told.length;
    await sleep(30);
    assert.equal(told.length, count);
    assert.equal(told[0], 'Installing');
    assert.match(told[1] ?? '', /^Installing \(\d+ s\)$/);
  });
});
