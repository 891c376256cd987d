import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegistryEvent } from '../../../src/core/registry/event';
import type { GateResult } from '../../../src/core/registry/gateResult';
import { clockAt } from '../../../src/node/clock';
import { readDeploymentState } from '../../../src/node/deploy/folder';
import { stopDeployment } from '../../../src/node/deploy/stop';
import { openProject } from '../../../src/node/project';
import { readRegistry } from '../../../src/node/registry/read';
import { writeEvent, writeVersion } from '../../../src/node/registry/write';
import { executeStage } from '../../../src/node/run/execute';
import { deploy } from '../../../src/node/stages/deploy';
import { storeFile } from '../../../src/node/store';
import { builtProgram } from '../../builtProgram';
import { decision } from '../../core/registry/example';
import { storedVersion } from '../deploy/storedVersion';

const signal = new AbortController().signal;
const manifest = `lifecycle: 1
datasets: {bank: data/bank.csv}
models: {uptake: {train: python train.py, dataset: bank}}
deployments: {live: {model: uptake@1, target: local, port: 0}}
`;

let minute = 0;
const letThrough: readonly GateResult[] = [{ gate: 'approvals', passed: true, reason: 'One.' }];
const aliased = (alias: string, version: number, gates: readonly GateResult[] = letThrough) =>
  decision({ kind: 'aliased', alias, version, gates, at: `2009-07-02T00:0${minute++}:00.000Z` });

describe('deploy', () => {
  before(builtProgram);

  it('asked for several times at once starts one server', async () => {
    const root = await mkdtemp(join(tmpdir(), 'deploy-'));
    await writeFile(join(root, 'lifecycle.yaml'), manifest);
    const project = await openProject(root);
    await writeVersion(project.paths, await storedVersion(project.paths), '');
    try {
      const outcomes = await Promise.all(
        [1, 2, 3].map(() =>
          executeStage({
            project,
            clock: clockAt(),
            stage: deploy,
            request: { deployment: 'live' },
            signal,
          }),
        ),
      );
      assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['done', 'skipped', 'skipped']);
      assert.equal(new Set(outcomes.map(({ figure }) => figure)).size, 1);
    } finally {
      await stopDeployment(project.paths, 'live', signal);
      await rm(root, { recursive: true });
    }
  });

  it('refuses a version that was edited, though it was promoted once', async () => {
    const root = await mkdtemp(join(tmpdir(), 'deploy-'));
    await writeFile(join(root, 'lifecycle.yaml'), manifest);
    const project = await openProject(root);
    const version = await storedVersion(project.paths);
    const file = join(root, 'evaluation.json');
    const { values } = version.metrics;
    const test = { rows: 10, metrics: { ...values, brier: values['roc_auc'] } };
    const digest = `sha256:${'0'.repeat(64)}`;
    await writeFile(file, JSON.stringify({ schema: 1, run: 'a', digest, metric: 'brier', slices: [], test }));
    const kept = {
      role: 'evaluation',
      name: 'evaluation.json',
      ...(await storeFile(project.paths, file)),
    } as const;
    await writeVersion(project.paths, { ...version, files: [...version.files, kept] }, '');
    await writeEvent(project.paths, 'uptake', aliased('champion', 1));
    try {
      const request = { deployment: 'live' };
      await assert.rejects(
        executeStage({ project, clock: clockAt(), stage: deploy, request, signal }),
        /^LifecycleError: uptake@1 is not as it was registered, .*version\.yaml was edited: brier is none, its evaluation has 0\.687/,
      );
      assert.equal(await readDeploymentState(project.paths, 'live'), undefined);
    } finally {
      await rm(root, { recursive: true });
    }
  });

  const decisions: readonly [string, readonly RegistryEvent[], string, boolean, string?][] = [
    ['that nobody promoted nor approved', [], 'uptake@1', false],
    ['that is only a candidate', [aliased('challenger', 1)], 'uptake@challenger', false, ' --to champion'],
    ['that a decision without the result of any gate made champion', [aliased('champion', 1, [])], 'uptake@champion', false],
    ['that its gates let through now', [decision({ kind: 'approved', version: 1, by: 'ben@example.org' })], 'uptake@1', true],
    ['that was champion before', [aliased('champion', 1), aliased('champion', 2)], 'uptake@1', true],
  ]; // prettier-ignore
  for (const [which, events, model, isLet, to = ''] of decisions)
    it(`${isLet ? 'starts' : 'refuses, reason by reason,'} a version ${which}`, async () => {
      const root = await mkdtemp(join(tmpdir(), 'deploy-'));
      await writeFile(
        join(root, 'lifecycle.yaml'),
        manifest
          .replace('dataset: bank}', 'dataset: bank, gates: {approvals: 1, checks: pass}}')
          .replace('uptake@1', model),
      );
      const project = await openProject(root);
      const stored = await storedVersion(project.paths);
      for (const number of [1, 2]) await writeVersion(project.paths, { ...stored, version: number }, '');
      for (const event of events) await writeEvent(project.paths, 'uptake', event);
      try {
        const { passed, summary } = await executeStage({
          project,
          clock: clockAt(),
          stage: deploy,
          request: { deployment: 'live' },
          signal,
        });
        assert.equal(passed, isLet, summary);
        assert.match(
          summary,
          isLet
            ? /^live answers with uptake@1\.$/
            : new RegExp(
                `^live was not deployed: uptake@1 was never promoted to champion, and the gates of uptake do not let it through\\.\n {2}✓ checks: The check of bank passed\\..*\n {2}✗ approvals: 0 approvals; 1 needed.*\n {2}Mend what the gates name and promote uptake@1${to}\\.$`,
              ),
        );
        assert.equal((await readDeploymentState(project.paths, 'live')) !== undefined, isLet);
        const ask = () =>
          executeStage({ project, clock: clockAt(), stage: deploy, request: { deployment: 'live' }, signal });
        await ask();
        const { state, problems } = await readRegistry(project.paths, 'uptake');
        const barred = state.events.flatMap(({ event }) => (event.kind === 'barred' ? [event] : []));
        assert.deepEqual(problems, []);
        assert.deepEqual(
          barred.map(({ version, deployment, gates }) => [
            version,
            deployment,
            gates.map(({ passed }) => passed),
          ]),
          isLet ? [] : [[1, 'live', [true, false]]],
          'a refusal is written down, and once as long as it says the same',
        );
      } finally {
        await stopDeployment(project.paths, 'live', signal).catch(() => undefined);
        await rm(root, { recursive: true });
      }
    });
});
