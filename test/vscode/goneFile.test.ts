// A data file looked at by itself: one value told in words, and what the panel says and offers when the file goes and comes back.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { eventually } from './harness/eventually';
import { panelFrame } from './harness/panels';
import { openContainer, treeRow } from './harness/views';
import { openWorkbench, type Workbench } from './harness/workbench';

const text = `same,other,word\n${Array.from({ length: 40 }, (_, row) => `7,${row % 9},${row % 10 === 0 ? 'rare' : 'often'}`).join('\n')}\n`;

describe('the panel of a data file', () => {
  let folder: string;
  let workbench: Workbench;
  let panel: FrameLocator;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-gone-'));
    await writeFile(join(folder, 'sales.csv'), text);
    workbench = await openWorkbench({ folder, theme: 'light' });
    panel = panelFrame(workbench.page);
    await openContainer(workbench.page, 'Model Lifecycle');
    await treeRow(workbench.page, 'Datasets', 'sales.csv').click();
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });
  const add = () => panel.getByRole('button', { name: 'Add to lifecycle.yaml' });
  const detail = () => panel.locator('ml-column-detail');

  it('tells a column of one value in a sentence, and draws the shares of values', async () => {
    await panel.locator('vscode-tab-header', { hasText: 'Columns' }).click();
    await panel.locator('tr[data-column=same] button').click();
    await detail().getByText('All 40 rows are 7.').waitFor();
    assert.equal(await detail().locator('ml-chart').count(), 0);
    await panel.locator('tr[data-column=same] button').click();
    await panel.locator('tr[data-column=word] button').click();
    await detail().getByText('Most frequent values').waitFor();
    const bars = await detail().locator('svg.share rect:not(.track)').all();
    const widths = await Promise.all(bars.map(async (bar) => Number(await bar.getAttribute('width'))));
    assert.deepEqual(widths, [72, 8]);
    await workbench.screenshot('pictures/one-value-light');
  });

  it('rings the cell that has the focus within the cell', async () => {
    await panel.locator('vscode-tab-header', { hasText: 'Rows' }).click();
    const cell = panel.locator('ml-rows tbody td').first();
    await cell.click();
    const offset = await panel.locator('body').evaluate(offsetOfFocused);
    assert.equal(offset, '-1px');
    await workbench.screenshot('pictures/focused-cell-light');
  });

  it('says in its head when the file is gone, and offers nothing that needs it', async () => {
    const verdict = panel.locator('ml-data-header [role=status]');
    await verdict.getByText('First look').waitFor();
    await add().waitFor();
    await rm(join(folder, 'sales.csv'));
    await panel.getByText('sales.csv is not there any more.').waitFor();
    await verdict.getByText('The file is gone').waitFor();
    assert.equal(await panel.locator('ml-data-header').getByRole('button').count(), 0);
    await workbench.screenshot('pictures/gone-light');
    await writeFile(join(folder, 'sales.csv'), text);
    await verdict.getByText('First look').waitFor();
    await eventually(async () => assert.equal(await add().count(), 1));
  });
});

/** Run in the page, where it looks through shadow roots. */
const offsetOfFocused = `(() => {
  let focused = document.activeElement;
  while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused.localName === 'td' && getComputedStyle(focused).outlineOffset;
})()`;
