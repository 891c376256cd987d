// The script of the template, run by a real Python over columns as people name them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fillTemplate } from '../../src/core/template/template';
import { withDatabase } from '../../src/node/duckdb/engine';
import { literal } from '../../src/node/duckdb/quote';
import { openModel } from '../../src/node/onnx/session';
import { root } from '../../scripts/setup.mjs';
import { pythonEnvironment } from '../vscode/projects/example';

const never = new AbortController().signal;

describe('the script of the template', function () {
  this.timeout(900_000);
  let folder = '';
  let python = '';
  before(async () => {
    python = join(await pythonEnvironment(), 'bin', 'python');
    folder = await mkdtemp(join(tmpdir(), 'template-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const algorithm of ['linear', 'forest'])
    it(`takes columns by their own names, whatever signs are in them (${algorithm})`, async () => {
      const template = await readFile(join(root, 'media/templates/scikit-learn/train.py'), 'utf8');
      const script = join(folder, 'train.py');
      const facts = { target: 'krank?', task: 'classification', notInputs: [] } as const;
      await writeFile(script, fillTemplate(template, facts));
      const train = join(folder, 'train.parquet');
      await withDatabase(
        (database) =>
          database.run(`COPY (SELECT i % 7 AS "Body Mass Index", i % 5 AS "Body_Mass_Index", i % 3 AS "TCH/HDL",
            i AS "label", -i AS "variable", 'g' || i % 4 AS "Größe in cm", CASE WHEN i % 7 > 3 THEN 'ja' ELSE 'nein' END AS "krank?"
            FROM range(80) rows(i)) TO ${literal(train)} (FORMAT parquet)`),
        { signal: never },
      );
      await promisify(execFile)(python, [script], {
        env: { LIFECYCLE_TRAIN: train, LIFECYCLE_OUT: folder, LIFECYCLE_PARAM_ALGORITHM: algorithm },
      });
      const model = await openModel(join(folder, 'model.onnx'));
      try {
        assert.deepEqual(
          model.inputs.map(({ name }) => name).sort(),
          ['Body Mass Index', 'Body_Mass_Index', 'Größe in cm', 'TCH/HDL', 'label', 'variable'].sort(),
        );
        const row = { Body_Mass_Index: 1, 'TCH/HDL': 1, label: 10, variable: -10, 'Größe in cm': 'g1' };
        const { labels } = await model.predict([
          { ...row, 'Body Mass Index': 6 },
          { ...row, 'Body Mass Index': 0 },
        ]);
        assert.deepEqual(labels, ['ja', 'nein']);
      } finally {
        await model.close();
      }
    });
});
