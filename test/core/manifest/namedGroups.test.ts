// The groups of a pattern are counted as RE2 counts them.
import assert from 'node:assert/strict';
import { groupsOf } from '../../../src/core/manifest/steps/namedGroups';

describe('the groups of a regular expression', () => {
  for (const [pattern, groups] of [
    ['(?P<a>x)(?<b>y)', ['a', 'b']],
    ['(x)(?P<a>y)', [undefined, 'a']],
    ['(?:x)(?i)(?P<a>y)', ['a']],
    ['\\((?P<a>x)\\)', ['a']],
    ['[(](?P<a>x)[^)(]', ['a']],
    ['[]()](?P<a>x)', ['a']],
    ['[[:alpha:](](?P<a>x)', ['a']],
    ['[\\](](?P<a>x)', ['a']],
    ['\\Q(\\E(?P<a>x)', ['a']],
    ['((?P<a>x)|(?P<b>y))', [undefined, 'a', 'b']],
    ['plain', []],
  ] as const)
    it(`${pattern} has ${groups.length}`, () => {
      assert.deepEqual(groupsOf(pattern), groups);
    });
});
