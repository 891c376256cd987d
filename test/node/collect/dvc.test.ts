// Collecting what DVC tracks: from its cache where it is whole there, else through the `dvc` command.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { currentCollected } from '../../../src/node/dataset/versions';
import { openProject } from '../../../src/node/project';
import { collect } from '../../../src/node/stages/collect';
import { withProject, type TemporaryProject } from '../stages/temporaryProject';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const place = (digest: string) => `.dvc/cache/files/md5/${digest.slice(0, 2)}/${digest.slice(2)}`;
const cached = (text: string) => ({ [place(md5(text))]: text });

/** A folder's list as DVC writes it. */
function listOf(files: Readonly<Record<string, string>>) {
  const list = JSON.stringify(Object.entries(files).map(([relpath, text]) => ({ md5: md5(text), relpath })));
  return { list, digest: `${md5(list)}.dir` };
}

const sourcesOf = async ({ root }: TemporaryProject) =>
  (await currentCollected(await openProject(root), 'bank'))?.sources.map(({ uri, path, snapshot }) => ({ uri, path, snapshot })); // prettier-ignore

const text = ({ root }: TemporaryProject, file: string) => readFile(join(root, file), 'utf8');
const tracking = (path: string, digest: string) => `outs:\n- md5: ${digest}\n  hash: md5\n  path: ${path}\n`;

describe('collecting what DVC tracks', () => {
  it('takes a file from the cache, also in place, and again once another is tracked', () =>
    withProject(async (project) => {
      await project.write({ ...cached('a\n1\n'), 'raw/bank.csv.dvc': tracking('bank.csv', md5('a\n1\n')) });
      await project.declare({ bank: { source: 'raw/bank.csv', path: 'data/bank.csv' } });
      await project.perform(collect, {});
      assert.equal(await text(project, 'data/bank.csv'), 'a\n1\n');
      assert.deepEqual(await sourcesOf(project), [
        { uri: 'raw/bank.csv', path: 'data/bank.csv', snapshot: md5('a\n1\n') },
      ]);
      assert.equal((await project.perform(collect, {})).kind, 'skipped');
      await project.write({ ...cached('a\n2\n'), 'raw/bank.csv.dvc': tracking('bank.csv', md5('a\n2\n')) });
      assert.equal((await project.perform(collect, {})).kind, 'done');
      assert.equal(await text(project, 'data/bank.csv'), 'a\n2\n');
      await project.declare({ bank: 'raw/bank.csv' });
      await project.perform(collect, {});
      assert.equal(await text(project, 'raw/bank.csv'), 'a\n2\n');
    }));

  it('takes a folder, and one file of it, by the list in the cache', () =>
    withProject(async (project) => {
      const files = { 'a.csv': 'a\n1\n', 'deep/b.csv': 'a\n2\n', 'notes.md': 'no data' };
      const { list, digest } = listOf(files);
      for (const one of Object.values(files)) await project.write(cached(one));
      await project.write({ [place(digest)]: list });
      await project.write({ 'raw.dvc': tracking('raw', digest) });
      await project.declare({ bank: { source: 'raw', path: 'data/bank' } });
      await project.perform(collect, {});
      assert.deepEqual(
        (await sourcesOf(project))?.map(({ path }) => path),
        ['data/bank/a.csv', 'data/bank/deep/b.csv'],
      );
      await project.declare({ bank: { source: 'raw/deep/b.csv', path: 'data/b.csv' } });
      await project.perform(collect, {});
      assert.equal(await text(project, 'data/b.csv'), 'a\n2\n');
    }));

  it('knows what a stage made by dvc.lock, from the stage’s own folder', () =>
    withProject(async (project) => {
      const lock = `schema: '2.0'\nstages:\n  make:\n    cmd: make\n    outs:\n    - path: out.csv\n      hash: md5\n      md5: ${md5('a\n1\n')}\n`;
      await project.write({ ...cached('a\n1\n'), 'dvc.lock': lock });
      await project.write({
        'dvc.yaml': 'stages:\n  make:\n    cmd: make\n    wdir: work\n    outs: [out.csv]\n',
      });
      await project.declare({ bank: { source: 'work/out.csv', path: 'data/bank.csv' } });
      await project.perform(collect, {});
      assert.equal(await text(project, 'data/bank.csv'), 'a\n1\n');
    }));

  it('takes the digest of older versions of DVC for what it is, without line ends', () =>
    withProject(async (project) => {
      const digest = md5('a\n1\n');
      const old = `.dvc/cache/${digest.slice(0, 2)}/${digest.slice(2)}`;
      await project.write({
        [old]: 'a\r\n1\r\n',
        'raw.csv.dvc': `outs:\n- md5: ${digest}\n  path: raw.csv\n`,
      });
      await project.declare({ bank: { source: 'raw.csv', path: 'data/bank.csv' } });
      await project.perform(collect, {});
      assert.equal(await text(project, 'data/bank.csv'), 'a\r\n1\r\n');
    }));

  it('refuses a damaged cache, and keeps what there is', () =>
    withProject(async (project) => {
      const digest = md5('a\n1\n');
      await project.write({ [place(digest)]: 'a\n3\n', 'raw.csv.dvc': tracking('raw.csv', digest) });
      await project.declare({ bank: { source: 'raw.csv', path: 'data/bank.csv' } });
      await assert.rejects(project.perform(collect, {}), { code: 'input', message: /cache is damaged/ });
    }));

  it('asks DVC for what is missing, and says where there is none or it fails', () =>
    withProject(async (project) => {
      const digest = md5('a\n1\n');
      await project.write({ '.dvc/config': '', 'raw.csv.dvc': tracking('raw.csv', digest) });
      await project.declare({ bank: { source: 'raw.csv', path: 'data/bank.csv' } });
      const { PATH } = process.env;
      try {
        process.env['PATH'] = join(project.root, 'bin');
        await assert.rejects(project.perform(collect, {}), {
          code: 'unavailable',
          message: /no "dvc" to fetch it/,
        });
        const program = (body: string) =>
          project.write({ 'bin/dvc': `#!/bin/sh\nPATH=${PATH ?? ''}\n${body}\n` });
        await program('echo "ERROR: no remote is set" >&2; exit 1');
        await chmod(join(project.root, 'bin/dvc'), 0o755);
        await assert.rejects(project.perform(collect, {}), {
          code: 'unavailable',
          message: /no remote is set/,
        });
        const file = place(digest);
        await program(`[ "$1" = fetch ] && mkdir -p $(dirname ${file}) && printf 'a\\n1\\n' > ${file}`);
        await project.perform(collect, {});
        assert.equal(await text(project, 'data/bank.csv'), 'a\n1\n');
      } finally {
        process.env['PATH'] = PATH;
      }
    }));
});
