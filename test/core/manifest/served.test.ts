// What a deployment's `model` names, read in one place.
import assert from 'node:assert/strict';
import { served, servedBy } from '../../../src/core/manifest/served';

describe('what is served', () => {
  for (const [name, expected] of [
    ['uptake@champion', { model: 'uptake', which: 'champion', alias: 'champion' }],
    ['uptake@2', { model: 'uptake', which: '2' }],
    ['uptake@2nd', { model: 'uptake', which: '2nd', alias: '2nd' }],
  ] as const)
    it(`${name} is read`, () => assert.deepEqual(served(name), expected));

  it('is found by the deployment, and is nothing where there is none', () => {
    const manifest = {
      deployments: { local: { model: 'uptake@champion', target: 'local', port: 8080 } },
    } as const;
    assert.equal(servedBy(manifest, 'local')?.model, 'uptake');
    assert.equal(servedBy(manifest, 'other'), undefined);
    assert.equal(servedBy({}, 'local'), undefined);
  });
});
