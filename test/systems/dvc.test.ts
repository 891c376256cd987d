// Collecting what a real DVC tracks, from its cache and, once that is gone, from its remote.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { collect } from '../../src/node/stages/collect';
import { withProject } from '../node/stages/temporaryProject';
import { pythonWith } from './pythonPackages';

describe('collecting what DVC tracks', function () {
  this.timeout(600_000);
  let python: string;
  const { PATH } = process.env;

  before(async function () {
    try {
      python = await pythonWith('dvc', ['dvc==3.67.1']);
    } catch (error) {
      process.stdout.write(`      skipped: DVC could not be installed: ${String(error)}\n`);
      return this.skip();
    }
  });
  after(() => {
    process.env['PATH'] = PATH;
  });

  it('takes files, folders and outs of stages, and fetches what its cache has lost', () =>
    withProject(async (project) => {
      const { root } = project;
      const bin = join(root, 'bin');
      await mkdir(bin);
      await writeFile(join(bin, 'dvc'), `#!/bin/sh\nexec '${python}' -m dvc "$@"\n`);
      await chmod(join(bin, 'dvc'), 0o755);
      process.env['PATH'] = `${bin}${delimiter}${PATH ?? ''}`;
      const dvc = (...args: readonly string[]) =>
        execFileSync('dvc', args, {
          cwd: root,
          env: { ...process.env, DVC_NO_ANALYTICS: '1' },
          stdio: 'pipe',
        });
      dvc('init', '--no-scm');
      dvc('remote', 'add', '--default', 'store', join(root, 'remote'));
      await project.write({ 'raw/a.csv': 'a\r\n1\r\n', 'many/b.csv': 'a\n2\n', 'many/deep/c.csv': 'a\n3\n' });
      dvc('add', 'raw/a.csv', 'many');
      dvc('stage', 'add', '--run', '--name', 'make', '--outs', 'made.csv', "printf 'a\\n4\\n' > made.csv");
      dvc('push');
      await project.declare({
        a: { source: 'raw/a.csv', path: 'data/a.csv' },
        b: { source: 'many', path: 'data/many' },
        c: { source: 'many/deep/c.csv', path: 'data/c.csv' },
        d: { source: 'made.csv', path: 'data/d.csv' },
      });
      const brought = ['data/a.csv', 'data/many/b.csv', 'data/many/deep/c.csv', 'data/c.csv', 'data/d.csv'];
      const texts = () => Promise.all(brought.map((file) => readFile(join(root, file), 'utf8')));
      const expected = ['a\r\n1\r\n', 'a\n2\n', 'a\n3\n', 'a\n3\n', 'a\n4\n'];
      await project.perform(collect, {});
      assert.deepEqual(await texts(), expected);
      for (const gone of ['.dvc/cache', 'raw/a.csv', 'many', 'made.csv', 'data', '.lifecycle'])
        await rm(join(root, gone), { recursive: true });
      await project.perform(collect, {});
      assert.deepEqual(await texts(), expected);
    }));
});
