import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clockAt } from '../../../src/node/clock';
import { dataFile } from '../../../src/node/dataset/versions';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';
import { openProject } from '../../../src/node/project';
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
          folder, dataset, prepared, preparedFile: dataFile(project, prepared), needed: [], predictions: [], hint: '',
          span: { from: '2009-07-01T06:00:00.000Z', to: '2009-07-02T06:00:01.000Z' },
        },
        signal,
      ); // prettier-ignore
      assert.deepEqual([made.rows, made.knownUntil], [rows, knownUntil]);
    });
});
