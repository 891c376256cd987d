// The example after its whole life: what the tree, the status bar and the monitor panel tell of it, and their pictures in every theme.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FrameLocator } from 'playwright-core';
import { parse } from 'yaml';
import type { Manifest } from '../../src/core/manifest/manifest';
import { foldAlerts } from '../../src/core/monitor/alerts';
import type { DeploymentState } from '../../src/core/deploy/deployment';
import { figure } from '../../src/core/figures';
import type { AlertEvent, Window } from '../../src/core/monitor/window';
import { pick, runCommand } from './harness/commands';
import { eventually } from './harness/eventually';
import { closeEditors, editorTab, panelFrame, titleAction } from './harness/panels';
import {
  chooseInMenu,
  expandRow,
  openContainer,
  statusBarItem,
  treeRow,
  treeRows,
  viewPane,
} from './harness/views';
import { openWorkbench, type Theme, type Workbench } from './harness/workbench';
import { livedExample, stopStory } from './projects/example';

describe('the example after its whole life', function () {
  this.timeout(30 * 60_000);
  let folder: string;
  let workbench: Workbench;
  let panel: FrameLocator;
  let windows: Window[];
  let alerts: ReturnType<typeof foldAlerts>;
  before(async () => {
    folder = await livedExample((line) => process.stderr.write(`    ${line}\n`));
    const monitor = join(folder, '.lifecycle', 'monitors', 'uptake-local');
    windows = newest(await lines<Window>(join(monitor, 'windows.jsonl')));
    alerts = foldAlerts(await lines<AlertEvent>(join(monitor, 'alerts.jsonl')));
    workbench = await openWorkbench({ folder, theme: 'light' });
    panel = panelFrame(workbench.page);
    await openContainer(workbench.page, 'Model Lifecycle');
  });
  after(async () => {
    await workbench.close();
    await stopStory(folder);
  });
  /** Nothing that fades in or out, and every icon there. */
  const picture = async (name: string) => {
    await workbench.page.mouse.move(640, 790);
    await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await panel.locator('body').evaluate('document.fonts.ready');
    await workbench.screenshot(name);
  };

  it('shows version 3 as champion and why version 2 was refused', async () => {
    const { page } = workbench;
    await treeRow(page, 'Models', 'Version 3').waitFor();
    const rows = await treeRows(page, 'Models');
    const of = (label: string) => rows.find((row) => row.label === label)?.description ?? '';
    assert.match(of('uptake'), /^champion 3 · roc_auc 0\.\d{3}/);
    assert.match(of('Version 3'), /champion/);
    assert.match(of('Version 2'), /^refused as champion/);
    await expandRow(page, 'Models', 'Version 2');
    await eventually(async () => {
      const gate = (await treeRows(page, 'Models')).find(({ label }) => label === 'Goal missed');
      assert.match(gate?.description ?? '', /0\.65/);
    });
  });

  it('shows every stage of the life as done', async () => {
    const { page } = workbench;
    await expandRow(page, 'Process', /^uptake$/);
    await eventually(async () => {
      const rows = await treeRows(page, 'Process');
      const model = rows.find(({ label, level }) => label === 'uptake' && level === 1);
      assert.equal(model?.description, 'champion is version 3 · 11 of 11 stages');
      for (const stage of ['Collect', 'Prepare', 'Check'])
        assert.ok(
          rows.some(({ label, level }) => label === stage && level === 2),
          stage,
        );
    });
  });

  it('counts open alerts in the status bar and leads to the cause', async () => {
    const { page } = workbench;
    const open = alerts.filter(({ resolved }) => !resolved);
    const [first] = open;
    assert.ok(first, 'The drift of the last windows is an open alert.');
    const item = statusBarItem(page, `${open.length} alert`);
    await item.waitFor();
    const badge = page.locator('.activitybar .action-item', {
      has: page.locator('[aria-label^="Model Lifecycle"]'),
    });
    assert.equal(await badge.locator('.badge-content').innerText(), String(open.length));
    await workbench.screenshot('pictures/tree-light');
    await item.click();
    await editorTab(page, 'uptake-local').waitFor();
    await panel.locator(`li[data-alert="${first.opened.alert}"]`).waitFor();
  });

  it('shows performance against the limit, window by window, with its interval', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lifecycle: Open', 'uptake-local');
    await panel.locator('ml-performance svg').waitFor();
    await panel.locator('ml-performance summary').click();
    const measured = windows.filter(({ performance }) => performance);
    assert.equal(await panel.locator('ml-performance tr[data-window]').count(), measured.length);
    for (const { key, performance } of measured) {
      const row = (await panel.locator(`tr[data-window="${key}"]`).innerText()).replace(/\s+/g, ' ');
      assert.ok(row.includes(`${performance?.value.toFixed(3)} ${performance?.low.toFixed(3)} to`), row);
    }
    const fell = windows.find(({ from, version }) => from.startsWith('2009-10') && version === 1);
    assert.ok((fell?.performance?.high ?? 1) < 0.65);
    await panel.locator(`tr[data-window="${fell?.key}"]`).getByText('below the limit').waitFor();
    await panel.locator('ml-performance summary').click();
  });

  it('shows drift by column over time, with what takes no part named', async () => {
    const grid = panel.locator('ml-drift-grid');
    const first = windows[0];
    const contact = first?.drift.find(({ name }) => name === 'contact');
    const cells = grid.locator('tr[data-column=contact] td');
    assert.equal(await cells.count(), windows.length);
    const shown = (await cells.first().innerText()).split(/\s/)[0];
    assert.equal(shown, figure(contact?.measures['psi']?.value ?? NaN));
    await grid
      .locator('tr[data-column=month]')
      .getByText(/not judged/)
      .waitFor();
    await cells.first().click();
    await grid.getByText(/contact, Jul 2009 to Sep 2009, version 1, [\d,]+ rows:\s+drifted/).waitFor();
    await workbench.page.keyboard.press('ArrowRight');
    await grid.getByText(/contact, Oct 2009 to Dec 2009/).waitFor();
  });

  it('leads from an alert to its columns in its window', async () => {
    const open = alerts.find(({ opened, resolved }) => opened.about === 'drift' && !resolved);
    const [, second = ''] = open?.opened.cause ?? [];
    const card = panel.locator(`li[data-alert="${open?.opened.alert}"]`);
    await card.getByText('Moved most:').waitFor();
    await card.getByRole('button', { name: second, exact: true }).click();
    const place = windows.findIndex(({ key }) => key === open?.opened.window);
    const cell = panel.locator(`ml-drift-grid tr[data-column="${second}"] td`).nth(place);
    await cell.and(panel.locator('[aria-selected=true]')).waitFor();
    await card.getByRole('button', { name: 'Show Columns' }).click();
    await cell.and(panel.locator('[aria-selected=false]')).waitFor();
  });

  it('keeps the cell that is read out in sight when the panel is made smaller', async () => {
    const { page } = workbench;
    const size = page.viewportSize() ?? { width: 1280, height: 800 };
    const cell = panel.locator('ml-drift-grid tr[data-column=contact] td').last();
    await cell.click();
    await page.setViewportSize({ ...size, width: 850 });
    await eventually(async () => {
      const [seen, grid] = [await cell.boundingBox(), await panel.locator('ml-drift-grid').boundingBox()];
      assert.ok(seen && grid && grid.width < 500 && seen.x + seen.width <= grid.x + grid.width);
      const heads = await panel.locator('ml-drift-grid thead th[scope=col]').all();
      const [names, ...windows] = await Promise.all(heads.map((head) => head.boundingBox()));
      const edge = (names?.x ?? 0) + (names?.width ?? 0);
      const isCut = windows.some((box) => box && box.x < edge - 1 && box.x + box.width > edge + 4);
      assert.ok(!isCut, 'a window is cut by the names');
    });
    await page.setViewportSize(size);
  });

  it('shows how the endpoint answers', async () => {
    await panel.locator('ml-service dl').getByText('99% answer within').waitFor();
  });

  it('copies the address that it answers at', async () => {
    const { page } = workbench;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await chooseInMenu(page, treeRow(page, 'Deployments', /^http:/), 'Copy Address');
    const { url } = JSON.parse(await readFile(stateFile(folder), 'utf8')) as DeploymentState;
    await statusBarItem(page, `Copied ${url}`).waitFor();
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), url);
  });

  it('keeps resolved alerts at hand', async () => {
    const resolved = alerts.filter(({ resolved: is }) => is);
    assert.ok(resolved.some(({ opened }) => opened.about === 'performance'));
    await panel.locator('ml-alerts summary').click();
    await panel
      .locator('ml-alerts')
      .getByText(/fell below the limit of 0\.65/)
      .waitFor();
    await panel.locator('ml-alerts summary').click();
  });

  it('opens the card of a version, and the log of a run', async () => {
    const { page } = workbench;
    await treeRow(page, 'Models', 'Version 3').click();
    await editorTab(page, 'uptake version 3.md').waitFor();
    await panelFrame(page).getByRole('heading', { name: 'uptake 3' }).waitFor();
    await closeEditors(page); // a page that takes the focus late would close the list
    await runCommand(page, 'Lifecycle: Show Log');
    await page.locator('.quick-input-titlebar', { hasText: 'Show which log?' }).waitFor();
    const told = await page.locator('.quick-input-list .monaco-list-row').allTextContents();
    assert.equal(new Set(told).size, told.length);
    await runCommand(page, 'Lifecycle: Show Log', 'train uptake');
    await editorTab(page, /log\.txt/).waitFor();
    await closeEditors(page);
  });

  it('tells a refusal in one line that leads to its reasons, and they to the card', async () => {
    const { page } = workbench;
    await chooseInMenu(page, treeRow(page, 'Models', 'Version 2'), 'Promote Version');
    await pick(page, 'champion');
    const toast = page.locator('.notification-toast', { hasText: 'uptake@2 was refused as champion.' });
    await toast.waitFor();
    assert.equal(await toast.getByRole('button', { name: 'Show Log' }).count(), 0); // it printed nothing
    await toast.getByRole('button', { name: 'Show Reasons' }).click();
    const dialog = page.getByRole('dialog', { name: /uptake@2 was refused as champion/ });
    await dialog.getByText(/✗/).waitFor();
    await dialog.getByRole('button', { name: 'Open Card' }).click();
    await editorTab(page, 'uptake version 2.md').waitFor();
    await closeEditors(page);
  });

  it('finds the monitor panel again after a reload', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lifecycle: Open', 'uptake-local');
    await panel.locator('ml-drift-grid table').waitFor();
    await runCommand(page, 'Developer: Reload Window');
    await page.waitForEvent('load');
    panel = panelFrame(page);
    await editorTab(page, 'uptake-local').waitFor();
    await panel.locator('ml-drift-grid table').waitFor();
    await openContainer(page, 'Model Lifecycle');
  });

  for (const theme of ['light', 'dark', 'hcLight', 'hcDark'] satisfies Theme[])
    it(`has its pictures: ${theme}`, async () => {
      const { page } = workbench;
      await workbench.showTheme(theme);
      await treeRow(page, 'Models', 'Version 3').waitFor();
      for (const [name, ready] of [
        ['uptake-local', 'ml-drift-grid table'],
        ['bank', 'ml-findings li'],
      ] as const) {
        await runCommand(page, 'Lifecycle: Open', name);
        await panel.locator(ready).first().waitFor();
        await picture(`pictures/${name}-${theme}`);
      }
      await panel.locator('vscode-tab-header', { hasText: 'Columns' }).click();
      await panel.locator('tr.column').first().waitFor();
      await picture(`pictures/columns-${theme}`);
      await panel.locator('vscode-tab-header', { hasText: 'Rows' }).click();
      await panel.locator('ml-rows tbody tr').first().waitFor();
      await picture(`pictures/rows-${theme}`);
      await panel.locator('vscode-tab-header', { hasText: 'Findings' }).click();
    });

  it('shows within seconds that its server was killed, deploys it again, and stops it', async () => {
    const { page } = workbench;
    const { process: server } = JSON.parse(await readFile(stateFile(folder), 'utf8')) as DeploymentState;
    for (const other of ['Process', 'Datasets', 'Models'])
      await viewPane(page, other).locator('.pane-header').click(); // room for the one that is read
    const row = treeRow(page, 'Deployments', /^http:/);
    const says = (text: RegExp) =>
      eventually(async () => assert.match((await row.getAttribute('aria-label')) ?? '', text), 60);
    const choose = (action: string) => chooseInMenu(page, row, action);
    await says(/running/);
    process.kill(server?.pid ?? 0, 'SIGKILL');
    await says(/version 3 · down/);
    await statusBarItem(page, 'uptake-local is down').waitFor();
    await choose('Deploy Model');
    await says(/running/);
    await choose('Stop');
    await says(/stopped/);
    assert.equal(await statusBarItem(page, 'uptake-local is down').count(), 0);
    await choose('Show Log');
    await page.locator('.notification-toast', { hasText: 'printed nothing' }).waitFor();
    await row.click();
    await editorTab(page, 'uptake-local').waitFor();
  });

  it('leaves columns that may differ out of the alarms, once the change is agreed to', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'lifecycle-ignore-'));
    await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
    const other = await openWorkbench({ folder: copy });
    const { page } = other;
    await openContainer(page, 'Model Lifecycle');
    await runCommand(page, 'Lifecycle: Open', 'uptake-local');
    const shown = panelFrame(page);
    const open = alerts.find(({ opened, resolved }) => opened.about === 'drift' && !resolved);
    const { alert = '', cause = [] } = open?.opened ?? {};
    const card = shown.locator(`li[data-alert="${alert}"]`);
    await card.getByRole('button', { name: 'Ignore These Columns' }).click();
    await titleAction(page, 'Write lifecycle.yaml').click();
    await eventually(async () => {
      const { monitors } = parse(await readFile(join(copy, 'lifecycle.yaml'), 'utf8')) as Manifest;
      const ignored = monitors?.['uptake-local']?.drift?.ignore ?? [];
      assert.ok(cause.length > 0 && cause.every((column) => ignored.includes(column)));
    });
    const log = join(copy, '.lifecycle', 'monitors', 'uptake-local', 'alerts.jsonl');
    await eventually(async () => {
      const after = foldAlerts(await lines<AlertEvent>(log));
      assert.ok(after.find(({ opened }) => opened.alert === alert)?.resolved);
    }, 120);
    await other.close();
    await rm(copy, { recursive: true, force: true });
  });

  it('lets another person approve a version, by a file in the registry', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'lifecycle-approve-'));
    await cp(join(folder, 'lifecycle.yaml'), join(copy, 'lifecycle.yaml'));
    await cp(join(folder, '.lifecycle', 'registry'), join(copy, '.lifecycle', 'registry'), {
      recursive: true,
    });
    await promisify(execFile)('git', ['init', '--quiet'], { cwd: copy });
    await promisify(execFile)('git', ['config', 'user.email', 'ben@example.org'], { cwd: copy });
    const other = await openWorkbench({ folder: copy });
    await openContainer(other.page, 'Model Lifecycle');
    await chooseInMenu(other.page, treeRow(other.page, 'Models', 'Version 2'), 'Approve Version');
    const dialog = other.page.getByRole('dialog', {
      name: /Approve version 2 of uptake as ben@example\.org/,
    });
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await other.page
      .locator('.notification-toast', { hasText: 'Version 2 of uptake is approved by ben@example.org.' })
      .waitFor();
    const events = join(copy, '.lifecycle', 'registry', 'uptake', 'events');
    const texts = await Promise.all(
      (await readdir(events)).map((name) => readFile(join(events, name), 'utf8')),
    );
    assert.ok(texts.some((text) => /kind: approved/.test(text) && /by: ben@example\.org/.test(text)));
    await other.close();
    await rm(copy, { recursive: true, force: true });
  });
});

const stateFile = (folder: string) => join(folder, '.lifecycle', 'deployments', 'uptake-local', 'state.json');

async function lines<T>(file: string): Promise<T[]> {
  const text = await readFile(file, 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

const newest = (all: readonly Window[]) =>
  [...new Map(all.map((window) => [window.key, window])).values()].sort((a, b) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : a.version - b.version,
  );
