// Which files of a log tell of a version, and what their actions add up to.
import assert from 'node:assert/strict';
import { logOf } from '../../../src/core/lake/deltaLog';
import { deltaAction, deltaState, requireReadable, vectorFile } from '../../../src/core/lake/deltaState';

const commit = (version: number) => `_delta_log/${String(version).padStart(20, '0')}.json`;
const checkpoint = (version: number, rest = '') =>
  `_delta_log/${String(version).padStart(20, '0')}.checkpoint${rest}.parquet`;
const read = (names: readonly string[], version?: number) => {
  try {
    const { checkpoint: from, commits, version: found } = logOf(names, 'T', version);
    return [found, ...from, ...commits];
  } catch (error) {
    return (error as Error).message;
  }
};
const id = '80a083e8-7026-4e79-81be-64bd76c43a11';

describe('the log of a Delta table', () => {
  const cases: readonly (readonly [string, readonly string[], number | undefined, unknown])[] = [
    ['all commits without a checkpoint', [commit(1), commit(0)], undefined, [1, commit(0), commit(1)]],
    ['an older version', [commit(0), commit(1), commit(2)], 1, [1, commit(0), commit(1)]],
    [
      'the newest checkpoint before it and the commits since',
      [commit(1), checkpoint(2), commit(2), commit(3), checkpoint(4), commit(4)],
      3,
      [3, checkpoint(2), commit(3)],
    ],
    ['a checkpoint alone', [checkpoint(7)], undefined, [7, checkpoint(7)]],
    [
      'a checkpoint in parts, once all are there',
      [checkpoint(1, '.0000000001.0000000002'), checkpoint(1, '.0000000002.0000000002')],
      undefined,
      [1, checkpoint(1, '.0000000001.0000000002'), checkpoint(1, '.0000000002.0000000002')],
    ],
    [
      'not one of whose parts some are missing',
      [commit(0), commit(1), checkpoint(1, '.0000000001.0000000002')],
      undefined,
      [1, commit(0), commit(1)],
    ],
    ['a checkpoint with an id', [checkpoint(3, `.${id}`)], undefined, [3, checkpoint(3, `.${id}`)]],
    [
      'nothing else in the folder',
      [
        '_delta_log/_last_checkpoint',
        '_delta_log/.tmp.json',
        `_delta_log/${'0'.repeat(20)}.crc`,
        'x.parquet',
        commit(0),
      ],
      undefined,
      [0, commit(0)],
    ],
    ['a gap', [commit(0), commit(2)], undefined, 'The log of T is torn: the commit of version 1 is missing.'],
    [
      'the beginning that is missing',
      [commit(1)],
      undefined,
      'The log of T is torn: the commit of version 0 is missing.',
    ],
    [
      'a version that was cleaned away',
      [checkpoint(5), commit(6)],
      3,
      'T no longer tells of that version: its log begins with version 5.',
    ],
    ['a version to come', [commit(0)], 2, 'T has no version 2: its newest is 0.'],
    [
      'no commit',
      ['_delta_log/x.tmp'],
      undefined,
      'T has a _delta_log without a commit: it is no whole Delta table.',
    ],
  ];
  for (const [title, names, version, expected] of cases)
    it(`is read by ${title}`, () => assert.deepEqual(read(names, version), expected));
});

describe('the state of a Delta table', () => {
  const vector = (pathOrInlineDv: string) => ({ storageType: 'u', pathOrInlineDv, offset: 1 });
  const state = (...values: readonly unknown[]) =>
    deltaState(values.map((value) => deltaAction(value) ?? {}));

  it('is its files by path and deletion vector, those removed left out', () => {
    const { files } = state(
      { add: { path: 'a', size: 1 } },
      { add: { path: 'b', size: 2 } },
      { remove: { path: 'a' } },
      { remove: { path: 'b' } },
      { add: { path: 'b', size: 2, deletionVector: vector('one') } },
      { remove: { path: 'b', deletionVector: vector('other') } },
    );
    assert.deepEqual([...files.values()], [{ path: 'b', bytes: 2, deletionVector: vector('one') }]);
  });

  it('tells the file of a deletion vector as the protocol has it', () => {
    // the example of https://github.com/delta-io/delta/blob/master/PROTOCOL.md#derived-fields
    const told = vectorFile({ storageType: 'u', pathOrInlineDv: 'ab^-aqEH.-t@S}K{vb[*k^', offset: 4 }, 'T');
    assert.equal(told, 'ab/deletion_vector_d2c639aa-8816-431a-aaf6-d3fe2512ff61.bin');
    assert.equal(vectorFile({ storageType: 'i', pathOrInlineDv: 'x' }, 'T'), undefined);
    assert.throws(
      () => vectorFile({ storageType: 'u', pathOrInlineDv: '"'.repeat(20) }, 'T'),
      /names no deletion vector/,
    );
    assert.throws(
      () => vectorFile({ storageType: 'p', pathOrInlineDv: 's3://b/x.bin' }, 'T'),
      /outside of its folder/,
    );
  });

  it('is refused where it is not whole, or asks for what is not understood', () => {
    const metaData = { metaData: { id: 'x', schemaString: '{}' } };
    const protocol = (minReaderVersion: number, ...readerFeatures: readonly string[]) => ({
      protocol: { minReaderVersion, ...(readerFeatures.length > 0 ? { readerFeatures } : {}) },
    });
    requireReadable(state(metaData, protocol(3, 'deletionVectors', 'columnMapping')), 'T');
    for (const [values, told] of [
      [[metaData], /has no "protocol"/],
      [[protocol(1)], /has no "metaData"/],
      [[metaData, protocol(4)], /version 4 of Delta’s reader protocol/],
      [[metaData, protocol(3, 'typeWidening', 'a', 'b')], /cannot be read here: a, b\./],
    ] as const)
      assert.throws(() => requireReadable(state(...values), 'T'), told);
  });
});
