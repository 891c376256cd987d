// What a registration writes of the columns that a request brings, and that it is not computed twice.
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { findCandidate } from '../../../src/node/evaluate/candidate';
import { scoresFile } from '../../../src/node/evaluate/file';
import { splitFile } from '../../../src/node/dataset/preparedFiles';
import { currentPrepared } from '../../../src/node/dataset/versions';
import { openProject } from '../../../src/node/project';
import { readRegistry } from '../../../src/node/registry/read';
import { writeVersion } from '../../../src/node/registry/write';
import { verifiedFile } from '../../../src/node/store';
import { useOwnDataHome } from '../../ownDataHome';
import { copyOf, drawPeople, peopleProject } from '../evaluate/peopleProject';

describe('a registered version', () => {
  useOwnDataHome({ email: 'ana@example.org' });

  it('shows the key in its example, and is said to be there without a look at its data, which mends its files', async () => {
    const people = await peopleProject({ people: drawPeople(400), dataset: { positive: 'yes' } });
    await people.evaluated();
    await people.perform('register', { model: 'finder' });
    const project = await openProject(people.root);
    const [version] = (await readRegistry(project.paths, 'finder')).state.versions;
    assert.equal(version?.key?.name, 'customer');
    assert.notEqual(version.preparation.example?.customer ?? null, null);
    assert.ok(version.preparation.inputs.every(({ name }) => name !== 'customer'));

    const prepared = await currentPrepared(project, 'people');
    assert.ok(prepared);
    await rm(await splitFile(project, prepared, 'train'));
    const again = await people.perform('register', { model: 'finder' });
    assert.equal(again.kind, 'skipped');
    assert.match(again.summary, /^finder@1 was registered before from run \S+\.$/);

    const other = { ...version, version: 2, run: 'gone' }; // of another machine
    await writeVersion(project.paths, other, '');
    for (const file of version.files) {
      await writeFile(project.paths.stored(file.digest), 'torn');
      await assert.rejects(verifiedFile(project.paths, file, 'finder'), /is not what was registered/);
    }
    const { kind, summary, document } = await people.perform('register', { model: 'finder' });
    assert.equal(kind, 'done', 'so that its run stays, and the failure that called for it goes');
    assert.match(
      summary,
      /^finder@1 was registered before from run \S+ Put back into the store, as they were registered: (\w+\.(onnx|json) of finder@1(, )?){3}\.$/,
    );
    assert.equal((document as { restored: unknown[] }).restored.length, 3);
    for (const file of version.files) await verifiedFile(project.paths, file, 'finder');
  });

  it('shows a key that its preparation makes, as labels are joined by it', async () => {
    const prepare = [{ sql: 'SELECT _row + 1 AS number, * FROM data' }];
    const dataset = { positive: 'yes', key: 'number', prepare };
    const people = await peopleProject({ people: drawPeople(400), dataset });
    await people.evaluated();
    await people.perform('register', { model: 'finder' });
    const { state } = await readRegistry((await openProject(people.root)).paths, 'finder');
    assert.equal(state.versions[0]?.key?.name, 'number');
    assert.notEqual(state.versions[0].preparation.example?.['number'] ?? null, null);
  });

  it('says where its run was evaluated before the scores were kept that windows are compared with', async () => {
    const people = await peopleProject({ people: drawPeople(400), dataset: { positive: 'yes' } });
    await people.evaluated();
    const copy = await copyOf(people);
    const { summary } = await people.perform('register', { model: 'finder' });
    assert.match(summary, /^finder@1 is registered from run \S+\.$/);
    const { run } = await findCandidate(await openProject(copy.root), 'finder', undefined);
    await rm(scoresFile(run.folder));
    assert.match(
      (await copy.perform('register', { model: 'finder' })).summary,
      /^finder@1 is registered from run \S+\. Drift of its predictions cannot be judged, as .+: train on newer data/,
    );
  });
});
