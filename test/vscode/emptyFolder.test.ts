// A folder that has nothing to do with models: the editor stays quiet, and every view says what to do.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openContainer, viewPane } from './harness/views';
import { openWorkbench, type Workbench } from './harness/workbench';

describe('a folder with nothing in it', () => {
  let folder: string;
  let workbench: Workbench;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-empty-'));
    await writeFile(join(folder, 'notes.txt'), 'nothing about models\n');
    workbench = await openWorkbench({ folder });
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('has no item in the status bar, before and after its views were seen', async () => {
    const { page } = workbench;
    const item = page.locator('.part.statusbar [id*="lifecycle.status"]:visible');
    assert.equal(await item.count(), 0);
    await openContainer(page, 'Model Lifecycle');
    await viewPane(page, 'Process')
      .getByText(/No goals or gates are written down yet/)
      .waitFor();
    assert.equal(await item.count(), 0);
  });

  for (const [view, text, button] of [
    ['Process', /proposed from the files that are here/, 'Create lifecycle.yaml'],
    ['Datasets', /No dataset was found/, 'Open lifecycle.yaml'],
    ['Models', /No model was found/, 'New Model from Template'],
    ['Deployments', /Nothing is deployed/, 'Open lifecycle.yaml'],
  ] as const)
    it(`says in ${view} what to do`, async () => {
      const pane = viewPane(workbench.page, view);
      await pane.getByText(text).waitFor();
      await pane.getByRole('button', { name: button }).waitFor();
    });

  it('says plainly what is missing when a button needs it', async () => {
    const { page } = workbench;
    await viewPane(page, 'Process').getByRole('button', { name: 'Create lifecycle.yaml' }).click();
    await page
      .locator('.notification-toast', { hasText: 'No data file and no training script was found.' })
      .waitFor();
    await viewPane(page, 'Datasets').getByRole('button', { name: 'Open lifecycle.yaml' }).click();
    await page
      .locator('.notification-toast', { hasText: 'There is no lifecycle.yaml in this folder.' })
      .waitFor();
    await workbench.screenshot('pictures/empty-light');
  });
});
