// What the monitor panel says of the version that answers, and of an endpoint that somebody stopped.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeJson } from '../../src/node/files/atomic';
import { deploymentFiles } from '../../src/node/deploy/folder';
import { projectPaths, type ProjectPaths } from '../../src/node/paths';
import { openProject } from '../../src/node/project';
import { writeEvent, writeVersion } from '../../src/node/registry/write';
import { storeFile } from '../../src/node/store';
import { servedState, wantedVersion } from '../../src/vscode/panels/servedState';
import { serviceAnswer } from '../../src/vscode/panels/serviceAnswer';
import { decision, exampleVersion } from '../core/registry/example';

describe('what answers, in the monitor panel', () => {
  let paths: ProjectPaths;
  beforeEach(async () => {
    paths = projectPaths(await mkdtemp(join(tmpdir(), 'served-')));
  });
  afterEach(() => rm(paths.root, { recursive: true, force: true }));
  const uptake = { model: 'uptake', version: 1 };

  async function register(warnings?: readonly string[]): Promise<string> {
    const file = join(paths.root, 'evaluation.json');
    await writeJson(file, { schema: 1, ...(warnings && { warnings }) });
    const stored = await storeFile(paths, file);
    const evaluation = { role: 'evaluation', name: 'evaluation.json', ...stored } as const;
    await writeVersion(paths, exampleVersion({ files: [evaluation] }), '# uptake');
    return paths.stored(stored.digest);
  }

  it('says what it decides by, and what its evaluation warned of', async () => {
    await register(['Only 8 rows are positive.']);
    assert.deepEqual(await servedState(paths, uptake), {
      decidesBy: [
        ['Called yes from a score of', '0.5, as none was chosen'],
        ['Probabilities', 'as the model gives them'],
      ],
      warnings: ['Only 8 rows are positive.'],
    });
  });

  it('has no warning where the evaluation had none', async () => {
    await register();
    assert.deepEqual((await servedState(paths, uptake))?.warnings, []);
  });

  it('warns of an evaluation that is not what was registered', async () => {
    await writeFile(await register(), '{}');
    const [warning, ...others] = (await servedState(paths, uptake))?.warnings ?? [];
    assert.match(warning ?? '', /evaluation\.json is not what was registered.*register again/);
    assert.deepEqual(others, []);
  });

  it('is not told of a version that the registry does not have', async () => {
    assert.equal(await servedState(paths, uptake), undefined);
  });

  const known = async (manifest = '') => {
    if (manifest !== '') await writeFile(paths.manifest, manifest);
    return openProject(paths.root);
  };

  it('knows which version should answer, once there is one', async () => {
    const project = await known();
    const champion = { model: 'uptake', which: 'champion', alias: 'champion' };
    const wanted = async (served: Parameters<typeof wantedVersion>[1]) => {
      const { registry, ...others } = (await wantedVersion(project, served)) ?? {};
      assert.equal(registry?.model, 'uptake');
      return others;
    };
    assert.deepEqual(await wanted(champion), champion);
    await register();
    assert.deepEqual(await wanted(champion), champion);
    const numbered = { model: 'uptake', which: '1' };
    assert.deepEqual(await wanted(numbered), { ...numbered, version: 1 });
    const aliased = { kind: 'aliased', version: 1, alias: 'champion', gates: [] } as const;
    await writeEvent(paths, 'uptake', decision(aliased));
    assert.deepEqual(await wanted(champion), { ...champion, version: 1 });
  });

  it('knows why no gate lets the version through that should answer', async () => {
    await register();
    const project = await known('models: {uptake: {train: python train.py, gates: {approvals: 1}}}\n');
    const wanted = await wantedVersion(project, { model: 'uptake', which: '1' });
    assert.equal(wanted?.version, 1);
    assert.match(
      wanted.barred?.message ?? '',
      /^uptake@1 was never promoted to champion, and the gates of uptake do not let it through\.$/,
    );
    assert.match(wanted.barred?.reasons.join() ?? '', /^0 approvals; 1 needed/);
    assert.match(wanted.barred?.hint ?? '', /promote uptake@1\.$/);
    const ungated = { kind: 'aliased', version: 1, alias: 'champion', gates: [] } as const;
    await writeEvent(paths, 'uptake', decision(ungated));
    const still = await wantedVersion(project, { model: 'uptake', which: '1' });
    assert.ok(still?.barred, 'a decision that asked no gate lets nothing through where there are gates');
    const gates = [{ gate: 'approvals', passed: true, reason: 'One.' }] as const;
    const aliased = { kind: 'aliased', version: 1, alias: 'champion', gates } as const;
    await writeEvent(paths, 'uptake', decision(aliased));
    assert.equal((await wantedVersion(project, { model: 'uptake', which: '1' }))?.barred, undefined);
  });

  it('does not ask an endpoint that a person stopped', async () => {
    const state = {
      schema: 1,
      deployment: 'live',
      target: 'local',
      ...uptake,
      digest: 'sha256:0',
      at: '2026-01-01T00:00:00.000Z',
      url: 'http://127.0.0.1:9',
    };
    const never = new AbortController().signal;
    assert.deepEqual(await serviceAnswer(paths, 'live', never), { kind: 'none' });
    await writeJson(deploymentFiles(paths, 'live').state, state);
    assert.equal((await serviceAnswer(paths, 'live', never)).kind, 'unreachable');
    const stoppedAt = '2026-01-02T00:00:00.000Z';
    await writeJson(deploymentFiles(paths, 'live').state, { ...state, stoppedAt });
    assert.deepEqual(await serviceAnswer(paths, 'live', never), { kind: 'stopped', at: stoppedAt });
  });
});
