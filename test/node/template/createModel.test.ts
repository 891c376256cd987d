// A model from a template is shown before anything is written.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cancelled, isLifecycleError } from '../../../src/core/errors';
import { readManifest } from '../../../src/core/manifest/read';
import { proposeManifest } from '../../../src/node/manifest/init';
import { parquetHeads } from '../../../src/node/profile/parquetHeads';
import { openProject } from '../../../src/node/project';
import { createModel, type ModelRequest } from '../../../src/node/template/createModel';
import { learnableData } from '../../../src/node/template/learnable';

describe('a model from a template', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'template-'));
    await writeFile(join(root, 'calls.csv'), 'minutes,answer\n1,yes\n2,no\n');
    await writeFile(join(root, 'train.py'), '# mine\n');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const make = async (part: Partial<ModelRequest> & Pick<ModelRequest, 'editManifest'>) => {
    const project = await openProject(root);
    const [data] = await learnableData(project);
    assert.ok(data);
    return createModel({
      project,
      name: 'uptake',
      template: 'scikit-learn',
      data,
      files: [join(root, data.path)],
      facts: { target: 'answer', task: 'classification', notInputs: [] },
      readParquet: parquetHeads,
      ...part,
    });
  };

  it('is shown with the script that it would get, and nothing is written where it is not wanted', async () => {
    let shown = '';
    const refused = make({
      propose: ({ script, requirements, change }) => {
        shown = `${script} ${requirements}\n${change('lifecycle: 1\n')}`;
        return Promise.reject(cancelled());
      },
      editManifest: () => Promise.reject(new Error('nothing was asked for')),
    });
    await assert.rejects(refused, (error) => isLifecycleError(error) && error.code === 'cancelled');
    assert.match(shown, /^train_2\.py requirements\.txt\nlifecycle: 1\n[^]*train: python train_2\.py/);
    assert.deepEqual((await readdir(root)).sort(), ['calls.csv', 'train.py']);
  });

  it('says the same of its data as the proposal of a whole lifecycle.yaml does', async () => {
    const rows = Array.from({ length: 60 }, (_none, row) => `C${row},${row % 13},${row % 3 ? 'no' : 'yes'}`);
    const times = rows.map((line, row) => `${line},${1 + (row % 28)}/02/2024`);
    for (const [header, lines] of [
      ['customer_id,minutes,label', rows],
      ['customer_id,minutes,label,called_at', times],
    ] as const) {
      await writeFile(join(root, 'calls.csv'), [header, ...lines, ''].join('\n'));
      const proposal = await proposeManifest(await openProject(root), {
        readParquet: parquetHeads,
        only: ['calls.csv'],
      });
      let made = '';
      await make({
        facts: { target: 'label', task: 'classification', notInputs: [] },
        positive: 'yes',
        editManifest: (change) => Promise.resolve(void (made = change(''))),
      });
      const datasetsIn = (manifest: string) => readManifest(manifest, 'lifecycle.yaml').manifest.datasets;
      assert.deepEqual(datasetsIn(made), datasetsIn(proposal.after));
      assert.equal(datasetsIn(made)?.['calls']?.key, 'customer_id');
    }
  });

  it('becomes what was shown', async () => {
    const texts: string[] = [];
    const keep = (change: (text: string) => string) => Promise.resolve(void texts.push(change('')));
    const { script } = await make({ propose: ({ change }) => keep(change), editManifest: keep });
    assert.equal(script, 'train_2.py');
    assert.equal(texts[0], texts[1]);
  });
});
