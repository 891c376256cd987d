// The shortest path through the editor: a folder with a data file is opened, and the side bar shows it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openContainer, viewPane } from './harness/views';
import { openWorkbench } from './harness/workbench';

describe('a folder with a data file', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-folder-'));
    await writeFile(join(folder, 'calls.csv'), 'id,answer\n1,yes\n2,no\n');
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('is shown in the side bar without any set-up', async () => {
    const workbench = await openWorkbench({ folder });
    await openContainer(workbench.page, 'Model Lifecycle');
    await viewPane(workbench.page, 'Datasets').waitFor();
    await workbench.screenshot('first-look');
    await workbench.close();
  });
});
