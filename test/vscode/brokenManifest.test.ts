// A manifest with mistakes: each at its line with its remedy, in tree, editor and Problems; the rest of the tree still works.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './harness/commands';
import { eventually } from './harness/eventually';
import { editorTab, panelFrame } from './harness/panels';
import { openContainer, statusBarItem, treeRow, treeRows } from './harness/views';
import { openWorkbench, type Workbench } from './harness/workbench';
import { lifecycle } from './projects/example';

const manifest = `lifecycle: 1
datasets:
  calls: {path: data/calls.csv, target: answer}
  broken: {path: data/calls.csv, tarjet: answer}
models:
  answers: {dataset: cals, train: python train.py}
`;

describe('a folder with a broken manifest', () => {
  let folder: string;
  let workbench: Workbench;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-broken-'));
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'calls.csv'), 'id,answer\n1,yes\n2,no\n');
    await writeFile(join(folder, 'lifecycle.yaml'), manifest);
    // In a browser VS Code saves by itself after a second.
    workbench = await openWorkbench({ folder, theme: 'light', settings: { 'files.autoSave': 'off' } });
    await openContainer(workbench.page, 'Model Lifecycle');
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('has a row for each mistake, with its place and what would be right', async () => {
    const { page } = workbench;
    await treeRow(page, 'Process', /tarjet/).waitFor();
    const rows = await treeRows(page, 'Process');
    const place = (text: RegExp) => rows.find(({ label }) => text.test(label))?.description;
    assert.equal(place(/tarjet/), 'lifecycle.yaml:4:34');
    assert.ok(rows.some(({ label, level }) => level === 2 && /target/.test(label)));
    assert.match(place(/cals/) ?? '', /^lifecycle\.yaml:6/);
    await workbench.screenshot('pictures/broken-light');
  });

  it('still shows and opens what is right', async () => {
    const { page } = workbench;
    await treeRow(page, 'Datasets', 'calls').click();
    await treeRow(page, 'Datasets', 'broken').waitFor();
    await treeRow(page, 'Models', 'answers').waitFor();
  });

  it('tells it in the status bar, and leads to the line', async () => {
    const { page } = workbench;
    await statusBarItem(page, /lifecycle\.yaml has \d mistakes/).click();
    await editorTab(page, 'lifecycle.yaml').waitFor();
    await page.locator('.part.statusbar', { hasText: /Ln 4, Col 34/ }).waitFor();
    await page.locator('.squiggly-error').first().waitFor();
  });

  it('works on what is right, and refuses to run all of it', async () => {
    const { page } = workbench;
    const toast = (text: string) => page.locator('.notification-toast', { hasText: text }).waitFor();
    await runCommand(page, 'Lifecycle: Collect Data');
    await toast('Collected calls from data/calls.csv.');
    await runCommand(page, 'Notifications: Clear All Notifications');
    await runCommand(page, 'Lifecycle: Run Everything Out of Date');
    await toast('lifecycle.yaml has to be mended first.');
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('follows what is typed, before it is saved', async () => {
    const { page } = workbench;
    await editorTab(page, 'lifecycle.yaml').click();
    await runCommand(page, 'Go to Line/Column...'.replace('...', ''));
    await page.keyboard.type('4:34');
    await page.keyboard.press('Enter');
    for (let letter = 0; letter < 'tarjet'.length; letter++) await page.keyboard.press('Delete');
    await page.keyboard.type('target');
    await runCommand(page, 'Problems: Focus on Problems View');
    const problems = page.locator('.markers-panel');
    await problems.getByText(/cals/).first().waitFor();
    await eventually(async () => assert.equal(await problems.getByText(/tarjet/).count(), 0));
    assert.match(await readFile(join(folder, 'lifecycle.yaml'), 'utf8'), /tarjet/);
    await editorTab(page, 'lifecycle.yaml').click();
    await page.keyboard.press('ControlOrMeta+s');
    await treeRow(page, 'Process', /tarjet/).waitFor({ state: 'detached' });
    await treeRow(page, 'Process', /cals/).waitFor();
  });
});

describe('a panel whose files cannot be used', () => {
  let folder: string;
  let workbench: Workbench;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-panel-'));
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'calls.csv'), 'id,answer\n1,yes\n2,no\n3,no\n');
    await writeFile(join(folder, 'lifecycle.yaml'), 'lifecycle: 1\ndatasets: {calls: data/calls.csv}\n');
    await lifecycle(folder, ['collect']);
    workbench = await openWorkbench({ folder });
    await openContainer(workbench.page, 'Model Lifecycle');
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('says why, can be tried again, and shows the data once it can', async () => {
    const { page } = workbench;
    const file = join(folder, '.lifecycle', 'datasets', 'calls', 'current.json');
    const good = await readFile(file, 'utf8');
    await writeFile(file, '{"schema": 2}');
    await treeRow(page, 'Datasets', 'calls').click();
    const panel = panelFrame(page);
    const failure = panel.getByText('current.json was written by a newer version (schema 2).');
    await failure.waitFor();
    await panel.getByText('Update Model Lifecycle.').waitFor();
    await panel.getByRole('button', { name: 'Try Again' }).click();
    await failure.waitFor();
    await writeFile(file, good);
    await panel.getByText('3 rows').waitFor();
    await failure.waitFor({ state: 'detached' });
  });

  it('says why a button did nothing', async () => {
    const { page } = workbench;
    const data = join(folder, 'data', 'calls.csv');
    await rm(data);
    await symlink('/etc/hosts', data);
    await panelFrame(page).getByRole('button', { name: 'Reveal File' }).click();
    await page
      .locator('.notification-toast', { hasText: 'data/calls.csv lies outside of the folder.' })
      .waitFor();
    await workbench.screenshot('pictures/panel-action-refused');
  });
});
