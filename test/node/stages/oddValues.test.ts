// Values that readers like to round or lose, in each format: unchanged in the profile's most frequent values, in a page of rows and in what is prepared.
import assert from 'node:assert/strict';
import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Table, tableToIPC, vectorFromArray, DateDay, Int64, Utf8 } from 'apache-arrow';
import { withDatabase, type Row } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { loadExtension } from '../../../src/node/duckdb/extension';
import { parquet } from '../../../src/node/duckdb/read';
import { currentPrepared } from '../../../src/node/dataset/versions';
import { profileFiles } from '../../../src/node/profile/profileFile';
import { openProject } from '../../../src/node/project';
import { prepare } from '../../../src/node/stages/prepare';
import { openWorker } from '../../../src/node/worker/worker';
import { withProject } from './temporaryProject';

/** Beyond 2^53, and beyond 2^64 as text; the first and the last day that can be written. */
const rows = [
  { id: '9007199254740993', long: '18446744073709551617', day: '0001-01-01' },
  { id: '-9223372036854775808', long: '18446744073709551619', day: '9999-12-31' },
];
const asJson = rows.map(({ id, long, day }) => `{"id":${id},"long":${long},"day":"${day}"}`);

/** As DuckDB's own writers write them. */
async function written(ending: 'parquet' | 'sqlite'): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'odd-'));
  const file = join(folder, `odd.${ending}`);
  const select = `SELECT * FROM (VALUES ${rows.map(({ id, long, day }) => `('${id}'::BIGINT, '${long}', DATE '${day}')`).join(', ')}) t(id, long, day)`;
  await withDatabase(async (database) => {
    if (ending === 'parquet') return database.run(`COPY (${select}) TO ${literal(file)}`);
    await loadExtension(database, 'sqlite_scanner');
    return database.run(
      `ATTACH ${literal(file)} AS odd (TYPE sqlite); CREATE TABLE odd.odd AS ${select}; DETACH odd`,
    );
  });
  const bytes = await readFile(file);
  await rm(folder, { recursive: true });
  return bytes;
}

const arrow = (): Uint8Array =>
  tableToIPC(
    new Table({
      id: vectorFromArray(
        rows.map(({ id }) => BigInt(id)),
        new Int64(),
      ),
      long: vectorFromArray(
        rows.map(({ long }) => long),
        new Utf8(),
      ),
      day: vectorFromArray(
        rows.map(({ day }) => new Date(day)),
        new DateDay(),
      ),
    }),
    'file',
  );

const files: readonly (readonly [name: string, content: () => string | Uint8Array | Promise<Uint8Array>])[] =
  [
    ['odd.csv', () => `id,long,day\n${rows.map((row) => `${Object.values(row).join(',')}\n`).join('')}`],
    ['odd.json', () => `[${asJson.join(',')}]`],
    ['odd.jsonl', () => asJson.join('\n')],
    ['odd.parquet', () => written('parquet')],
    ['odd.arrow', arrow],
    ['odd.sqlite', () => written('sqlite')],
  ];

describe('long integers and far days', () => {
  for (const [name, content] of files)
    it(`stay as they are in ${name}`, () =>
      withProject(async (project) => {
        await project.write({ [name]: await content() });
        await project.declare({ odd: { path: name, prepare: [{ rename: { long: 'longer' } }] } });
        const file = join(project.root, name);

        const { columns } = await profileFiles([{ path: file }]);
        const topOf = (column: string) =>
          columns
            .find((one) => one.name === column)
            ?.top.map(({ value }) => String(value))
            .toSorted();
        for (const column of ['id', 'long', 'day'] as const)
          assert.deepEqual(topOf(column), rows.map((row) => row[column]).toSorted());

        const worker = openWorker();
        try {
          const page = await worker.answers.rows(
            { files: [file], offset: 0, limit: 9 },
            new AbortController().signal,
          );
          assert.deepEqual(
            page.rows,
            rows.map((row) => Object.values(row)),
          );
        } finally {
          await worker.close();
        }

        await project.perform(prepare, {});
        const opened = await openProject(project.root);
        const version = await currentPrepared(opened, 'odd');
        assert.ok(version);
        const table = parquet([opened.paths.datasetVersion('odd', version.fingerprint, version.data.file)]);
        const kept: Row[] = await withDatabase((database) =>
          database.rows(`SELECT id, longer AS long, day FROM ${table}`),
        );
        assert.deepEqual(kept, rows);
      }));

  it('reads a dataset by the encoding, sheet and table that its entry names', () =>
    withProject(async (project) => {
      const fixture = (name: string) => readFile(join(import.meta.dirname, '../../fixtures/formats', name));
      await project.write({
        'old.csv': Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0x93, 0x8c, 0x2c, 0x31, 0x0a]),
        'several.xlsx': await fixture('several.xlsx'),
        'shop.sqlite': await fixture('shop.sqlite'),
      });
      await project.declare({
        old: { path: 'old.csv', encoding: 'shift_jis' },
        costs: { path: 'several.xlsx', sheet: 'Costs of it' },
        shop: { path: 'shop.sqlite', table: 'rich' },
      });
      await project.perform(prepare, {});
      const opened = await openProject(project.root);
      const all = await withDatabase(async (database) => {
        const found: unknown[] = [];
        for (const name of ['old', 'costs', 'shop']) {
          const version = await currentPrepared(opened, name);
          const file = opened.paths.datasetVersion(
            name,
            version?.fingerprint ?? '',
            version?.data.file ?? '',
          );
          found.push(await database.rows(`FROM ${parquet([file])}`));
        }
        return found;
      });
      assert.deepEqual(all, [[{ a: '東', b: 1 }], [{ b: 2 }, { b: 3 }], [{ id: 2, spent: 1e308 }]]);
    }));
});
