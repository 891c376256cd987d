// What was asked wrongly, or at a wrong time, is told to whoever asked: nothing of the model failed, in the tree, `next` and the status bar.
import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildCatalog, viewNames } from '../../../src/core/catalog/catalog';
import type { CatalogNode } from '../../../src/core/catalog/node';
import { statusItem } from '../../../src/core/catalog/statusBar';
import { isLifecycleError } from '../../../src/core/errors';
import { gatherFacts } from '../../../src/node/catalog/gather';
import { clockAt } from '../../../src/node/clock';
import { openProject } from '../../../src/node/project';
import { writeEvent } from '../../../src/node/registry/write';
import { openVerb } from '../../../src/node/stages/verbs';
import { executeStage } from '../../../src/node/run/execute';
import type { StageName } from '../../../src/core/run/run';
import { event, promoted } from '../../core/catalog/story';
import { callsOf, livedProject } from '../monitor/livedProject';
import { trainingProject, writesModel } from '../train/project';

describe('a request that is declined', () => {
  it('while the model is trained leaves no failure of it', async () => {
    const { root } = await trainingProject({
      script: `import os, time
while not os.path.exists(os.path.join(os.path.dirname(__file__), "go")): time.sleep(0.05)
${writesModel}`,
      model: ['train: python train.py', 'tune: {space: {c: [1, 2]}}'],
    });
    let tellStarted = () => {};
    const started = new Promise<void>((resolve) => (tellStarted = resolve));
    const first = perform(root, 'train', { model: 'uptake' }, { onCommand: () => tellStarted() });
    await started;
    try {
      for (const stage of ['train', 'tune'] as const)
        await assert.rejects(perform(root, stage, { model: 'uptake' }), {
          code: 'unavailable',
          message: /uptake is being trained already, by run/,
        });
      assert.deepEqual(await failuresIn(root), []);
    } finally {
      await writeFile(join(root, 'go'), '');
    }
    assert.equal((await first).kind, 'done');
    assert.deepEqual(await failuresIn(root), []);
  });

  it('while a process of another machine has been at the same says who, and what to do if it is gone', async () => {
    const { root, paths } = await trainingProject();
    for (const [stage, request, file] of [
      ['train', { model: 'uptake' }, join(paths.locks(), 'train-uptake.json')],
      ['collect', { names: ['bank'] }, paths.datasets('bank', 'collect.lock')],
    ] as const) {
      const elsewhere = { host: 'oldname', pid: 4242, started: 'then' };
      const holder = { process: elsewhere, purpose: 'a run', at: '2026-11-24T22:40:00.000Z', nonce: 'a' };
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify(holder));
      await assert.rejects(perform(root, stage, request), (error) => {
        assert.ok(isLifecycleError(error));
        assert.match(error.message, /process 4242 on oldname, since 24 Nov 2026, 22:40 UTC/);
        assert.ok(error.hint?.endsWith(` If that process is gone, delete ${file}.`), error.hint);
        return true;
      });
      assert.deepEqual(await failuresIn(root), []);
    }
  });

  it('to measure or register what was not trained or evaluated leaves no failure', async () => {
    const { root } = await trainingProject();
    for (const stage of ['evaluate', 'register'] as const)
      await assert.rejects(perform(root, stage, { model: 'uptake' }), /was not trained yet/);
    assert.deepEqual(await failuresIn(root), []);
    await perform(root, 'train', { model: 'uptake' });
    await assert.rejects(perform(root, 'register', { model: 'uptake' }), /was not evaluated yet/);
    assert.deepEqual(await failuresIn(root), []);
  });

  it('hides no failure from before it', async () => {
    const { root } = await trainingProject({ script: 'import sys; sys.exit(1)' });
    await assert.rejects(perform(root, 'train', { model: 'uptake' }));
    await assert.rejects(perform(root, 'tune', { model: 'uptake' }), /no space to tune over/);
    assert.deepEqual(await failuresIn(root), ['Train failed', 'Train uptake failed']);
  });

  const withPolicy = /^ {4}retrain: .*$/m;
  const table: readonly (readonly [string, StageName, object, RegExp, Asked?])[] = [
    ['a retraining that nothing says how to do', 'retrain', { model: 'uptake', force: true }, /No monitor of uptake says how to retrain it/, { manifest: (text) => text.replace(withPolicy, '') }],
    ['a retraining without a champion', 'retrain', { model: 'uptake', force: true }, /has no champion to be better than/, { isPromoted: false }],
    ['a retraining before anything is prepared', 'retrain', { model: 'uptake', force: true }, /"bank" was not prepared yet/, { hasLabels: true }],
    ['a training before anything is prepared', 'train', { model: 'uptake' }, /"bank" was not prepared yet/],
    ['the promotion of a version that is not there', 'promote', { model: 'uptake', version: 9 }, /has no version or alias "9"/],
    ['a promotion before the newest', 'promote', { model: 'uptake', version: 1 }, /cannot be asked as of/, { asOf: '2026-11-21T09:00:00.000Z' }],
    ['a deployment in a past without the version', 'deploy', { deployment: 'local' }, /did not exist at/, { asOf: '2009-01-01T00:00:00.000Z' }],
  ]; // prettier-ignore
  for (const [
    what,
    stage,
    request,
    message,
    { manifest, isPromoted = true, hasLabels = false, asOf } = {},
  ] of table)
    it(`leaves no failure: ${what}`, async () => {
      const lived = await livedProject();
      const { root, paths } = lived.project;
      const calls = hasLabels ? callsOf({ month: '2009-07', count: 20, seed: 1, firstId: 1 }) : [];
      await lived.answer(calls);
      await lived.label('all', calls);
      if (isPromoted) await writeEvent(paths, 'uptake', event(promoted(1)));
      const file = join(root, 'lifecycle.yaml');
      if (manifest) await writeFile(file, manifest(await readFile(file, 'utf8')));
      await assert.rejects(perform(root, stage, request, asOf === undefined ? {} : { asOf }), { message });
      assert.deepEqual(await failuresIn(root), []);
    });
});

