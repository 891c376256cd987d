// Paths of workspace files stay in their folder.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insideFolder } from '../../../src/node/files/inside';

describe('a path out of a workspace file', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'inside-'));
    await mkdir(join(root, 'project', 'data'), { recursive: true });
    await writeFile(join(root, 'project', 'data', 'a.csv'), 'x\n1\n');
    await writeFile(join(root, 'secret.csv'), 'x\n1\n');
    await symlink(join(root, 'secret.csv'), join(root, 'project', 'data', 'link.csv'));
    await symlink(join(root, 'project', 'data'), join(root, 'project', 'also'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
  const inside = (path: string) => insideFolder(join(root, 'project'), path);

  it('names a file of the folder', async () => {
    assert.equal(await inside('data/a.csv'), join(root, 'project', 'data', 'a.csv'));
  });

  it('may go through a link that stays inside', async () => {
    assert.equal(await inside('also/a.csv'), join(root, 'project', 'also', 'a.csv'));
  });

  for (const path of ['../secret.csv', 'data/../../secret.csv', 'data/link.csv', '/etc/hostname', '..'])
    it(`may not leave it: ${path}`, async () => {
      await assert.rejects(inside(path), { code: 'input', message: `${path} lies outside of the folder.` });
    });

  it('that leads nowhere is said to lead nowhere', async () => {
    await assert.rejects(inside('data/b.csv'), { code: 'input', message: 'data/b.csv does not exist.' });
  });
});
