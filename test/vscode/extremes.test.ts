// What is drawn where there is too much or too little room: long names, a hundred datasets, a narrow side bar, twice the size.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { seededRandom } from '../../src/core/random';
import { runCommand } from './harness/commands';
import { eventually } from './harness/eventually';
import { panelFrame } from './harness/panels';
import { openContainer, treeRow, viewPane } from './harness/views';
import { openWorkbench } from './harness/workbench';

const longName =
  'customers-who-answered-the-second-reminder-of-the-spring-campaign-in-the-northern-region.csv';

const wide = Array.from({ length: 120 }, (_, column) => `a_rather_long_column_name_number_${column}`);

describe('a folder with a hundred files and long names', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-many-'));
    const random = seededRandom(1);
    const values = () => wide.map((_, column) => (column % 17 === 0 ? 0 : random.below(1000))).join(',');
    await writeFile(
      join(folder, longName),
      `${wide.join(',')}\n${Array.from({ length: 40 }, values).join('\n')}\n`,
    );
    const datasets = Array.from({ length: 100 }, (_, n) => `  d${String(n).padStart(3, '0')}: ${longName}`);
    await writeFile(join(folder, 'lifecycle.yaml'), `lifecycle: 1\ndatasets:\n${datasets.join('\n')}\n`);
    await writeFile(join(folder, `other-${longName}`), `${wide.join(',')}\n${values()}\n`);
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
    const columns = panel.locator('ml-columns .scroll');
    const box = await columns.boundingBox();
    const frame = await panel.locator('body').boundingBox();
    assert.ok(box && frame && box.y + box.height <= frame.y + frame.height + 1); // its bars are on the page
    await panel.locator('tr.column').last().scrollIntoViewIfNeeded();
    const head = await panel.locator('ml-columns thead th').first().boundingBox();
    assert.ok(head && Math.abs(head.y - box.y) <= 2);
    await workbench.screenshot('pictures/zoom-light');
    await panel.locator('vscode-tab-header', { hasText: 'Rows' }).click();
    await panel.locator('ml-rows tbody tr').first().waitFor();
    const scroll = await panel.locator('ml-rows .scroll').boundingBox();
    const body = await panel.locator('body').boundingBox();
    assert.ok(scroll && body && scroll.width <= body.width);
    await workbench.screenshot('pictures/zoom-rows-light');
    await workbench.close();
  });

  it('tells many findings of a kind as one, and writes one step for all of them', async () => {
    const workbench = await openWorkbench({ folder, theme: 'dark', size: { width: 560, height: 800 } });
    const { page } = workbench;
    await openContainer(page, 'Model Lifecycle');
    await treeRow(page, 'Datasets', 'd000').waitFor();
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, 'Lifecycle: Open', 'd000');
    const panel = panelFrame(page);
    const card = panel.locator('li[data-group="constant:warning"]');
    await card.getByText('8 columns are constant.').waitFor();
    assert.equal(await panel.locator('li[data-group]').count(), 1);
    await workbench.screenshot('pictures/grouped-dark');
    await card.locator('> .act').getByRole('button', { name: 'Add Step' }).click();
    const constant = wide.filter((_, column) => column % 17 === 0);
    await eventually(async () => {
      const manifest = parse(await readFile(join(folder, 'lifecycle.yaml'), 'utf8')) as {
        readonly datasets: Readonly<Record<string, unknown>>;
      };
      assert.deepEqual(manifest.datasets['d000'], { path: longName, prepare: [{ drop: constant }] });
    });
    await workbench.close();
  });
});