describe('a file of the registry that cannot be read', () => {
  it('is a failure for as long as it cannot', async () => {
    const { project } = await livedProject();
    const { root, paths } = project;
    await writeEvent(paths, 'uptake', event(promoted(1)));
    const torn = paths.registry('uptake', 'events', 'torn.yaml');
    await writeFile(torn, 'schema: 99\n');
    await assert.rejects(perform(root, 'promote', { model: 'uptake', version: 1 }), { code: 'input' });
    const told = await failuresIn(root);
    assert.match(told.join(), /torn\.yaml .*Promote failed,Promote uptake failed/);
    await rm(torn);
    assert.deepEqual(await failuresIn(root), []);
  });
});

interface Asked {
  readonly manifest?: (text: string) => string;
  readonly isPromoted?: boolean;
  readonly hasLabels?: boolean;
  readonly asOf?: string;
}

async function perform(
  root: string,
  stage: StageName,
  request: object,
  { asOf, onCommand }: { readonly asOf?: string; readonly onCommand?: () => void } = {},
) {
  return executeStage({
    project: await openProject(root),
    clock: clockAt(asOf),
    stage: await openVerb(stage),
    request,
    detach: false,
    onEvent: ({ kind }) => {
      if (kind === 'command') onCommand?.();
    },
    signal: new AbortController().signal,
  });
}

/** Rows of the tree, then what the status bar tells. */
async function failuresIn(root: string): Promise<readonly string[]> {
  const facts = await gatherFacts(await openProject(root), clockAt());
  const catalog = buildCatalog(facts);
  const rows = viewNames.flatMap((view) => catalog[view]).flatMap(withChildren);
  const labels = rows.filter(({ kind }) => kind === 'failure').map(({ label }) => label);
  const { text } = statusItem([facts]);
  return [...new Set(labels), ...(text.includes('failed') ? [text] : [])];
}

const withChildren = (node: CatalogNode): readonly CatalogNode[] => [
  node,
  ...node.children.flatMap(withChildren),
];
