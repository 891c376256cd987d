// What other programs do in the folder is seen in the views, without a button: a terminal, git, another editor.
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expandRow, openContainer, treeRow } from './harness/views';
import { openWorkbench, type Workbench } from './harness/workbench';
import { lifecycle } from './projects/example';

const script = `import os, shutil
from lib import part
shutil.copy("model.onnx", os.environ["LIFECYCLE_OUT"])
`;
const model = resolve(import.meta.dirname, '..', 'fixtures', 'onnx', 'classifier.onnx');
const manifest = `lifecycle: 1
datasets:
  calls: {path: calls.csv, target: answer, positive: "yes", split: {by: order, train: 0.6, validation: 0.2, test: 0.2}}
models:
  uptake: {dataset: calls, train: python train.py, output: model.onnx}
`;

describe('a folder that other programs work in', () => {
  let folder: string;
  let workbench: Workbench;
  const row = (view: string, label: string | RegExp) => treeRow(workbench.page, view, label);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-watch-'));
    const rows = Array.from({ length: 50 }, (_, n) => `${n},student,${n % 3 === 0 ? 'yes' : 'no'}`);
    await writeFile(join(folder, 'calls.csv'), `age,job,answer\n${rows.join('\n')}\n`);
    workbench = await openWorkbench({ folder });
    await openContainer(workbench.page, 'Model Lifecycle');
    await row('Datasets', 'calls.csv').waitFor();
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows a data file that comes, and no more of one that goes', async () => {
    await writeFile(join(folder, 'more.csv'), 'a\n1\n');
    await row('Datasets', 'more.csv').waitFor();
    await rm(join(folder, 'more.csv'));
    await row('Datasets', 'more.csv').waitFor({ state: 'detached' });
  });

  it('shows what lies in a folder that is moved here', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'lifecycle-elsewhere-'));
    await writeFile(join(elsewhere, 'moved.csv'), 'a\n1\n');
    await rename(elsewhere, join(folder, 'data'));
    await row('Datasets', 'moved.csv').waitFor();
  });

  it('shows what a manifest names', async () => {
    await writeFile(join(folder, 'lifecycle.yaml'), manifest);
    await row('Datasets', /^calls$/).waitFor();
    await row('Process', /^uptake$/).waitFor();
  });

  it('shows what a run of the command line made', async () => {
    for (const stage of ['collect', 'prepare', 'check']) await lifecycle(folder, [stage]);
    await expandRow(workbench.page, 'Datasets', /^calls$/);
    await row('Datasets', 'Check passed').waitFor();
  });

  it('shows that code of a training was changed, however deep it lies', async () => {
    await mkdir(join(folder, 'lib'));
    await writeFile(join(folder, 'lib', 'part.py'), 'depth = 3\n');
    await writeFile(join(folder, 'train.py'), script);
    await cp(model, join(folder, 'model.onnx'));
    await lifecycle(folder, ['train', 'uptake']);
    const train = row('Process', /^Train$/);
    await expandRow(workbench.page, 'Process', /^uptake$/);
    const isStale = train.and(workbench.page.locator('[aria-label*="its code has changed"]'));
    await train.waitFor();
    await isStale.waitFor({ state: 'detached' });
    await writeFile(join(folder, 'lib', 'part.py'), 'depth = 4\n');
    await isStale.waitFor();
  });
});
