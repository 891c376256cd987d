import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatOf, tableEndings, tableWords } from '../../../src/core/dataset/fileFormat';

describe('which files are data', () => {
  for (const [path, format, words] of [
    ['data/a.csv', 'csv', 'CSV'],
    ['A.CSV.GZ', 'csv', 'CSV, compressed'],
    ['a.ndjson.zst', 'jsonl', 'JSON lines, compressed'],
    ['a.pq', 'parquet', 'Parquet'],
    ['a.parquet.gz', undefined, undefined],
    ['a.feather', 'arrow', 'Arrow'],
    ['Book.XLSX', 'excel', 'Excel'],
    ['book.xlsx.gz', undefined, undefined],
    ['shop.sqlite3', 'sqlite', 'SQLite'],
    ['mlflow.db', 'sqlite', undefined],
    ['requirements.txt', 'csv', undefined],
    ['package.json', 'json', undefined],
    ['a.constructor', undefined, undefined],
    ['csv', undefined, undefined],
    ['a.csv/readme', undefined, undefined],
  ] as const)
    it(`${path} is ${format ?? 'none'}, and ${words ?? 'nothing'} by its name alone`, () => {
      assert.deepEqual([formatOf(path), tableWords(path)], [format, words]);
    });

  it('is what the menus of files ask', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8');
    const { contributes } = JSON.parse(text) as {
      contributes: { menus: Record<string, { command: string; when: string }[]> };
    };
    for (const menu of ['explorer/context', 'editor/title']) {
      const when = contributes.menus[menu]?.find(({ command }) => command === 'lifecycle.openData')?.when;
      const pattern = tableEndings.map((ending) => ending.replace('.', '\\.')).join('|');
      assert.ok(when?.endsWith(`resourceFilename =~ /\\.(${pattern})$/i`), `${menu}: ${when}`);
    }
  });
});
