import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clockAt } from '../../../src/node/clock';
import { dataFile } from '../../../src/node/dataset/preparedFiles';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { openProject } from '../../../src/node/project';
import type { LoggedPrediction } from '../../../src/node/monitor/labelled';
import { prepareDataset } from '../../../src/node/prepare/prepare';
import { writeTrainingFile } from '../../../src/node/retrain/trainingFile';
import { livedProject } from '../monitor/livedProject';

const signal = new AbortController().signal;

describe('the training rows of a span', () => {
  for (const { time, rows, knownUntil } of [
    { time: 'ts', rows: 2, knownUntil: '2009-07-01T20:00:00.000Z' },
    // Where it is told, from 15:00 to 15:00 of the next day.
    { time: '{column: ts, zone: Asia/Tokyo}', rows: 4, knownUntil: '2009-07-02T06:00:00.000Z' },
  ])
    it(`are those of its moments: time: ${time}`, async () => {
      const { root } = (await livedProject()).project;
      const manifest = join(root, 'lifecycle.yaml');
      const text = await readFile(manifest, 'utf8');
      await writeFile(
        manifest,
        text.replace('bank.csv', 'bank.parquet').replace('time: ts', `time: ${time}`),
      );
      const times = ['2009-07-01 05:00:00', '2009-07-01 15:00:00', '2009-07-01 20:00:00', '2009-07-02 08:00:00', '2009-07-02 15:00:00']; // prettier-ignore
      const values = times.map((ts, id) => `(${id}, TIMESTAMP '${ts}', 'yes')`).join(', ');
      await withDatabase((database) =>
        database.run(
          `COPY (FROM (VALUES ${values}) t(id, ts, y)) TO ${literal(join(root, 'bank.parquet'))} (FORMAT parquet)`,
        ),
      );
      const project = await openProject(root);
      const dataset = project.manifest.datasets?.['bank'];
      assert.ok(dataset);
      const { version: prepared } = await prepareDataset({
        project, clock: clockAt('2009-08-01T00:00:00.000Z'), name: 'bank', dataset, report: () => undefined, signal,
      }); // prettier-ignore
      const folder = join(root, 'training');
      await mkdir(folder);
      const made = await writeTrainingFile(
        {
          folder, dataset, prepared, preparedFile: await dataFile(project, prepared), needed: [], predictions: [], hint: '',
          span: { from: '2009-07-01T06:00:00.000Z', to: '2009-07-02T06:00:01.000Z' },
        },
        signal,
      ); // prettier-ignore
      assert.deepEqual([made.rows, made.knownUntil], [rows, knownUntil]);
    });

  const tokyo = '{column: ts, zone: Asia/Tokyo}';
  const cases: readonly {
    readonly title: string;
    readonly dataset: string;
    /** Of June, each [id, day]. */
    readonly had: readonly (readonly [id: number, day: number])[];
    readonly logged: readonly (readonly [id: number | null, day: number])[];
    /** id, day, and who called it so. */
    readonly learnt: readonly string[];
    readonly repeated: number;
    readonly warns?: RegExp;
  }[] = [
    {
      title: 'once where key and time are the same',
      dataset: 'time: ts, key: id',
      had: [[1, 3], [2, 4]], // prettier-ignore
      logged: [[2, 4], [4, 8]], // prettier-ignore
      learnt: ['1 3 dataset', '2 4 dataset', '4 8 log'],
      repeated: 1,
    },
    {
      title: 'as two where one key has two times, which is said',
      dataset: 'time: ts, key: id',
      had: [[1, 3], [2, 3], [3, 3]], // prettier-ignore
      logged: [[1, 8], [2, 8]], // prettier-ignore
      learnt: ['1 3 dataset', '2 3 dataset', '3 3 dataset', '1 8 log', '2 8 log'],
      repeated: 0,
      warns:
        /^2 values of "id" are in the dataset and, at another time, in the log: they count as different rows/,
    },
    {
      title: 'once, as often as each side has them, where the key groups rows',
      dataset: 'time: ts, key: id',
      had: [[1, 3], [1, 4], [1, 4]], // prettier-ignore
      logged: [[1, 4], [1, 5], [1, 5]], // prettier-ignore
      learnt: ['1 3 dataset', '1 4 dataset', '1 4 dataset', '1 5 log', '1 5 log'],
      repeated: 1,
    },
    {
      title: 'twice where nothing tells them apart, which is said',
      dataset: 'time: ts',
      had: [[1, 3], [2, 5]], // prettier-ignore
      logged: [[1, 3], [2, 4], [3, 7]], // prettier-ignore
      learnt: ['1 3 dataset', '1 3 log', '2 4 log', '2 5 dataset', '3 7 log'],
      repeated: 0,
      warns:
        /^The dataset and the log both have rows of 3 Jun 2009 to 5 Jun 2009, and 3 labelled predictions of 3 bring no key: .* Name the dataset's key/,
    },
    {
      title: 'twice where requests bring no key, which is said',
      dataset: 'time: ts, key: id',
      had: [[1, 3], [2, 5]], // prettier-ignore
      logged: [[null, 3], [2, 5]], // prettier-ignore
      learnt: ['null 3 log', '1 3 dataset', '2 5 dataset'],
      repeated: 1,
      warns: /1 labelled prediction of 2 bring no key: .* Send "id" with every request/,
    },
    {
      title: 'without a word where the log begins where the dataset ends',
      dataset: 'time: ts',
      had: [[1, 3]], // prettier-ignore
      logged: [[1, 4]], // prettier-ignore
      learnt: ['1 3 dataset', '1 4 log'],
      repeated: 0,
    },
    {
      title: 'each by the clock of its zone',
      dataset: `time: ${tokyo}, key: id`,
      had: [[1, 3]], // prettier-ignore
      logged: [[1, 3], [2, 4]], // prettier-ignore
      learnt: ['1 3 dataset', '2 4 log'],
      repeated: 1,
    },
  ];
  for (const { title, dataset: entry, had, logged, learnt, repeated, warns } of cases)
    it(`that dataset and log both have count ${title}`, async () => {
      const { root } = (await livedProject()).project;
      const manifest = join(root, 'lifecycle.yaml');
      const text = await readFile(manifest, 'utf8');
      await writeFile(manifest, text.replace('bank.csv', 'bank.parquet').replace('time: ts, key: id', entry));
      const values = had.map(([id, day]) => `(${id}, TIMESTAMP '2009-06-0${day} 12:00:00', 'dataset')`);
      await withDatabase((database) =>
        database.run(
          `COPY (FROM (VALUES ${values.join(', ')}) t(id, ts, y)) TO ${literal(join(root, 'bank.parquet'))} (FORMAT parquet)`,
        ),
      );
      const project = await openProject(root);
      const dataset = project.manifest.datasets?.['bank'];
      assert.ok(dataset);
      const { version: prepared } = await prepareDataset({
        project, clock: clockAt('2009-08-01T00:00:00.000Z'), name: 'bank', dataset, report: () => undefined, signal,
      }); // prettier-ignore
      const folder = join(root, 'training');
      await mkdir(folder);
      const hour = entry.includes('zone') ? '03' : '12';
      const predictions = logged.map(([id, day], index): LoggedPrediction => {
        const time = `2009-06-0${day}T${hour}:00:00.000Z`;
        const line = {
          id: String(index),
          at: time,
          version: 1,
          inputs: { id, ts: time },
          output: { score: 0.5 },
        };
        return { line, key: String(index), version: 1, time, hasOwnTime: true, label: 'log' };
      });
      const made = await writeTrainingFile(
        {
          folder, dataset, prepared, preparedFile: await dataFile(project, prepared), needed: [], predictions, hint: '',
          span: { from: '2009-06-01T00:00:00.000Z', to: '2009-07-01T00:00:00.000Z' },
        },
        signal,
      ); // prettier-ignore
      const rows = await withDatabase((database) =>
        database.rows<{ told: string }>(
          `SELECT concat_ws(' ', coalesce(id::VARCHAR, 'null'), day(ts), y) AS told FROM read_parquet(${literal(made.file)}) ORDER BY day(ts), id NULLS FIRST, y`,
        ),
      );
      assert.deepEqual(rows.map(({ told }) => told), learnt); // prettier-ignore
      const ofLog = learnt.filter((one) => one.endsWith('log')).length;
      assert.deepEqual([made.rows, made.predicted, made.repeated], [learnt.length, ofLog, repeated]);
      assert.equal(made.knownUntil, `2009-06-0${learnt.at(-1)?.split(' ')[1]}T${hour}:00:00.000Z`);
      if (warns) assert.match(made.warnings.join(), warns);
      else assert.deepEqual(made.warnings, []);
    });
});
