import assert from 'node:assert/strict';
import type { CollectedVersion } from '../../../src/core/dataset/version';
import type { Dataset } from '../../../src/core/manifest/manifest';
import { preparationKey } from '../../../src/node/prepare/key';

const collected = {
  schema: 1,
  kind: 'collected',
  dataset: 'bank',
  fingerprint: 'sha256:first',
  at: '2009-07-01T00:00:00.000Z',
  path: 'data/bank.csv',
  sources: [{ path: 'data/bank.csv' }],
} as unknown as CollectedVersion;
const dataset: Dataset = {
  path: 'data/bank.csv',
  target: 'y',
  time: { column: 'ts' },
  key: 'id',
  prepare: [{ trim: ['job'] }],
  split: { by: 'key', train: 0.8, validation: 0.1, test: 0.1, seed: 0 },
};

describe('the key of a preparation', () => {
  const known = preparationKey(collected, dataset);

  const deciding: readonly [string, Partial<Dataset>][] = [
    ['the time column', { time: { column: 'day' } }],
    ['the zone of the times', { time: { column: 'ts', zone: 'Europe/Lisbon' } }],
    ['the key column', { key: 'customer' }],
    ['the target', { target: 'z' }],
    ['the steps', { prepare: [{ trim: ['city'] }] }],
    ['the split', { split: { by: 'key', train: 0.8, validation: 0.1, test: 0.1, seed: 1 } }],
  ];
  for (const [what, change] of deciding)
    it(`is another for ${what}`, () => {
      assert.notEqual(preparationKey(collected, { ...dataset, ...change }), known);
    });

  it('is another for other data, and the same for what decides nothing', () => {
    assert.notEqual(preparationKey({ ...collected, fingerprint: 'sha256:second' }, dataset), known);
    assert.equal(
      preparationKey(
        { ...collected, at: '2010-01-01T00:00:00.000Z' },
        { ...dataset, positive: 'yes', freshness: '30d', expect: { rows: '>= 10' } },
      ),
      known,
    );
  });
});
