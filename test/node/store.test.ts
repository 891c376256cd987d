// The content-addressed store, under files that somebody still writes to.
import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, writeSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { projectPaths } from '../../src/node/paths';
import { storeFile, verifiedFile } from '../../src/node/store';
import { toLifecycleError } from '../../src/node/thrown';

describe('the store', () => {
  const paths = projectPaths(mkdtempSync(join(tmpdir(), 'store-')));
  afterEach(() => rm(paths.state, { recursive: true, force: true }));
  after(() => rm(paths.root, { recursive: true, force: true }));

  it('mends a stored file whose bytes were changed', async () => {
    const file = join(paths.root, 'model.onnx');
    await writeFile(file, 'a model');
    const { digest } = await storeFile(paths, file);
    await writeFile(paths.stored(digest), 'a mod');
    await assert.rejects(verifiedFile(paths, { digest, name: 'model.onnx' }, 'uptake'), {
      message: /is not what was registered/,
      remedy: { verb: 'register', args: ['uptake'] },
    });
    await storeFile(paths, file);
    assert.equal(
      await readFile(await verifiedFile(paths, { digest, name: 'model.onnx' }, 'uptake'), 'utf8'),
      'a model',
    );
  });

  it('does not take a stored file that cannot be read for one that is not there', async () => {
    const file = join(paths.root, 'model.onnx');
    await writeFile(file, 'a model');
    const { digest } = await storeFile(paths, file);
    const stored = paths.stored(digest);
    await rm(stored);
    await assert.rejects(verifiedFile(paths, { digest, name: 'model.onnx' }, 'uptake'), {
      message: /is not in the store/,
    });
    await symlink(stored, stored); // read by nobody, not even by root
    await assert.rejects(verifiedFile(paths, { digest, name: 'model.onnx' }, 'uptake'), (error) =>
      /leads to itself/.test(toLifecycleError(error).message),
    );
  });

  it('names a folder that stands where a file belongs, and what to do', async () => {
    const file = join(paths.root, 'model.onnx');
    await writeFile(file, 'a model');
    const { digest } = await storeFile(paths, file);
    const stored = paths.stored(digest);
    await rm(stored);
    await mkdir(stored);
    const told = {
      code: 'unavailable',
      message: `${stored} is a folder, where a file is needed.`,
      hint: 'Move it away and register again.',
    };
    await assert.rejects(verifiedFile(paths, { digest, name: 'model.onnx' }, 'uptake'), told);
    await assert.rejects(storeFile(paths, file), told);
  });

  it('keeps nothing of a file that changed between its digest and its copy', async () => {
    const file = join(paths.root, 'model.onnx');
    const handle = openSync(file, 'w');
    let isStoring = true;
    const writing = (async () => {
      for (let content = 0; isStoring; content++) {
        writeSync(handle, String(content).padStart(12), 0);
        await turn();
      }
      closeSync(handle);
    })();
    await assert.rejects(
      storeFile(paths, file).finally(() => (isStoring = false)),
      /model\.onnx changed while it was stored\./,
    );
    await writing;
    const kept = await readdir(paths.root, { recursive: true, withFileTypes: true });
    assert.deepEqual(
      kept.flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
      ['model.onnx'],
    );
  });
});
