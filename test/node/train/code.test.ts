// What a run records of its code, by a project that is a folder of a repository.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openProject } from '../../../src/node/project';
import { codeFacts } from '../../../src/node/train/code';
import { withProject } from '../stages/temporaryProject';

describe('the code of a run', () => {
  it('is dirty, and its patch brings what is not committed and not known to git yet', () =>
    withProject(async ({ root: repository }) => {
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...args], {
          cwd: repository,
        });
      const root = join(repository, 'model');
      await mkdir(root);
      await writeFile(join(root, 'lifecycle.yaml'), 'version: 1\n');
      await writeFile(join(root, 'train.py'), 'a\n');
      git('init', '-q');
      git('add', '.');
      git('commit', '-qm', 'First');
      const facts = async () =>
        codeFacts(await openProject(root), ['train.py'], new AbortController().signal);
      assert.equal((await facts()).code.isDirty, false);
      git('config', 'diff.external', 'true');
      await writeFile(join(root, 'train.py'), 'b\n');
      await writeFile(join(root, 'features.py'), 'c\n');
      await writeFile(join(root, '__init__.py'), '');
      const { code, patch } = await facts();
      assert.ok(code.isDirty && code.diff !== undefined);
      git('checkout', '-q', '.');
      await rm(join(root, 'features.py'));
      await rm(join(root, '__init__.py'));
      execFileSync('git', ['apply'], { cwd: repository, input: patch });
      assert.equal(await readFile(join(root, 'train.py'), 'utf8'), 'b\n');
      assert.equal(await readFile(join(root, 'features.py'), 'utf8'), 'c\n');
      assert.equal(await readFile(join(root, '__init__.py'), 'utf8'), '');
    }));
});
