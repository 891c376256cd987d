// What is drawn where there is too much or too little room: long names, a hundred datasets, a narrow side bar, twice the size.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './harness/eventually';
import { panelFrame } from './harness/panels';
import { openContainer, treeRow, viewPane } from './harness/views';
import { openWorkbench } from './harness/workbench';

const longName =
  'customers-who-answered-the-second-reminder-of-the-spring-campaign-in-the-northern-region.csv';

describe('a folder with a hundred files and long names', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-many-'));
    const wide = Array.from({ length: 120 }, (_, column) => `a_rather_long_column_name_number_${column}`);
    const values = (row: number) => wide.map((_, column) => (row * column) % 17).join(',');
    await writeFile(
      join(folder, longName),
      `${wide.join(',')}\n${Array.from({ length: 40 }, (_, row) => values(row)).join('\n')}\n`,
    );
    const datasets = Array.from({ length: 100 }, (_, n) => `  d${String(n).padStart(3, '0')}: ${longName}`);
    await writeFile(join(folder, 'lifecycle.yaml'), `lifecycle: 1\ndatasets:\n${datasets.join('\n')}\n`);
    await writeFile(join(folder, `other-${longName}`), `${wide.join(',')}\n${values(1)}\n`);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('is drawn in a side bar of 250 pixels', async () => {
    const workbench = await openWorkbench({ folder, theme: 'dark', size: { width: 1000, height: 800 } });
    const { page } = workbench;
    await openContainer(page, 'Model Lifecycle');
    await treeRow(page, 'Datasets', 'd000').waitFor();
    const sash = page.locator('.monaco-sash.vertical').first();
    const box = await sash.boundingBox();
    if (box) {
      await page.mouse.move(box.x + 1, 400);
      await page.mouse.down();
      await page.mouse.move(250, 400, { steps: 5 });
      await page.mouse.up();
    }
    await workbench.screenshot('pictures/narrow-dark');
    const row = await treeRow(page, 'Datasets', 'd000').boundingBox();
    const pane = await viewPane(page, 'Datasets').boundingBox();
    assert.ok(row && pane && row.width <= pane.width + 1);
    await workbench.close();
  });

  it('is readable at twice the size, and a table of 120 columns scrolls inside its panel', async () => {
    const workbench = await openWorkbench({
      folder,
      theme: 'light',
      zoom: 2,
      size: { width: 1600, height: 1200 },
    });
    const { page } = workbench;
    await openContainer(page, 'Model Lifecycle');
    await treeRow(page, 'Datasets', 'd000').waitFor();
    await viewPane(page, 'Datasets').locator('.monaco-list').press('End');
    await treeRow(page, 'Datasets', `other-${longName}`).click();
    const panel = panelFrame(page);
    await panel.locator('vscode-tab-header', { hasText: 'Columns' }).click();
    await eventually(async () => assert.equal(await panel.locator('tr.column').count(), 120));
    await workbench.screenshot('pictures/zoom-light');
    await panel.locator('vscode-tab-header', { hasText: 'Rows' }).click();
    await panel.locator('ml-rows tbody tr').first().waitFor();
    const scroll = await panel.locator('ml-rows .scroll').boundingBox();
    const body = await panel.locator('body').boundingBox();
    assert.ok(scroll && body && scroll.width <= body.width);
    await workbench.screenshot('pictures/zoom-rows-light');
    await workbench.close();
  });
});
