// Several folders in one window: each is a project of its own.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offers, pick, runCommand } from './harness/commands';
import { editorTab, panelFrame } from './harness/panels';
import { openContainer, treeRow, treeRows, viewPane } from './harness/views';
import { openWorkbench, type Workbench } from './harness/workbench';

describe('a window with two folders', () => {
  let root: string;
  let workbench: Workbench;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'lifecycle-roots-'));
    for (const [name, rows] of [
      ['north', 3],
      ['south', 5],
    ] as const) {
      await mkdir(join(root, name));
      const lines = Array.from({ length: rows }, (_, n) => `${n},x`);
      await writeFile(join(root, name, 'calls.csv'), `id,answer\n${lines.join('\n')}\n`);
      await writeFile(join(root, name, 'lifecycle.yaml'), 'lifecycle: 1\ndatasets: {calls: calls.csv}\n');
    }
    await writeFile(
      join(root, 'both.code-workspace'),
      JSON.stringify({ folders: [{ path: 'north' }, { path: 'south' }] }),
    );
    workbench = await openWorkbench({ folder: join(root, 'both.code-workspace') });
    await openContainer(workbench.page, 'Model Lifecycle');
  });
  after(async () => {
    await workbench.close();
    await rm(root, { recursive: true, force: true });
  });

  it('has each folder as a heading in each view', async () => {
    const { page } = workbench;
    // room for the one that is read
    for (const other of ['Process', 'Models', 'Deployments'])
      await viewPane(page, other).locator('.pane-header').click();
    await treeRow(page, 'Datasets', 'south').waitFor();
    const rows = await treeRows(page, 'Datasets');
    assert.deepEqual(
      rows.filter(({ level }) => level === 1).map(({ label }) => label),
      ['north', 'south'],
    );
    assert.deepEqual(rows.filter(({ level, label }) => level === 2 && label === 'calls').length, 2);
  });

  it('asks which one is meant where both could be', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lifecycle: Collect Data');
    await page.locator('.quick-input-titlebar', { hasText: 'Which folder?' }).waitFor();
    assert.deepEqual(await offers(page), ['north', 'south']);
    await pick(page, 'south');
    await page.locator('.notification-toast').filter({ hasNotText: 'Collecting' }).first().waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('opens a panel for each of two datasets with one name', async () => {
    const { page } = workbench;
    const panel = panelFrame(page);
    for (const [folder, rows] of [
      ['north', 3],
      ['south', 5],
    ] as const) {
      await runCommand(page, 'Lifecycle: Open');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: folder }).click();
      await panel.getByText(`${rows} rows`).waitFor();
    }
    await editorTab(page, 'calls — north').waitFor();
    await editorTab(page, 'calls — south').waitFor();
  });
});
