// From files to a manifest in the editor: proposed and shown before it is written, added to from the tree, a model from a template.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '../../src/core/manifest/read';
import { pick, runCommand } from './harness/commands';
import { eventually } from './harness/eventually';
import { closeEditors, editorTab, panelFrame, titleAction } from './harness/panels';
import { openContainer, treeRow } from './harness/views';
import { openWorkbench, type Workbench } from './harness/workbench';

describe('a folder with data and no manifest', () => {
  let folder: string;
  let workbench: Workbench;
  const manifest = async () =>
    readManifest(await readFile(join(folder, 'lifecycle.yaml'), 'utf8'), 'lifecycle.yaml');
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-edits-'));
    await mkdir(join(folder, 'data'));
    const rows = Array.from(
      { length: 200 },
      (_, n) => `${n + 1},${20 + (n % 40)},${['a', 'b', 'c'][n % 3]},${n % 5 === 0 ? 'yes' : 'no'}`,
    );
    await writeFile(join(folder, 'data', 'calls.csv'), `id,age,area,answer\n${rows.join('\n')}\n`);
    await writeFile(join(folder, 'visits.csv'), `id,age,area,answer\n${rows.join('\n')}\n`);
    workbench = await openWorkbench({ folder, theme: 'light' });
    await openContainer(workbench.page, 'Model Lifecycle');
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('opens what was found from the palette, though nothing names it', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lifecycle: Open', 'visits.csv');
    await panelFrame(page).getByText('200 rows').first().waitFor();
    await closeEditors(page);
  });

  it('adds one found file by the button on its row, and shows the line', async () => {
    const { page } = workbench;
    const row = treeRow(page, 'Datasets', 'visits.csv');
    await row.hover();
    await row.locator('.action-label[aria-label="Add to lifecycle.yaml"]').click();
    await editorTab(page, 'lifecycle.yaml').waitFor();
    await eventually(async () => {
      const { manifest: read, problems } = await manifest();
      assert.deepEqual(problems, []);
      assert.deepEqual(Object.keys(read.datasets ?? {}), ['visits']);
    });
    await treeRow(page, 'Datasets', /^visits$/).waitFor();
  });

  it('proposes what is missing as a difference, and writes it only when told to', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lifecycle: Create lifecycle.yaml');
    await editorTab(page, 'lifecycle.yaml (proposed)').waitFor();
    await page.locator('.diff-editor, .monaco-diff-editor').getByText('calls:').first().waitFor();
    assert.deepEqual(Object.keys((await manifest()).manifest.datasets ?? {}), ['visits']);
    await workbench.screenshot('pictures/proposal-light');
    await page.locator('.notification-toast', { hasText: 'Add what is proposed' }).waitFor();
    await titleAction(page, 'Discard Proposal').click();
    await editorTab(page, 'lifecycle.yaml (proposed)').waitFor({ state: 'detached' });
    await runCommand(page, 'Notifications: Clear All Notifications');
    assert.deepEqual(Object.keys((await manifest()).manifest.datasets ?? {}), ['visits']);
    await runCommand(page, 'Lifecycle: Create lifecycle.yaml');
    await editorTab(page, 'lifecycle.yaml (proposed)').waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
    await titleAction(page, 'Write lifecycle.yaml').click();
    await editorTab(page, 'lifecycle.yaml (proposed)').waitFor({ state: 'detached' });
    await eventually(async () => {
      assert.deepEqual(Object.keys((await manifest()).manifest.datasets ?? {}).sort(), ['calls', 'visits']);
    });
  });

  it('makes a model from a template by picking, never typing', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lifecycle: New Model from Template', 'calls');
    const { manifest: before } = await manifest();
    if (before.datasets?.['calls']?.target === undefined) await pick(page, 'answer');
    if (before.datasets?.['calls']?.positive === undefined) await pick(page, 'yes');
    await editorTab(page, 'lifecycle.yaml (proposed)').waitFor();
    await page.locator('.notification-toast', { hasText: 'Write train.py and requirements.txt' }).waitFor();
    assert.ok(!existsSync(join(folder, 'train.py')));
    await workbench.screenshot('pictures/new-model-light');
    await titleAction(page, 'Write lifecycle.yaml').click();
    await editorTab(page, 'train.py').waitFor();
    const script = await readFile(join(folder, 'train.py'), 'utf8');
    assert.match(script, /^TARGET = "answer"$/m);
    assert.match(script, /^TASK = .*"classification"\)?$/m);
    assert.ok(existsSync(join(folder, 'requirements.txt')));
    await eventually(async () => {
      const { manifest: read, problems } = await manifest();
      assert.deepEqual(problems, []);
      const [model] = Object.values(read.models ?? {});
      assert.equal(model?.train, 'python train.py');
      assert.equal(model?.dataset, 'calls');
      assert.equal(read.datasets?.['calls']?.target, 'answer');
      assert.ok(read.datasets?.['calls']?.split);
      assert.equal(read.python?.requirements, 'requirements.txt');
    });
    await treeRow(page, 'Models', /^calls$/).waitFor();
  });

  it('brings everything that can be brought up to date', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lifecycle: Collect Data');
    const offered = page.locator('.quick-input-list .monaco-list-row[aria-label^="calls"]');
    await offered.getByText('not collected').waitFor();
    await offered.click();
    const said = page.locator('.notification-toast').filter({ hasNotText: 'Collecting' });
    await said.first().waitFor();
    assert.ok(existsSync(join(folder, '.lifecycle', 'datasets', 'calls', 'current.json')));
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('says with a button what to do where training has no Python yet', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lifecycle: Prepare Data', 'calls');
    await page.locator('.notification-toast').filter({ hasNotText: 'Preparing' }).first().waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
    await runCommand(page, 'Lifecycle: Train Model');
    const failed = page.locator('.notification-toast', { hasText: 'Python environment was not made yet' });
    await failed.getByRole('button', { name: 'Create Python Environment' }).waitFor();
    assert.equal(await failed.getByRole('button', { name: 'Show Log' }).count(), 0, 'nothing was printed');
    await workbench.screenshot('pictures/no-python-light');
    await treeRow(page, 'Models', /^Train failed$/).waitFor();
  });
});
