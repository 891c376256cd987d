// What registering again puts back into the store: a run's file only where it is still what was registered.
import assert from 'node:assert/strict';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluationFile } from '../../../src/node/evaluate/file';
import { digestFile } from '../../../src/node/files/digest';
import { openProject } from '../../../src/node/project';
import { referenceFile, restoreFiles } from '../../../src/node/registry/restore';
import { runFiles } from '../../../src/node/run/folder';
import { storeFile, verifiedFile } from '../../../src/node/store';
import { exampleVersion } from '../../core/registry/example';

describe('the files of a version that the store has lost', () => {
  let root: string;
  before(async () => (root = await mkdtemp(join(tmpdir(), 'restore-'))));
  after(() => rm(root, { recursive: true, force: true }));

  it('come back from its run, but none that has changed there or is gone', async () => {
    await writeFile(join(root, 'lifecycle.yaml'), 'lifecycle: 1\n');
    const project = await openProject(root);
    const { paths } = project;
    const folder = paths.runs(exampleVersion().run);
    const { artifacts } = runFiles(folder);
    await mkdir(artifacts, { recursive: true });
    const sources = {
      model: join(artifacts, 'model.onnx'),
      reference: referenceFile(folder),
      evaluation: evaluationFile(folder),
    };
    const files = await Promise.all(
      (['model', 'reference', 'evaluation'] as const).map(async (role) => {
        await writeFile(sources[role], role);
        return { role, name: role, ...(await storeFile(paths, sources[role])) };
      }),
    );
    for (const { digest } of files) await rm(paths.stored(digest));
    await writeFile(sources.model, 'another');
    await rm(sources.reference);

    const version = exampleVersion({ files });
    const restored = await restoreFiles(project, version);
    assert.deepEqual(restored.map(({ name }) => name), ['evaluation']); // prettier-ignore
    assert.deepEqual(await restoreFiles(project, version), [], 'what is there is not put back');
    const [model, reference, evaluation] = files.map(({ digest }) => digest);
    assert.ok(model && reference && evaluation);
    await verifiedFile(paths, { digest: evaluation, name: 'evaluation' }, 'uptake');
    for (const absent of [model, reference, await digestFile(sources.model)])
      await assert.rejects(access(paths.stored(absent)), { code: 'ENOENT' });
  });
});
