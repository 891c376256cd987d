// That each stage is named what it works on by the key that core's table says: what is wrong there is refused by it.
import assert from 'node:assert/strict';
import { actsOn, namesAsked, requestNaming, subjects } from '../../../src/core/run/actsOn';
import { stageNames } from '../../../src/core/run/run';
import { openStage } from '../../../src/node/stages';

describe('what a stage works on', () => {
  for (const stage of stageNames)
    it(`is named to ${stage} by "${subjects[stage].by}"`, async () => {
      const { request } = await openStage(stage);
      const asked = { ...requestNaming(stage, 'one'), ...(stage === 'promote' && { version: 1 }) };
      assert.deepEqual(request.parse(asked), asked);
      assert.deepEqual(namesAsked(stage, asked), ['one']);
      assert.deepEqual(actsOn(stage, asked, []), [{ section: subjects[stage].section, name: 'one' }]);
    });

  it('is named to run by "models", several at once', async () => {
    const { request } = await openStage('run');
    const asked = { models: ['one', 'other'] };
    assert.deepEqual(request.parse(asked), asked);
    assert.deepEqual(namesAsked('run', asked), ['one', 'other']);
  });

  it('is all there are where a request names none', () => {
    const entries = [{ section: 'datasets', name: 'one', refersTo: [] }] as const;
    assert.equal(namesAsked('check', {}), undefined);
    assert.deepEqual(actsOn('check', {}, entries), entries);
  });
});
