// A folder that has nothing to do with models: the editor stays quiet, and every view says what to do.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './harness/commands';
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

  for (const [view, text, buttons] of [
    ['Process', /proposed from what is here/, []],
    ['Datasets', /No data file was found/, []],
    ['Models', /No model was found/, []],
    ['Deployments', /Comes after a model is promoted/, []],
  ] as const)
    it(`says in ${view} what to do, with no button that leads nowhere`, async () => {
      const pane = viewPane(workbench.page, view);
      await pane.getByText(text).waitFor();
      const offered = await pane.locator('.welcome-view-content .monaco-button').allTextContents();
      assert.deepEqual(offered, buttons);
    });

  it('says plainly what is missing when a command needs it, to the end of the sentence', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lifecycle: Create lifecycle.yaml');
    const toast = page.locator('.notification-toast', {
      hasText: 'No data file and no training script was found. Put one into the folder first.',
    });
    await toast.getByRole('button', { name: 'Show Log' }).waitFor();
    await workbench.screenshot('pictures/empty-light');
  });
});
