// Runs in the editor: seen while they work, outliving the window, stopped from a button, their log at hand.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './harness/commands';
import { eventually } from './harness/eventually';
import { editorTab } from './harness/panels';
import { expandRow, openContainer, statusBarItem, treeRow } from './harness/views';
import { openWorkbench, type Workbench } from './harness/workbench';
import { lifecycle } from './projects/example';

const script = `import time
for epoch in range(600):
    print("epoch", epoch, flush=True)
    time.sleep(0.2)
`;
const manifest = `lifecycle: 1
datasets:
  calls: {path: data/calls.csv, target: answer, positive: "yes", split: {by: order, train: 0.6, validation: 0.2, test: 0.2}}
models:
  slow: {dataset: calls, train: python slow.py}
`;

describe('a run that takes its time', () => {
  let folder: string;
  let workbench: Workbench;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-runs-'));
    await mkdir(join(folder, 'data'));
    const rows = Array.from({ length: 50 }, (_, n) => `${n},${n % 3 === 0 ? 'yes' : 'no'}`);
    await writeFile(join(folder, 'data', 'calls.csv'), `age,answer\n${rows.join('\n')}\n`);
    await writeFile(join(folder, 'slow.py'), script);
    await writeFile(join(folder, 'lifecycle.yaml'), manifest);
    for (const stage of ['collect', 'prepare']) await lifecycle(folder, [stage]);
    workbench = await openWorkbench({ folder });
    await openContainer(workbench.page, 'Model Lifecycle');
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });
  const progress = () => workbench.page.locator('.notification-toast', { hasText: 'Training slow' });
  const running = () => treeRow(workbench.page, 'Models', /^Train \d/);
  const runs = async () => (await readdir(join(folder, '.lifecycle', 'runs'))).sort();
  const events = async () =>
    readFile(join(folder, '.lifecycle', 'runs', (await runs()).at(-1) ?? '', 'events.jsonl'), 'utf8');

  it('that finds nothing to do takes the failure before it away', async () => {
    const { page } = workbench;
    const file = join(folder, 'lifecycle.yaml');
    await writeFile(file, manifest.replace('split:', 'prepare: [{drop: [nosuch]}], split:'));
    await assert.rejects(lifecycle(folder, ['prepare']));
    const failure = treeRow(page, 'Datasets', /Prepare failed/);
    await failure.waitFor();
    await writeFile(file, manifest);
    await runCommand(page, 'Lifecycle: Prepare Data');
    await failure.waitFor({ state: 'detached' });
  });

  it('shows its progress with a Cancel, and as a row that is running', async () => {
    await runCommand(workbench.page, 'Lifecycle: Train Model');
    await progress().getByRole('button', { name: 'Cancel' }).waitFor();
    await running().waitFor();
    assert.match((await running().getAttribute('aria-label')) ?? '', /running/);
  });

  it('goes on when its window is closed, and is found again', async () => {
    await runCommand(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await openContainer(workbench.page, 'Model Lifecycle');
    await running().waitFor();
    assert.match((await running().getAttribute('aria-label')) ?? '', /running/);
    assert.doesNotMatch(await events(), /"kind":"(stopped|failed|finished)"/);
  });

  it('shows what it prints', async () => {
    const { page } = workbench;
    await running().click();
    await editorTab(page, 'log.txt').waitFor();
    await page.locator('.view-lines', { hasText: 'epoch 0' }).waitFor();
  });

  it('is stopped by the button on its row', async () => {
    await running().hover();
    await running().locator('.action-label[aria-label="Stop"]').click();
    await eventually(async () => assert.match(await events(), /"kind":"stopped"/));
    await running().waitFor({ state: 'detached' });
    await expandRow(workbench.page, 'Models', 'Runs');
    await eventually(async () => assert.match((await running().getAttribute('aria-label')) ?? '', /stopped/));
  });

  it('is stopped by Cancel, and nobody is told of it as of a failure', async () => {
    const { page } = workbench;
    await runCommand(page, 'Lifecycle: Train Model');
    await progress().getByRole('button', { name: 'Cancel' }).click();
    await eventually(async () => assert.match(await events(), /"kind":"stopped"/));
    await progress().waitFor({ state: 'detached' });
    assert.equal(await page.locator('.notification-toast .codicon-error').count(), 0);
  });

  it('that was killed is shown as lost, with its reason and what to do', async () => {
    const { page } = workbench;
    const before = await runs();
    await runCommand(page, 'Lifecycle: Train Model');
    await eventually(async () => {
      assert.ok((await runs()).length > before.length);
      assert.match(await events(), /"kind":"command"/);
    });
    const started = (await events()).split('\n').map((line) => (line ? (JSON.parse(line) as object) : {}));
    const pids = started.flatMap((event) =>
      'process' in event ? [(event.process as { pid: number }).pid] : [],
    );
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await treeRow(page, 'Models', 'Train was lost').waitFor();
    await page.locator('.notification-toast', { hasText: 'The run was lost' }).waitFor();
    await statusBarItem(page, 'Train slow was lost').waitFor();
  });
});
