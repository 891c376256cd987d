// What a model's registry says of one version.
import assert from 'node:assert/strict';
import { aliasesOf } from '../../../src/core/catalog/modelStanding';

describe("a version's aliases", () => {
  const aliases = { zeta: 3, challenger: 3, champion: 3, alpha: 2 };
  const registry = { model: 'm', versions: [], aliases, events: [], retired: [] };
  for (const [version, expected] of [
    [3, ['champion', 'challenger', 'zeta']],
    [2, ['alpha']],
    [1, []],
  ] as const)
    it(`are champion first, the others by name: version ${version}`, () => {
      assert.deepEqual(aliasesOf(registry, version), expected);
    });
});
