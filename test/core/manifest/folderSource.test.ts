// Sources that are folders with a record of their own files: as they are written, as one text, and as they are shown.
import assert from 'node:assert/strict';
import { folderSource, folderUri } from '../../../src/core/manifest/folderSource';
import { standsFor } from '../../../src/core/manifest/origin';
import { sourceSchema } from '../../../src/core/manifest/source';
import { shownSource } from '../../../src/core/manifest/tableSource';

const read = (written: unknown) => {
  const { success, data, error } = sourceSchema.safeParse(written);
  return success ? data : JSON.stringify(error.issues);
};

describe('a source that is a folder with a record of its files', () => {
  for (const [written, text, shown] of [
    [{ delta: 'data/sales' }, 'delta://data/sales', 'data/sales (Delta table)'],
    [
      { delta: 's3://b/50%?', version: 3 },
      'delta://s3://b/50%25%3F?version=3',
      's3://b/50%? (Delta table, version 3)',
    ],
    [
      { delta: '/abs/t', as_of: '2026-01-31' },
      'delta:///abs/t?as_of=2026-01-31',
      '/abs/t (Delta table, as of 2026-01-31)',
    ],
    [
      { iceberg: 't', snapshot: '7750056351105060865' },
      'iceberg://t?snapshot=7750056351105060865',
      't (Iceberg table, snapshot 7750056351105060865)',
    ],
    [{ iceberg: 't', snapshot: 12 }, 'iceberg://t?snapshot=12', 't (Iceberg table, snapshot 12)'],
    [
      { huggingface: 'd', split: 'train', config: 'en' },
      'huggingface://d?config=en&split=train',
      'd (Hugging Face dataset, config en, split train)',
    ],
    ['DELTA://data/sales?version=3', 'delta://data/sales?version=3', 'data/sales (Delta table, version 3)'],
  ] as const)
    it(`is one text, however it is written: ${text}`, () => {
      assert.equal(read(written), text);
      const source = folderSource(text);
      assert.ok(source);
      assert.equal(folderUri(source), text);
      assert.equal(shownSource(text), shown);
      if (source.kind !== 'huggingface') assert.ok(standsFor(text)(text));
    });

  for (const [written, told] of [
    [{ delta: 'a', iceberg: 'b' }, /Say one of database, delta, iceberg and huggingface/],
    [{ version: 1 }, /Say one of database/],
    [{ delta: 'a', version: 1, as_of: '2026-01-01' }, /Say one of version and as_of/],
    [{ iceberg: 'a', version: 1 }, /There is no version of iceberg: say snapshot or as_of/],
    [{ database: 'a.db', query: 'SELECT 1', split: 'x' }, /There is no split of database/],
    [{ database: 'a.db' }, /Say both of database and query/],
    [{ delta: 'a', as_of: 'soon' }, /Write a time such as/],
    [{ iceberg: 'a', snapshot: 2 ** 60 }, /in quotes/],
    ['delta://', /Say which folder/],
  ] as const)
    it(`is refused with what to write: ${String(told)}`, () => assert.match(read(written), told));

  it('stands for what a plain path of it turned out to be', () => {
    assert.ok(standsFor('data/sales')('delta://data/sales'));
    assert.ok(standsFor('s3://b/sales/')('iceberg://s3://b/sales'));
    assert.ok(!standsFor('data/sales')('delta://data/sales?version=3'));
    assert.ok(!standsFor('data/sales')('delta://data/other'));
    assert.ok(standsFor('huggingface://d?split=train')('d/data/train-0.parquet'));
  });
});
