// The shortest path through the editor: a folder with a data file is opened, the side bar shows it, its panel tells its figures.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { panelFrame } from './harness/panels';
import { openContainer, treeRow } from './harness/views';
import { openWorkbench } from './harness/workbench';

describe('a folder with a data file', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-folder-'));
    await writeFile(join(folder, 'calls.csv'), 'id,answer\n1,yes\n2,no\n3,no\n');
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('is shown in the side bar without any set-up, and its profile in a panel', async () => {
    const workbench = await openWorkbench({ folder });
    await openContainer(workbench.page, 'Model Lifecycle');
    await treeRow(workbench.page, 'Datasets', 'calls').click();
    const panel = panelFrame(workbench.page);
    await panel.getByText('3 rows').waitFor();
    await panel.getByText('Columns').first().click();
    await panel.getByText('answer').first().waitFor();
    await workbench.screenshot('first-look');
    await workbench.close();
  });
});
