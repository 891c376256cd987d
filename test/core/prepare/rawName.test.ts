import assert from 'node:assert/strict';
import { rawNameOf } from '../../../src/core/prepare/rawName';

describe('the raw name of a prepared column', () => {
  const steps = [{ rename: { kunde: 'who' } }, { trim: ['who'] }, { rename: { who: 'customer', a: 'b' } }];
  for (const [name, raw] of [
    ['customer', 'kunde'],
    ['b', 'a'],
    ['age', 'age'],
  ] as const)
    // prettier-ignore
    it(`of ${name} is ${raw}`, () => assert.equal(rawNameOf(name, steps), raw));
});
