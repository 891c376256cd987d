// Restricted Mode: data is looked at by our own worker, nothing of the workspace is run.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { freshExample } from './projects/example';
import { runCommand } from './harness/commands';
import { panelFrame } from './harness/panels';
import { openContainer, treeRow, viewPane } from './harness/views';
import { openWorkbench, type Workbench } from './harness/workbench';

/** By keys of a person's own, which no clause of a menu keeps from a command. */
const keys = [
  ['ctrl+alt+f8', 'lifecycle.train', 'Training uptake'],
  ['ctrl+alt+f9', 'lifecycle.collect', 'Collecting bank'],
] as const;

describe('Restricted Mode', () => {
  let folder: string;
  let workbench: Workbench;
  let panel: FrameLocator;
  before(async () => {
    folder = await freshExample();
    await writeFile(join(folder, 'calls.csv'), 'id,answer\n1,yes\n2,no\n3,no\n4,\n');
    const keybindings = keys.map(([key, command]) => ({ key, command }));
    workbench = await openWorkbench({ folder, trust: 'restricted', keybindings });
    panel = panelFrame(workbench.page);
    await openContainer(workbench.page, 'Model Lifecycle');
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows the tree', async () => {
    const { page } = workbench;
    await treeRow(page, 'Datasets', 'bank').waitFor();
    await treeRow(page, 'Models', 'uptake').waitFor();
  });

  it('profiles a file and finds what is wrong with it', async () => {
    const { page } = workbench;
    await treeRow(page, 'Datasets', 'calls.csv').click();
    await panel.getByText('4 rows').waitFor();
    await panel.locator('section[aria-label="Open findings"]').waitFor();
    await panel.locator('vscode-tab-header', { hasText: 'Columns' }).click();
    const answer = panel.locator('tr[data-column=answer]');
    assert.match((await answer.innerText()).replace(/\s+/g, ' '), /25%/);
    await panel.locator('vscode-tab-header', { hasText: 'Rows' }).click();
    await panel.locator('ml-rows tbody tr').nth(3).waitFor();
    await panel.getByRole('button', { name: /Manage Trust/ }).waitFor();
    await workbench.screenshot('pictures/restricted-light');
  });

  it('offers no command that would run something', async () => {
    const { page } = workbench;
    await page.keyboard.press('F1');
    const box = page.locator('.quick-input-widget:visible input').last();
    await box.fill('>Lifecycle: ');
    const offered = page.locator('.quick-input-list .monaco-list-row');
    await offered.filter({ hasText: 'Lifecycle: Open' }).first().waitFor();
    const names = (await offered.locator('.label-name').allTextContents()).filter((name) =>
      /^Lifecycle/.test(name),
    );
    assert.ok(names.length > 0);
    assert.deepEqual(
      names.filter((name) => !/^Lifecycle: (Open|Open lifecycle\.yaml|Refresh|Show Log)$/.test(name)),
      [],
    );
    await page.keyboard.press('Escape');
  });

  it('has no run buttons in the tree', async () => {
    const row = treeRow(workbench.page, 'Datasets', 'bank');
    await row.hover();
    assert.equal(await row.locator('.action-label[aria-label*="Check"]:not(.disabled)').count(), 0);
  });

  for (const [key, command, what] of keys)
    it(`refuses ${command} also where a key of a person's own asks for it`, async () => {
      const { page } = workbench;
      await page.keyboard.press(key.replace('ctrl', 'Control').replace('alt+f', 'Alt+F'));
      const toast = page.locator('.notification-toast', {
        hasText: `${what} is not possible in Restricted Mode.`,
      });
      await toast.waitFor();
      assert.match(await toast.innerText(), /It would run code of this workspace\./);
      assert.equal(existsSync(join(folder, '.lifecycle')), false);
      await page.keyboard.press('Escape');
    });

  it('has run nothing and written nothing', async () => {
    await runCommand(workbench.page, 'Lifecycle: Open', 'bank');
    await panel.getByText('bank has not been collected yet.').waitFor();
    assert.equal(existsSync(join(folder, '.lifecycle')), false);
    await viewPane(workbench.page, 'Process').waitFor();
  });
});
