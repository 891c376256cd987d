// Which metadata file and which snapshot of an Iceberg table are meant, and where its files lie.
import assert from 'node:assert/strict';
import {
  icebergMetadata,
  nameInIceberg,
  newestMetadata,
  snapshotOf,
} from '../../../src/core/lake/icebergTable';

const outcome = (ask: () => unknown) => {
  try {
    return ask();
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the metadata of an Iceberg table', () => {
  const cases: readonly (readonly [string, readonly string[], string | undefined, unknown])[] = [
    [
      'the newest by number',
      ['metadata/00009-a.metadata.json', 'metadata/00010-b.metadata.json'],
      undefined,
      'metadata/00010-b.metadata.json',
    ],
    [
      'the one of the hint',
      ['metadata/v1.metadata.json', 'metadata/v2.metadata.json'],
      '1\n',
      'metadata/v1.metadata.json',
    ],
    ['the newest where the hint is of none', ['metadata/v2.metadata.json'], '7', 'metadata/v2.metadata.json'],
    ['packed ones', ['metadata/00001-a.gz.metadata.json'], undefined, 'metadata/00001-a.gz.metadata.json'],
    [
      'neither of two with one number',
      ['metadata/00001-a.metadata.json', 'metadata/00001-b.metadata.json'],
      undefined,
      'T has 2 metadata files of the same number, metadata/00001-a.metadata.json and metadata/00001-b.metadata.json: only its catalog knows which counts.',
    ],
    ['none', ['metadata/snap-1.avro'], undefined, 'T has no metadata file: it is no whole Iceberg table.'],
  ];
  for (const [title, names, hint, expected] of cases)
    it(`is ${title}`, () =>
      assert.equal(
        outcome(() => newestMetadata(names, hint, 'T').name),
        expected,
      ));

  const text = `{"format-version": 2, "location": "s3://b/t", "current-snapshot-id": 7750056351105060865,
    "snapshots": [{"snapshot-id": 1360456819221280584, "timestamp-ms": 1000, "manifest-list": "s3://b/t/metadata/a.avro"},
                  {"snapshot-id": 7750056351105060865, "timestamp-ms": 2000, "manifest-list": "s3://b/t/metadata/b.avro"}],
    "snapshot-log": [{"snapshot-id": 1360456819221280584, "timestamp-ms": 1000}, {"snapshot-id": 7750056351105060865, "timestamp-ms": 2000}],
    "refs": {"begun": {"snapshot-id": 1360456819221280584, "type": "tag"}}}`;
  const metadata = icebergMetadata(text, 'f');
  for (const [title, pick, expected] of [
    ['the current one, its id whole', {}, '7750056351105060865'],
    ['one by its id', { snapshot: '1360456819221280584' }, '1360456819221280584'],
    ['one by a tag', { snapshot: 'begun' }, '1360456819221280584'],
    ['the one of a time', { asOf: '1970-01-01T00:00:01.500Z' }, '1360456819221280584'],
    [
      'none before the first',
      { asOf: '1970-01-01' },
      'T tells of no snapshot as of 1970-01-01: the oldest is of 1970-01-01T00:00:01.000Z.',
    ],
    ['none of another id', { snapshot: '12' }, 'T has no snapshot 12.'],
  ] as const)
    it(`tells of snapshots: ${title}`, () =>
      assert.equal(
        outcome(() => snapshotOf(metadata, pick, 'T')?.id),
        expected,
      ));

  it('is refused where it is torn or of another format', () => {
    assert.throws(() => icebergMetadata(text.slice(0, 90), 'f'), /f is torn/);
    assert.throws(
      () => icebergMetadata(text.replace('"format-version": 2', '"format-version": 9'), 'f'),
      /of version 9/,
    );
    const empty = icebergMetadata('{"format-version": 1, "location": "x", "current-snapshot-id": -1}', 'f');
    assert.equal(snapshotOf(empty, {}, 'T'), undefined);
  });
});

describe('a path in an Iceberg table', () => {
  for (const [path, location, expected] of [
    ['s3://b/t/data/x.parquet', 's3a://b/t/', 'data/x.parquet'],
    ['file:/w/t/metadata/m.avro', 'file:///w/t', 'metadata/m.avro'],
    ['/w/t/data/p=1/x.parquet', '/w/t', 'data/p=1/x.parquet'],
    [
      's3://other/t/data/x.parquet',
      's3://b/t',
      'T names a file outside of its folder: s3://other/t/data/x.parquet.',
    ],
    [
      's3://b/t/data/../../u/data/x',
      's3://b/t',
      'T names a file outside of its folder: s3://b/t/data/../../u/data/x.',
    ],
    [
      's3://b/t/rows/x.parquet',
      's3://b/t',
      'T keeps rows/x.parquet neither in its data folder nor in its metadata folder.',
    ],
    [
      's3://b/t/data/a/data/x.parquet',
      's3://b/t',
      'T keeps data/a/data/x.parquet neither in its data folder nor in its metadata folder.',
    ],
  ] as const)
    it(`is found below where the table lies now, or refused: ${path}`, () =>
      assert.equal(
        outcome(() => nameInIceberg(path, location, 'T')),
        expected,
      ));
});
