import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LifecycleError } from '../../../src/core/errors';
import { projectPaths } from '../../../src/node/paths';
import { findVersion } from '../../../src/node/registry/versionOf';
import { writeVersion } from '../../../src/node/registry/write';
import { exampleVersion } from '../../core/registry/example';

describe('a version asked for by its name', () => {
  it('is told from one that did not exist yet at the time judged by', async () => {
    const root = await mkdtemp(join(tmpdir(), 'version-'));
    const paths = projectPaths(root);
    const version = exampleVersion({});
    await writeVersion(paths, version, '');
    assert.equal((await findVersion(paths, 'uptake@1', version.at)).version, 1);
    await assert.rejects(findVersion(paths, 'uptake@1', '1900-01-01T00:00:00.000Z'), {
      code: 'input',
      message: /uptake@1 did not exist at 1900-01-01/,
      hint: new RegExp(`of ${version.at}`),
    });
    await assert.rejects(findVersion(paths, 'uptake@2', '1900-01-01T00:00:00.000Z'), {
      message: /has no version or alias "2"/,
    });
    await rm(root, { recursive: true });
  });

  it('is not told while a decision cannot be read, as that may be the newest', async () => {
    const root = await mkdtemp(join(tmpdir(), 'version-'));
    const paths = projectPaths(root);
    await writeVersion(paths, exampleVersion({}), '');
    await mkdir(join(paths.registry('uptake'), 'events'));
    await writeFile(join(paths.registry('uptake'), 'events', 'damaged.yaml'), 'kind: [');
    for (const name of ['uptake@1', 'uptake@champion'])
      await assert.rejects(findVersion(paths, name), (error: LifecycleError) => {
        assert.match(error.message, /What was decided about uptake cannot be told/);
        const [problem] = error.problems;
        assert.match(problem?.file ?? '', /damaged\.yaml$/);
        assert.match(problem?.hint ?? '', /Restore it from git/);
        return error.code === 'input';
      });
    await rm(root, { recursive: true });
  });
});
