// The example's data in the editor: the tree tells how it stands, a stage is run from the palette, the data panel shows findings, columns and rows.
import assert from 'node:assert/strict';
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import type { CurrentVersions } from '../../src/core/dataset/version';
import type { CheckResult } from '../../src/core/quality/finding';
import { checkedExample, removeExamples } from './projects/example';
import { runCommand } from './harness/commands';
import { eventually } from './harness/eventually';
import { editorTab, panelFrame } from './harness/panels';
import { markedProcesses } from './harness/leftovers';
import { expandRow, openContainer, treeRow, treeRows } from './harness/views';
import { openWorkbench, type Theme, type Workbench } from './harness/workbench';

/** An environment variable by which this test knows its own processes. */
const marker = 'LIFECYCLE_DATA_PANEL_TEST';

const groundOfFocused = `(() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return getComputedStyle(focused.shadowRoot.querySelector('.base')).backgroundColor;
})()`;

describe('the example whose data was checked', function () {
  this.timeout(600_000);
  let folder: string;
  let workbench: Workbench;
  let panel: FrameLocator;
  before(async () => {
    folder = await checkedExample();
    workbench = await openWorkbench({ folder, theme: 'dark', env: { [marker]: String(process.pid) } });
    panel = panelFrame(workbench.page);
    await openContainer(workbench.page, 'Model Lifecycle');
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
    await removeExamples();
  });
  const tab = (name: string) => panel.locator('vscode-tab-header', { hasText: name });
  const open = async () => {
    await runCommand(workbench.page, 'Lifecycle: Open', 'bank');
    await panel.getByRole('heading', { name: 'bank' }).waitFor();
  };

  it('fills the tree with its figures', async () => {
    const { page } = workbench;
    await treeRow(page, 'Datasets', 'bank').waitFor();
    await eventually(async () => {
      const rows = await treeRows(page, 'Datasets');
      const of = (label: string) => rows.find((row) => row.label === label);
      assert.match(of('bank')?.description ?? '', /^40,394 rows · /);
      assert.match(of('Prepared')?.description ?? '', /^40,394 rows · 18 columns/);
      assert.match(of('Check passed')?.description ?? '', /warnings/);
      assert.match(of('Prepared')?.spoken ?? '', /^Prepared, 40,394 rows/);
    });
    await expandRow(page, 'Datasets', 'Prepared');
    await treeRow(page, 'Datasets', 'train').waitFor();
    const train = (await treeRows(page, 'Datasets')).find(({ label }) => label === 'train');
    assert.match(train?.description ?? '', /32,315 rows/);
    assert.equal(train?.level, 3);
  });

  it('names what to do next, and why', async () => {
    const { page } = workbench;
    const [next] = await treeRows(page, 'Process');
    assert.match(next?.label ?? '', /^Next: /);
    assert.notEqual(next?.description, '');
  });

  it('runs a stage from the palette and says what came of it', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lifecycle: Check Data');
    const said = page.locator('.notification-toast', { hasText: /bank/i });
    await said.filter({ hasNotText: 'Checking' }).first().waitFor();
    await workbench.screenshot('pictures/stage-done-dark');
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('shows findings first, as the check has them', async () => {
    await open();
    const check = await storedCheck(folder);
    const isOpen = ({ resolvedBy }: { resolvedBy?: string }) => resolvedBy === undefined;
    const cards = panel.locator('section[aria-label="Open findings"] li[data-finding]');
    await eventually(async () => assert.equal(await cards.count(), check.findings.filter(isOpen).length));
    const first = check.findings.find(isOpen);
    await panel
      .locator(`li[data-finding="${first?.id}"]`)
      .getByText(first?.message ?? '')
      .waitFor();
    const notes = check.findings.filter((finding) => isOpen(finding) && finding.severity === 'info');
    await panel.locator('summary', { hasText: `${notes.length} notes` }).waitFor();
    await panel.getByText(/Check passed with \d+ warnings, \d+ notes$/).waitFor();
    const resolved = panel.locator('summary', { hasText: 'Taken care of by preparation' });
    await resolved.click();
    const hidden = panel.locator('li[data-finding="hidden-missing:job"]');
    await hidden.getByText(/Resolved by/).waitFor();
    await hidden.getByRole('button', { name: 'Show Rows' }).waitFor();
    assert.equal(await hidden.getByRole('button', { name: 'Add Step' }).count(), 0);
    assert.equal(await panel.locator('li[data-expectation]').count(), check.expectations.length);
    await resolved.click();
    await workbench.screenshot('pictures/data-findings-dark');
  });

  it('lays no grey of another theme under a quiet button with the focus in high contrast', async () => {
    const button = panel.locator('ml-data-header').getByRole('button', { name: 'lifecycle.yaml' });
    for (const theme of ['hcLight', 'hcDark'] satisfies Theme[]) {
      await workbench.showTheme(theme);
      await button.focus();
      const behind = () => panel.locator('body').evaluate(groundOfFocused);
      await eventually(async () => assert.equal(await behind(), 'rgba(0, 0, 0, 0)'));
    }
    await workbench.showTheme('dark');
  });

  it('opens the rows that a finding rests on', async () => {
    const { page } = workbench;
    const missing = panel.locator('li[data-finding^="missing:pdays"]');
    await missing.getByRole('button', { name: 'Show Rows' }).click();
    await panel.locator('ml-rows table').waitFor();
    await panel.locator('ml-rows .bar', { hasText: 'of 34,886' }).waitFor();
    await panel.locator('.chip').getByText('pdays is missing').waitFor();
    await workbench.screenshot('pictures/data-rows-dark');
    await panel.locator('ml-rows tbody td.marked:focus').waitFor();
    await page.keyboard.press('ArrowUp');
    await panel.locator('ml-rows thead th.marked button:focus').waitFor();
    await page.keyboard.press('Escape');
    await panel.locator('.chip').waitFor({ state: 'detached' });
    await panel.locator('ml-rows .bar', { hasText: '1 to 100 of 40,394' }).waitFor();
    await panel.locator('ml-rows tbody td').first().click();
    await page.keyboard.press('PageDown');
    await panel.locator('ml-rows .bar', { hasText: '101 to 200 of 40,394' }).waitFor();
    await panel.getByRole('button', { name: 'age', exact: true }).click();
    await eventually(async () => assert.equal(await cell(panel, 0, 'age'), '19'));
    await panel.getByRole('button', { name: 'age', exact: true }).click();
    await eventually(async () => assert.equal(await cell(panel, 0, 'age'), '95'));
  });

  it('shows every column with its type, missing share, distribution and top values', async () => {
    await tab('Columns').click();
    const rows = panel.locator('tr.column');
    await eventually(async () => assert.equal(await rows.count(), 18));
    assert.equal(await panel.locator('ml-columns table button:not([tabindex="-1"])').count(), 1);
    const { keyboard } = workbench.page;
    await panel.locator('ml-columns tr.column button').first().focus();
    await keyboard.press('ArrowUp');
    await keyboard.press('ArrowRight');
    await panel.getByRole('button', { name: 'Type', exact: true }).and(panel.locator(':focus')).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await panel.locator('tr.column:nth-of-type(2) button:focus').waitFor();
    assert.equal(await panel.locator('ml-columns table [tabindex="0"]').count(), 1);
    const job = panel.locator('tr[data-column=job]');
    assert.match(
      (await job.innerText()).replace(/\s+/g, ' '),
      /job Note string category 0\.59% 11 .*blue-collar 2\d(\.\d)?%/,
    );
    assert.ok((await job.locator('svg.spark rect').count()) > 5);
    await panel.locator('vscode-textfield').locator('input').fill('bal');
    await eventually(async () => assert.equal(await rows.count(), 1));
    await panel.locator('tr[data-column=balance] button').click();
    await panel.locator('ml-column-detail svg rect').first().waitFor();
    await panel.locator('ml-column-detail').getByText('Largest').waitFor();
    const half = panel.locator('ml-column-detail tr', { hasText: '50% are at most' });
    assert.match(await half.innerText(), /50% are at most\s+~\d/);
    await panel.locator('vscode-textfield').locator('input').fill('job');
    await panel.locator('tr[data-column=job] button').click();
    await panel.locator('ml-column-detail').getByText('Most frequent values').waitFor();
    assert.equal(await panel.locator('ml-column-detail').getByText('Largest').count(), 0);
    await panel.locator('vscode-textfield').locator('input').fill('bal');
    await workbench.screenshot('pictures/data-columns-dark');
    await panel.locator('vscode-textfield').locator('input').fill('nothing like this');
    await panel.getByText('No column matches the filter.').waitFor();
    await panel.locator('vscode-textfield').locator('input').fill('');
  });

  it('fits the bars of values into a narrow panel', async () => {
    const { page } = workbench;
    const size = page.viewportSize() ?? { width: 1280, height: 800 };
    await panel.locator('vscode-textfield').locator('input').fill('job');
    const body = panel.locator('body');
    const bars = panel.locator('ml-column-detail svg.share');
    await page.setViewportSize({ ...size, width: 860 });
    await eventually(async () => {
      const frame = await body.boundingBox();
      assert.ok(frame && frame.width > 480 && frame.width < 560, String(frame?.width));
      const boxes = await Promise.all((await bars.all()).map((bar) => bar.boundingBox()));
      assert.ok(boxes.length > 5);
      assert.ok(boxes.every((box) => box && box.x + box.width <= frame.x + frame.width));
    });
    await page.setViewportSize(size);
    await panel.locator('vscode-textfield').locator('input').fill('');
  });

  it('shows what was collected beside what was prepared', async () => {
    await panel.locator('vscode-single-select').click();
    await panel.locator('vscode-single-select').getByText('Collected').last().click();
    const duration = panel.locator('tr[data-column=duration]');
    await duration.waitFor();
    await panel.getByText('data/bank.csv').waitFor();
  });

  it('is found again after a reload, as it was left', async () => {
    await runCommand(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    panel = panelFrame(workbench.page);
    await editorTab(workbench.page, 'bank').waitFor();
    await panel.locator('tr[data-column=duration]').waitFor();
  });

  it('follows a change of the manifest', async () => {
    const { page } = workbench;
    const file = join(folder, 'lifecycle.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('- drop: [duration]', '- drop: [duration, day]'));
    await openContainer(page, 'Model Lifecycle');
    await eventually(async () => {
      const rows = await treeRows(page, 'Datasets');
      assert.match(rows.find(({ label }) => label === 'bank')?.description ?? '', /out of date/);
    });
    await writeFile(file, text);
    await eventually(async () => {
      const rows = await treeRows(page, 'Datasets');
      assert.doesNotMatch(rows.find(({ label }) => label === 'bank')?.description ?? '', /out of date/);
    });
  });

  it('keeps the focus on a button while the run goes on that it began, and takes no second press', async () => {
    const { page } = workbench;
    const file = join(folder, 'lifecycle.yaml');
    const text = await readFile(file, 'utf8');
    const head = panel.locator('ml-data-header');
    const focused = (name: string) => head.getByRole('button', { name }).and(panel.locator(':focus'));
    await head.getByRole('button', { name: 'Check' }).waitFor(); // what the test before has undone was read
    await writeFile(file, text.replace('- drop: [duration]', '- drop: [duration, day]'));
    await head.getByRole('button', { name: 'Prepare' }).focus();
    const before = await runsOf(folder);
    await page.keyboard.press('Enter');
    await focused('Prepare').and(panel.locator('[aria-disabled=true]')).waitFor();
    await page.keyboard.press('Enter');
    await focused('Check').and(panel.locator('[aria-disabled=false]')).waitFor();
    assert.equal((await runsOf(folder)).length, before.length + 1);
    await writeFile(file, text);
  });

  it('answers again after its worker was killed', async () => {
    const { page } = workbench;
    await tab('Rows').click();
    await panel.locator('ml-rows table').waitFor();
    const before = await workers();
    assert.ok(before.length >= 1);
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await eventually(async () => {
      await panel.getByRole('button', { name: 'age', exact: true }).click();
      await panel
        .locator('th[aria-sort=ascending], th[aria-sort=descending]')
        .first()
        .waitFor({ timeout: 2000 });
      assert.ok((await workers()).some((pid) => !before.includes(pid)));
    });
    await panel.locator('ml-rows tbody td').first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('shows no rows of a prepared file that was torn, and what makes it again', async () => {
    await truncate(join(await preparedFolder(folder), 'data.parquet'), 1000);
    await panel.locator('vscode-single-select').click();
    await panel.locator('vscode-single-select').getByText('Prepared').last().click();
    const rows = panel.locator('ml-rows');
    await rows.getByText('data.parquet of bank is not as prepared: it was changed or torn.').waitFor();
    await rows.getByText('Preparing it makes it again.').waitFor();
    await runCommand(workbench.page, 'Lifecycle: Prepare Data');
    await rows.locator('tbody td').first().waitFor();
  });
});

describe('a checked dataset in Restricted Mode', () => {
  it('does not offer the rows of a stored check, which would run its SQL', async () => {
    const folder = await checkedExample();
    const { page, close } = await openWorkbench({ folder, trust: 'restricted' });
    const panel = panelFrame(page);
    await openContainer(page, 'Model Lifecycle');
    await treeRow(page, 'Datasets', 'bank').waitFor();
    await runCommand(page, 'Lifecycle: Open', 'bank');
    const missing = panel.locator('li[data-finding^="missing:pdays"]');
    await missing.getByRole('button', { name: 'Show Column' }).waitFor();
    assert.equal(await panel.getByRole('button', { name: 'Show Rows' }).count(), 0);
    await close();
    await rm(folder, { recursive: true, force: true });
    await removeExamples();
  });
});

const runsOf = (folder: string) => readdir(join(folder, '.lifecycle', 'runs'));

async function storedCheck(folder: string): Promise<CheckResult> {
  const file = join(await preparedFolder(folder), 'check.json');
  return JSON.parse(await readFile(file, 'utf8')) as CheckResult;
}

async function preparedFolder(folder: string): Promise<string> {
  const state = join(folder, '.lifecycle', 'datasets', 'bank');
  const { prepared = '' } = JSON.parse(
    await readFile(join(state, 'current.json'), 'utf8'),
  ) as CurrentVersions;
  return join(state, prepared.replace('sha256:', ''));
}

async function cell(panel: FrameLocator, row: number, column: string): Promise<string> {
  const headers = await panel.locator('ml-rows thead th').allInnerTexts();
  const index = headers.findIndex((text) => text.trim() === column);
  return (await panel.locator('ml-rows tbody tr').nth(row).locator('th, td').nth(index).innerText()).trim();
}

/** The worker processes of this test's window. */
async function workers(): Promise<number[]> {
  const pids = await markedProcesses(marker, String(process.pid));
  const isWorker = async (pid: number) =>
    (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('serve\0--stdio');
  const found = await Promise.all(pids.map(async (pid) => ((await isWorker(pid)) ? [pid] : [])));
  return found.flat();
}
