// What git says: who decides, and the state of the code; and what is taken where git has no answer.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLifecycleError } from '../../src/core/errors';
import { codeState, whoami } from '../../src/node/git';

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
        /git config --global user.email .* EMAIL/.test(error.hint ?? ''),
    );
  });

  it('says that git is missing, and what does without it', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = root;
    try {
      await assert.rejects(whoami(root), {
        code: 'unavailable',
        message: /git is not installed/,
        hint: /^Set EMAIL=/,
      });
      process.env['EMAIL'] = 'ben@example.org';
      assert.equal(await whoami(root), 'ben@example.org');
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('the state of the code', () => {
  let root = '';
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...args]);
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'git-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const nothing = { commit: undefined, diff: '', untracked: [] };

  it('is nothing outside of git, and before the first commit', async () => {
    assert.deepEqual(await codeState(root), nothing);
    git('init', '-q');
    assert.deepEqual(await codeState(root), nothing);
  });

  it('is nothing where there is no git', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = root;
    try {
      assert.deepEqual(await codeState(root), nothing);
    } finally {
      process.env['PATH'] = path;
    }
  });

  describe('of a changed file', () => {
    beforeEach(async () => {
      git('init', '-q');
      await writeFile(join(root, 'train.py'), 'a\n');
      git('add', '.');
      git('commit', '-qm', 'First');
      await writeFile(join(root, 'train.py'), 'b\n');
    });

    it('tells the change', async () => {
      const { commit, diff } = await codeState(root);
      assert.match(commit ?? '', /^[0-9a-f]{40}$/);
      assert.match(diff, /^-a\n\+b$/m);
    });

    it('is refused, not called clean, where git fails', async () => {
      await writeFile(join(root, '.git', 'index'), 'damaged');
      await assert.rejects(codeState(root), { code: 'unavailable', message: /^git failed: .*index/ });
    });

    it('says what git advises', async () => {
      const owner = process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'];
      process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'] = '1';
      try {
        await assert.rejects(codeState(root), {
          code: 'unavailable',
          message: /dubious ownership/,
          hint: /git config --global --add safe\.directory/,
        });
      } finally {
        if (owner === undefined) delete process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'];
        else process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'] = owner;
      }
    });
  });
});
