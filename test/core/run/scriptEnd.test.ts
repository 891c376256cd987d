// What a failed training command is said to lack, and what helps.
import assert from 'node:assert/strict';
import { remedy } from '../../../src/core/remedy';
import { scriptFailure } from '../../../src/core/run/scriptEnd';

const create = remedy('python', '--create');
const cases = [
  ['the requirements bring it', 'pandas', 'numpy\npandas>=2\n', create],
  ['they spell it otherwise', 'sklearn', 'Scikit_Learn[all] == 1.5 # pinned\n', create],
  ['they do not', 'pandas', 'pandas-stubs\n# pandas\n-r pandas\n', undefined],
  ['they are installed already, or another made the environment', 'pandas', undefined, undefined],
] as const;

describe('a package that a training command lacks', () => {
  for (const [what, module, requirements, expected] of cases)
    it(`is ${expected ? 'brought by creating the environment' : 'installed by hand'}, where ${what}`, () => {
      const failure = scriptFailure({
        command: 'python train.py',
        code: 1,
        tail: [`ModuleNotFoundError: No module named '${module}'`],
        log: 'log.txt',
        ...(requirements === undefined ? {} : { requirements }),
      });
      assert.deepEqual(failure.remedy, expected);
      assert.equal(/pip install pandas/.test(failure.hint ?? ''), expected === undefined);
    });
});
