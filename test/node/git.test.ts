// What git says: who decides, and the state of the code; and what is taken where git has no answer.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
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

  const nothing = { commit: undefined, prefix: '', isChanged: false, diff: '', untracked: [] };

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

    const display: readonly (readonly [setting: string, value: string])[] = [
      ['diff.external', 'true'],
      ['diff.python.command', 'true'],
      ['diff.python.textconv', 'true'],
      ['color.ui', 'always'],
      ['color.diff', 'always'],
      ['diff.noprefix', 'true'],
      ['diff.mnemonicPrefix', 'true'],
      ['diff.relative', 'true'],
      ['diff.context', '0'],
      ['diff.interHunkContext', '9'],
      ['diff.orderFile', 'not-there'],
      ['diff.renames', 'copies'],
      ['diff.suppressBlankEmpty', 'true'],
      ['diff.submodule', 'log'],
      ['core.quotePath', 'false'],
      ['core.fsmonitor', 'true'],
      ['core.safecrlf', 'true'],
      ['core.autocrlf', 'input'],
    ];
    for (const [setting, value] of display)
      it(`is told as a patch that git applies where ${setting} is ${value}`, async () => {
        const below = join(root, 'a b');
        await mkdir(below);
        const lines = Array.from({ length: 40 }, (_, line) => `line ${line}\n`);
        await writeFile(join(below, 'möhre.py'), lines.join(''));
        await writeFile(join(below, 'logo.png'), Buffer.from([0, 1, 2, 3]));
        await writeFile(join(root, '.gitattributes'), '*.py diff=python\n');
        git('add', '.');
        git('commit', '-qm', 'Second');
        const changed = lines.map((line, at) => (at === 9 || at === 30 ? 'new\n' : line)).join('');
        await writeFile(join(below, 'möhre.py'), changed);
        await writeFile(join(below, 'logo.png'), Buffer.from([0, 9, 9]));
        git('config', setting, value);
        const { isChanged, prefix, diff } = await codeState(below);
        assert.deepEqual([isChanged, prefix], [true, 'a b/']);
        git('config', '--unset', setting);
        await writeFile(`${root}.patch`, diff);
        try {
          git('stash', '-q');
          git('apply', `${root}.patch`);
          assert.equal(await readFile(join(below, 'möhre.py'), 'utf8'), changed);
          assert.deepEqual([...(await readFile(join(below, 'logo.png')))], [0, 9, 9]);
        } finally {
          await rm(`${root}.patch`);
        }
      });

    it('is none once it is committed, whatever git is set to show', async () => {
      git('commit', '-qam', 'Second');
      git('config', 'diff.external', 'echo');
      git('config', 'color.ui', 'always');
      git('config', 'diff.autoRefreshIndex', 'false');
      await utimes(join(root, 'train.py'), 1, 1);
      const { isChanged, diff } = await codeState(root);
      assert.deepEqual([isChanged, diff], [false, '']);
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
