// What tables and datasets in folders say of themselves, cut and changed: something is understood, or a message says what is wrong.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isLifecycleError } from '../../src/core/errors';
import { logOf } from '../../src/core/lake/deltaLog';
import { deltaAction, deltaState, requireReadable, vectorFile } from '../../src/core/lake/deltaState';
import { classesOf, hubCard, hubSplit } from '../../src/core/lake/hubCard';
import { icebergMetadata, nameInIceberg, snapshotOf } from '../../src/core/lake/icebergTable';
import { limit, place, runs, seed } from './rounds';

const action = JSON.stringify({
  add: {
    path: 'part=x/a%20b.parquet',
    size: 7,
    deletionVector: { storageType: 'u', pathOrInlineDv: 'ab^-aqEH.-t@S}K{vb[*k^', offset: 4 },
  },
  metaData: {
    id: 'x',
    schemaString: '{"fields":[{"name":"part","metadata":{}}]}',
    partitionColumns: ['part'],
  },
  protocol: { minReaderVersion: 3, readerFeatures: ['deletionVectors'] },
});
const metadata = JSON.stringify({
  'format-version': 2,
  location: 's3://b/t',
  'current-snapshot-id': 12,
  snapshots: [{ 'snapshot-id': 12, 'timestamp-ms': 1, 'manifest-list': 's3://b/t/metadata/a.avro' }],
  refs: { main: { 'snapshot-id': 12 } },
});
const card = `---
license: [mit]
configs:
- config_name: default
  data_files:
  - {split: train, path: "data/{a,b}-*"}
dataset_info: {features: [{name: y, dtype: {class_label: {names: {'0': a}}}}]}
---
`;
const readers: readonly (readonly [string, string, (text: string) => unknown])[] = [
  [
    'an entry of a Delta log',
    action,
    (text) => {
      const parsed = deltaAction(JSON.parse(text));
      const state = deltaState(parsed ? [parsed] : []);
      requireReadable(state, 'T');
      return [...state.files.values()].map(
        ({ deletionVector }) => deletionVector && vectorFile(deletionVector, 'T'),
      );
    },
  ],
  [
    'the metadata of an Iceberg table',
    metadata,
    (text) => {
      const read = icebergMetadata(text, 'f');
      return nameInIceberg(snapshotOf(read, {}, 'T')?.manifestList ?? '', read.location, 'T');
    },
  ],
  [
    'the card of a dataset',
    card,
    (text) => {
      const read = hubCard(text, 'README.md') ?? {};
      return [classesOf(read, 'default'), hubSplit(read, ['data/a-1.csv', 'b.csv'], {}, 'D')];
    },
  ],
];

describe(`records of tables and datasets, seed ${String(seed)}`, function () {
  this.timeout(limit);
  const piece = fc.constantFrom(
    '',
    '0',
    '-',
    '"',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '\n',
    '*',
    '..',
    '/',
    '$',
    'é',
    '\0',
    '1e999',
    'null',
  );
  const change = fc.record({ at: place, much: fc.nat(4), piece });
  for (const [title, whole, read] of readers)
    it(`${title} is understood or refused, however it is changed`, () => {
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
          let text = whole;
          for (const { at, much, piece: put } of changes) {
            const start = at % (text.length + 1);
            text = text.slice(0, start) + put + text.slice(start + much);
          }
          try {
            read(text);
          } catch (error) {
            assert.ok(
              isLifecycleError(error) || error instanceof SyntaxError,
              String((error as Error).stack),
            );
          }
        }),
        runs(0.2),
      );
    });

  it('names of a log give a version or a message', () => {
    const name = fc.tuple(
      fc.nat(4),
      fc.constantFrom(
        '.json',
        '.checkpoint.parquet',
        '.checkpoint.0000000001.0000000002.parquet',
        '.checkpoint.0000000002.0000000002.parquet',
        '.checkpoint.0000000003.0000000002.parquet',
        '.checkpoint.0000000000.9999999999.parquet',
        '.crc',
      ),
    );
    const names = fc.array(
      name.map(([version, end]) => `_delta_log/${String(version).padStart(20, '0')}${end}`),
    );
    fc.assert(
      fc.property(names, fc.option(fc.nat(5), { nil: undefined }), (all, version) => {
        try {
          const { checkpoint, commits } = logOf(all, 'T', version);
          assert.ok([...checkpoint, ...commits].every((one) => all.includes(one)));
        } catch (error) {
          assert.ok(isLifecycleError(error), String((error as Error).stack));
        }
      }),
      runs(0.4),
    );
  });
});
