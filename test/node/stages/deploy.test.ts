import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegistryEvent } from '../../../src/core/registry/event';
import { clockAt } from '../../../src/node/clock';
import { readDeploymentState } from '../../../src/node/deploy/folder';
import { stopDeployment } from '../../../src/node/deploy/stop';
import { openProject } from '../../../src/node/project';
import { readRegistry } from '../../../src/node/registry/read';
import { writeEvent, writeVersion } from '../../../src/node/registry/write';
import { executeStage } from '../../../src/node/run/execute';
import { deploy } from '../../../src/node/stages/deploy';
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
const aliased = (alias: string, version: number) =>
  decision({ kind: 'aliased', alias, version, gates: [], at: `2009-07-02T00:0${minute++}:00.000Z` });

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

  const decisions: readonly [string, readonly RegistryEvent[], string, boolean, string?][] = [
    ['that nobody promoted nor approved', [], 'uptake@1', false],
    ['that is only a candidate', [aliased('challenger', 1)], 'uptake@challenger', false, ' --to champion'],
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
