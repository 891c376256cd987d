import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
});
