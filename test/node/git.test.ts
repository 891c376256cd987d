// Who decides: git's answer, and what is taken where git has none.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLifecycleError } from '../../src/core/errors';
import { whoami } from '../../src/node/git';

describe('who works here', () => {
  const changed = ['EMAIL', 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_NOSYSTEM'] as const;
  let root = '';
  let before: Record<string, string | undefined> = {};
  beforeEach(async () => {
    before = Object.fromEntries(changed.map((name) => [name, process.env[name]]));
    root = await mkdtemp(join(tmpdir(), 'git-'));
    execFileSync('git', ['init', '-q', root]);
    process.env['GIT_CONFIG_GLOBAL'] = join(root, 'no-config');
    process.env['GIT_CONFIG_NOSYSTEM'] = '1';
    delete process.env['EMAIL'];
  });
  afterEach(async () => {
    for (const name of changed)
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    await rm(root, { recursive: true, force: true });
  });

  it('is git’s user.email, before any other', async () => {
    execFileSync('git', ['-C', root, 'config', 'user.email', 'ana@example.org']);
    process.env['EMAIL'] = 'ben@example.org';
    assert.equal(await whoami(root), 'ana@example.org');
  });

  it('is EMAIL of the environment where git has none', async () => {
    process.env['EMAIL'] = 'ben@example.org';
    assert.equal(await whoami(root), 'ben@example.org');
  });

  it('says how to tell git where nobody is known', async () => {
    await assert.rejects(
      whoami(root),
      (error) =>
        isLifecycleError(error) &&
        error.code === 'unavailable' &&
        /git config --global user.email/.test(error.hint ?? ''),
    );
  });
});
