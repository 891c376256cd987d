// The harness itself: that it drives a real VS Code, and that it cannot overlook a broken content security policy.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCommand } from './harness/commands';
import { eventually } from './harness/eventually';
import { editorTab, panelFrame } from './harness/panels';
import { expandRow, openContainer, statusBarItem, treeRows } from './harness/views';
import { openWorkbench } from './harness/workbench';
import type { Workbench } from './harness/workbench';

const extension = resolve(import.meta.dirname, 'fixtures', 'violator');

describe('the VS Code harness', () => {
  let folder: string;
  let workbench: Workbench;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-folder-'));
    workbench = await openWorkbench({ folder, extension, theme: 'dark' });
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('reads trees, the status bar and pages inside panels, and finds them again after a reload', async () => {
    const { page } = workbench;
    await openContainer(page, 'Violator');
    await expandRow(page, 'Rows', 'parent');
    await eventually(async () => {
      const rows = await treeRows(page, 'Rows');
      assert.deepEqual(
        rows.map(({ label, description, level, expanded }) => [label, description, level, expanded]),
        [
          ['parent', 'described', 1, true],
          ['first child', 'described', 2, undefined],
          ['second child', 'described', 2, undefined],
          ['lonely', 'described', 1, undefined],
        ],
      );
    });
    await statusBarItem(page, 'Violator ready').waitFor();
    await runCommand(page, 'Violator: Open Clean Page');
    await panelFrame(page).getByRole('button', { name: 'Ask' }).click();
    await panelFrame(page).getByText('answered').waitFor();
    await workbench.showTheme('hcDark');
    await workbench.reload();
    await openContainer(page, 'Violator');
    await statusBarItem(page, 'Violator ready').waitFor();
    await workbench.close();
  });

  it('fails where a page inside a panel breaks its content security policy', async () => {
    const { page } = workbench;
    await runCommand(page, 'Violator: Open Violating Page');
    await editorTab(page, 'Dirty').waitFor();
    await panelFrame(page).getByText('Forbidden').waitFor();
    await assert.rejects(workbench.close(), /Content Security Policy/);
  });
});
