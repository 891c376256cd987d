// Which files of a folder are a person's own, not those of tools and packages.
import assert from 'node:assert/strict';
import { isWalked } from '../../../src/node/files/walk';

describe('a walk through a folder', () => {
  for (const [path, expected] of [
    ['train.py', true],
    ['src/features/steps.py', true],
    ['.venv/lib/site.py', false],
    ['lib/python3.11/site-packages/numpy/core.py', false],
    ['src/__pycache__/steps.py', false],
    ['.lifecycle/runs/1/train.py', false],
  ] as const)
    it(`${expected ? 'looks at' : 'leaves out'} ${path}`, () => assert.equal(isWalked(path), expected));
});
