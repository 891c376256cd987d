// A next step that is done in lifecycle.yaml, or begins with a proposal: a click shows what to write, and it is written when the person says so.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProject } from '../../src/node/project';
import { writeEvent, writeVersion } from '../../src/node/registry/write';
import { exampleVersion } from '../core/registry/example';
import { runCommand } from './harness/commands';
import { eventually } from './harness/eventually';
import { editorTab, titleAction } from './harness/panels';
import { openContainer, treeRow } from './harness/views';
import { openWorkbench, type Workbench } from './harness/workbench';

const unserved = `lifecycle: 1

datasets:
  bank: {path: bank.csv, target: y} # ours

models:
  uptake: {train: python train.py}
`;
const served = `${unserved}
deployments:
  uptake-local:
    model: uptake@champion
`;

describe('a champion that nothing serves', () => {
  let folder: string;
  let workbench: Workbench;
  const manifest = () => readFile(join(folder, 'lifecycle.yaml'), 'utf8');
  const step = () => treeRow(workbench.page, 'Process', /Name a deployment of uptake$/);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-next-'));
    await writeFile(join(folder, 'lifecycle.yaml'), unserved);
    const { paths } = await openProject(folder);
    const { at, by } = exampleVersion();
    await writeVersion(paths, exampleVersion(), '');
    const decision = { schema: 1, at, by, version: 1, isSigned: false } as const;
    await writeEvent(paths, 'uptake', { ...decision, kind: 'aliased', alias: 'champion', gates: [] });
    workbench = await openWorkbench({ folder, theme: 'light' });
    await openContainer(workbench.page, 'Model Lifecycle');
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('gets the deployment that a click on the step shows, when it is told to', async () => {
    const { page } = workbench;
    await step().dblclick(); // as files are opened elsewhere: it is proposed once
    await editorTab(page, 'lifecycle.yaml (proposed)').waitFor();
    await page.locator('.monaco-diff-editor').getByText('uptake-local:').first().waitFor();
    assert.equal(await manifest(), unserved);
    await workbench.screenshot('pictures/next-step-light');
    await titleAction(page, 'Write lifecycle.yaml').click();
    await eventually(async () => assert.equal(await manifest(), served));
    await step().waitFor({ state: 'detached' });
    await editorTab(page, 'lifecycle.yaml (proposed)').waitFor({ state: 'detached' });
  });

  it('has it no more once that is undone', async () => {
    const { page } = workbench;
    await editorTab(page, /^lifecycle\.yaml$/).click();
    await runCommand(page, 'Undo');
    await runCommand(page, 'File: Save');
    await eventually(async () => assert.equal(await manifest(), unserved));
    await step().waitFor();
  });
});

const unlearnt = `lifecycle: 1

datasets:
  calls: {path: calls.csv, target: answer, positive: "yes", prepare: [{drop: id}]}
`;

describe('prepared data that no model learns from', () => {
  it('gets the model that a click on the step proposes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lifecycle-next-'));
    const rows = Array.from({ length: 200 }, (_, n) => `${n},${n % 40},${n % 5 === 0 ? 'yes' : 'no'}`);
    await writeFile(join(folder, 'calls.csv'), `id,age,answer\n${rows.join('\n')}\n`);
    await writeFile(join(folder, 'lifecycle.yaml'), unlearnt);
    const { page, close } = await openWorkbench({ folder, theme: 'light' });
    await openContainer(page, 'Model Lifecycle');
    await runCommand(page, 'Lifecycle: Run Everything Out of Date');
    await treeRow(page, 'Process', /Make a model of calls$/).click();
    await editorTab(page, 'lifecycle.yaml (proposed)').waitFor();
    await page.locator('.notification-toast', { hasText: 'Write train.py' }).waitFor();
    await close();
    await rm(folder, { recursive: true, force: true });
  });
});
