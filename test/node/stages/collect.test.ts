// The verb `collect` on real files and a real server: what arrives, what is recorded, and what is never lost.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile, utimes } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { CollectedVersion } from '../../../src/core/dataset/version';
import { isLifecycleError } from '../../../src/core/errors';
import { currentCollected } from '../../../src/node/dataset/versions';
import { openProject } from '../../../src/node/project';
import { collect } from '../../../src/node/stages/collect';
import { withProject, type TemporaryProject } from './temporaryProject';

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

async function current({ root }: TemporaryProject, name = 'bank'): Promise<CollectedVersion> {
  const version = await currentCollected(await openProject(root), name);
  assert.ok(version);
  return version;
}

const text = ({ root }: TemporaryProject, file: string) => readFile(join(root, file), 'utf8');

async function withServer(answer: RequestListener, use: (address: string) => Promise<void>): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('collect', () => {
  it('copies a file, records it, and skips it the next time', () =>
    withProject(async (project) => {
      await project.declare({ bank: { source: 'source/history.csv', path: 'data/bank.csv' } });
      await project.write({ 'source/history.csv': 'a\n1\n' });
      const outcome = await project.perform(collect, { names: ['bank'] });
      assert.equal(outcome.kind, 'done');
      assert.equal(outcome.summary, 'Collected bank from source/history.csv.');
      assert.equal(outcome.figure, '4 B');
      assert.equal(outcome.where, 'data/bank.csv');
      assert.equal(await text(project, 'data/bank.csv'), 'a\n1\n');
      const version = await current(project);
      assert.equal(version.fingerprint, digestOf(digestOf('a\n1\n')));
      assert.deepEqual(
        version.sources.map(({ uri, path, digest, bytes }) => ({ uri, path, digest, bytes })),
        [{ uri: 'source/history.csv', path: 'data/bank.csv', digest: digestOf('a\n1\n'), bytes: 4 }],
      );
      assert.equal((await project.perform(collect, {})).kind, 'skipped');
      assert.deepEqual(await current(project), version);
    }));

  it('knows a file that was only touched, so that it does not look changed again', () =>
    withProject(async (project) => {
      await project.declare({ bank: { source: 'source/history.csv', path: 'data/bank.csv' } });
      await project.write({ 'source/history.csv': 'a\n1\n' });
      await project.perform(collect, {});
      const first = await current(project);
      const touched = new Date('2030-01-01T00:00:00.000Z');
      await utimes(join(project.root, 'source/history.csv'), touched, touched);
      assert.equal((await project.perform(collect, {})).kind, 'skipped');
      const { sources, ...rest } = await current(project);
      assert.deepEqual({ ...rest, sources: first.sources }, first);
      assert.equal(sources[0]?.modified, touched.toISOString());
    }));

  it('takes a changed source as a new version, and brings back a file that was lost', () =>
    withProject(async (project) => {
      await project.declare({ bank: { source: 'source/history.csv', path: 'data/bank.csv' } });
      await project.write({ 'source/history.csv': 'a\n1\n' });
      await project.perform(collect, {});
      const first = await current(project);
      await project.write({ 'source/history.csv': 'a\n2\n' });
      assert.equal((await project.perform(collect, {})).kind, 'done');
      assert.notEqual((await current(project)).fingerprint, first.fingerprint);
      assert.equal(await text(project, 'data/bank.csv'), 'a\n2\n');
      await rm(join(project.root, 'data'), { recursive: true });
      await project.perform(collect, {});
      assert.equal(await text(project, 'data/bank.csv'), 'a\n2\n');
    }));

  it('goes on where one of several sources is missing, and says at the end which', () =>
    withProject(async (project) => {
      await project.declare({
        gone: { source: 'nowhere/x.csv', path: 'data/gone.csv' },
        bank: 'data/bank.csv',
        lost: { source: 'nowhere/y.csv', path: 'data/lost.csv' },
      });
      await project.write({ 'data/bank.csv': 'a\n1\n' });
      await assert.rejects(project.perform(collect, {}), (error) => {
        assert.ok(isLifecycleError(error));
        assert.equal(error.message, '2 of 3 datasets failed: gone, lost.');
        assert.deepEqual(
          error.parts?.map(({ name, message }) => `${name}: ${message}`),
          ['gone: nowhere/x.csv does not exist.', 'lost: nowhere/y.csv does not exist.'],
        );
        assert.deepEqual(
          error.problems.map(({ message }) => message),
          ['gone: nowhere/x.csv does not exist.', 'lost: nowhere/y.csv does not exist.'],
        );
        return true;
      });
      assert.equal((await current(project)).path, 'data/bank.csv');
      await assert.rejects(project.perform(collect, { names: ['gone'] }), {
        message: 'nowhere/x.csv does not exist.',
      });
    }));

  if (process.platform !== 'win32')
    for (const [what, make] of [
      ['a device', () => '/dev/zero'],
      [
        'a pipe',
        ({ root }) => {
          execFileSync('mkfifo', [join(root, 'pipe.csv')]);
          return 'pipe.csv';
        },
      ],
    ] as [string, (project: TemporaryProject) => string][])
      it(`refuses ${what} as a source`, () =>
        withProject(async (project) => {
          const source = make(project);
          await project.declare({ bank: { source, path: 'data/bank.csv' } });
          await assert.rejects(project.perform(collect, {}), {
            code: 'input',
            message: `Dataset "bank": ${source} is no plain file.`,
          });
        }));

  it('records a file that lies at its path without touching it', () =>
    withProject(async (project) => {
      await project.declare({ bank: 'data/bank.csv' });
      await project.write({ 'data/bank.csv': 'a\n1\n' });
      assert.equal((await project.perform(collect, {})).kind, 'done');
      assert.equal((await project.perform(collect, {})).kind, 'skipped');
      await project.write({ 'data/bank.csv': 'a\n2\n' });
      assert.equal((await project.perform(collect, {})).kind, 'done');
      assert.equal((await current(project)).sources[0]?.digest, digestOf('a\n2\n'));
      assert.deepEqual(await readdir(join(project.root, 'data')), ['bank.csv']);
    }));

  it('brings a folder with its names, sorted, and takes away what the source no longer has', () =>
    withProject(async (project) => {
      await project.declare({ bank: { source: 'in', path: 'data/bank' } });
      await project.write({
        'in/b.csv': 'a\n2\n',
        'in/a.csv': 'a\n1\n',
        'in/deep/c.csv': 'a\n3\n',
        'in/notes.md': 'no data',
      });
      await project.perform(collect, {});
      const { sources } = await current(project);
      assert.deepEqual(
        sources.map(({ path }) => path),
        ['data/bank/a.csv', 'data/bank/b.csv', 'data/bank/deep/c.csv'],
      );
      await project.write({ 'data/bank/mine.csv': 'a\n9\n' });
      await rm(join(project.root, 'in/b.csv'));
      await project.perform(collect, {});
      assert.deepEqual((await readdir(join(project.root, 'data/bank'))).sort(), [
        'a.csv',
        'deep',
        'mine.csv',
      ]);
    }));

  it('brings what a glob finds, by names below its fixed part', () =>
    withProject(async (project) => {
      await project.declare({ bank: { source: 'in/2009-*.csv', path: 'data/bank' } });
      await project.write({
        'in/2009-02.csv': 'a\n2\n',
        'in/2009-01.csv': 'a\n1\n',
        'in/2010-01.csv': 'a\n3\n',
      });
      await project.perform(collect, {});
      assert.deepEqual(
        (await current(project)).sources.map(({ uri, path }) => [uri, path]),
        [
          ['in/2009-01.csv', 'data/bank/2009-01.csv'],
          ['in/2009-02.csv', 'data/bank/2009-02.csv'],
        ],
      );
    }));

  it('never overwrites a file that it did not bring, nor one that was changed since', () =>
    withProject(async (project) => {
      await project.declare({ bank: { source: 'in.csv', path: 'data/bank.csv' } });
      await project.write({ 'in.csv': 'a\n1\n', 'data/bank.csv': 'a\nmine\n' });
      await assert.rejects(project.perform(collect, {}), /data\/bank\.csv is there already/);
      assert.equal(await text(project, 'data/bank.csv'), 'a\nmine\n');
      await rm(join(project.root, 'data/bank.csv'));
      await project.perform(collect, {});
      await project.write({ 'in.csv': 'a\n2\n', 'data/bank.csv': 'a\nedited\n' });
      await assert.rejects(project.perform(collect, {}), /was changed since/);
      assert.equal(await text(project, 'data/bank.csv'), 'a\nedited\n');
      assert.deepEqual(await readdir(join(project.root, 'data')), ['bank.csv']);
    }));

  it('takes a source by its absolute path, but none that leads out by dots', () =>
    withProject(async (project) => {
      const outside = await mkdtemp(join(tmpdir(), 'outside-'));
      try {
        await writeFile(join(outside, 'in.csv'), 'a\n1\n');
        await project.declare({ bank: { source: join(outside, 'in.csv'), path: 'data/bank.csv' } });
        await project.perform(collect, {});
        assert.equal((await current(project)).sources[0]?.uri, join(outside, 'in.csv'));
        await project.declare({ bank: { source: join(outside, '*.csv'), path: 'data/all' } });
        await project.perform(collect, {});
        assert.deepEqual(
          (await current(project)).sources.map(({ uri, path }) => [uri, path]),
          [[join(outside, 'in.csv'), 'data/all/in.csv']],
        );
        await project.declare({
          bank: { source: `../${outside.split('/').at(-1) ?? ''}/in.csv`, path: 'data/other.csv' },
        });
        await assert.rejects(project.perform(collect, {}), /lies outside of the project's folder/);
      } finally {
        await rm(outside, { recursive: true });
      }
    }));

  it('follows no link out of the project, neither of a source nor of a path', () =>
    withProject(async (project) => {
      const outside = await mkdtemp(join(tmpdir(), 'outside-'));
      try {
        await writeFile(join(outside, 'secret.csv'), 'a\nsecret\n');
        await symlink(join(outside, 'secret.csv'), join(project.root, 'in.csv'));
        await project.declare({ bank: { source: 'in.csv', path: 'data/bank.csv' } });
        await assert.rejects(project.perform(collect, {}), /leads out of the project/);
        await project.declare({ bank: 'in.csv' });
        await assert.rejects(project.perform(collect, {}), /leads out of the project/);
        await symlink(outside, join(project.root, 'data'));
        await project.write({ 'real.csv': 'a\n1\n' });
        await project.declare({ bank: { source: 'real.csv', path: 'data/bank.csv' } });
        await assert.rejects(project.perform(collect, {}), /leads out of the project/);
        await rm(join(project.root, 'data'));
        await mkdir(join(project.root, 'data', 'bank'), { recursive: true });
        await symlink(outside, join(project.root, 'data', 'bank', 'deep'));
        await project.write({ 'many/deep/b.csv': 'a\n1\n' });
        await project.declare({ bank: { source: 'many', path: 'data/bank' } });
        await assert.rejects(project.perform(collect, {}), /leads out of the project/);
        assert.deepEqual(await readdir(outside), ['secret.csv']);
      } finally {
        await rm(outside, { recursive: true });
      }
    }));

  it('takes nothing away outside of the project, whatever an earlier version says it brought', () =>
    withProject(async (project) => {
      const outside = await mkdtemp(join(tmpdir(), 'outside-'));
      try {
        await writeFile(join(outside, 'kept.csv'), 'a\n1\n');
        await project.declare({ bank: { source: 'in', path: 'data/bank' } });
        await project.write({ 'in/a.csv': 'a\n1\n' });
        await project.perform(collect, {});
        const version = await current(project);
        const stale = { uri: 'in/b.csv', path: relative(project.root, join(outside, 'kept.csv')) };
        const sources = [...version.sources, { ...version.sources[0], ...stale }];
        const file = (await openProject(project.root)).paths.datasetVersion('bank', version.fingerprint);
        await writeFile(join(file, 'version.json'), JSON.stringify({ ...version, sources }));
        await project.perform(collect, {});
        assert.deepEqual(await readdir(outside), ['kept.csv']);
      } finally {
        await rm(outside, { recursive: true });
      }
    }));

  const wrong: [why: string, dataset: unknown, message: RegExp][] = [
    ['a source that is not there', { source: 'none.csv', path: 'data/x.csv' }, /none\.csv does not exist/],
    ['a path where nothing is', 'data/none.csv', /data\/none\.csv does not exist/],
    ['a glob that finds nothing', { source: 'in/*.csv', path: 'data/x' }, /holds no data file/],
    [
      'several files for one',
      { source: 'many', path: 'data/x.csv' },
      /several files, but data\/x\.csv is one/,
    ],
    [
      'another ending',
      { source: 'many/a.csv', path: 'data/x.parquet' },
      /ends in \.csv, but data\/x\.parquet ends in \.parquet/,
    ],
    [
      'a source without an ending, and says what it lacks',
      { source: 'many/plain', path: 'data/x.csv' },
      /ends in nothing, but data\/x\.csv ends in \.csv\. Only an ending tells how data is read: give the source one, e\.g\. \.csv\.$/,
    ],
    ...['.vscode/x.csv', './.git/hooks/x.csv', 'data/.x/x.csv', '.git'].map(
      (path): (typeof wrong)[number] => [
        `a path that belongs to tools: ${path}`,
        { source: path === '.git' ? 'many' : 'many/a.csv', path },
        /^Nothing is collected to \S+: names that begin with a dot, as \.(vscode|git|x), belong to tools\. Choose another path, e\.g\. data/,
      ],
    ),
    ['a system it cannot read', { source: 'ftp://host/x.csv', path: 'data/x.csv' }, /begins with ftp:\/\//],
    ['a name that is not declared', undefined, /There is no dataset named "bank"/],
  ];
  for (const [why, dataset, message] of wrong)
    it(`refuses ${why}`, () =>
      withProject(async (project) => {
        await project.write({ 'many/a.csv': 'a\n1\n', 'many/b.csv': 'a\n2\n', 'many/plain': '' });
        await project.declare(dataset === undefined ? { other: 'many/a.csv' } : { bank: dataset });
        await assert.rejects(project.perform(collect, { names: ['bank'] }), (error) => {
          assert.ok(isLifecycleError(error), String(error));
          assert.equal(error.code, 'input');
          assert.match(`${error.message} ${error.hint ?? ''}`, message);
          return true;
        });
        for (const made of ['data', '.vscode', '.git']) assert.ok(!existsSync(join(project.root, made)));
      }));

  it('brings an address, asks next time only whether it changed, and writes no password', () =>
    withProject(async (project) => {
      const asked: (string | undefined)[] = [];
      let body = 'a\n1\n';
      const answer: RequestListener = (request, response) => {
        asked.push(request.headers['if-none-match']);
        const etag = `"${body.length}-${body.charAt(2)}"`;
        if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
        else response.writeHead(200, { etag }).end(body);
      };
      await withServer(answer, async (address) => {
        const source = `${address.replace('//', '//ana:secret@')}/x.csv?sig=abc&v=1`;
        await project.declare({ bank: { source, path: 'data/bank.csv' } });
        assert.equal((await project.perform(collect, {})).kind, 'done');
        assert.equal(await text(project, 'data/bank.csv'), body);
        assert.equal((await project.perform(collect, {})).kind, 'skipped');
        assert.deepEqual(asked, [undefined, '"4-1"']);
        body = 'a\n2\n';
        assert.equal((await project.perform(collect, {})).kind, 'done');
        assert.equal(await text(project, 'data/bank.csv'), body);
        const version = await current(project);
        assert.equal(version.sources[0]?.uri, `${address}/x.csv?sig=...&v=1`);
        assert.doesNotMatch(JSON.stringify(version), /secret|abc/);
        assert.deepEqual(await readdir(join(project.root, 'data')), ['bank.csv']);
        const left = await readdir(join(project.root, '.lifecycle/datasets/bank'));
        assert.deepEqual(
          left.filter((name) => name.includes('partial')),
          [],
        );
      });
    }));

  it('brings an address again when its file was lost, though the server says it has not changed', () =>
    withProject(async (project) => {
      const answer: RequestListener = (request, response) => {
        if (request.headers['if-none-match']) response.writeHead(304).end();
        else response.writeHead(200, { etag: '"1"' }).end('a\n1\n');
      };
      await withServer(answer, async (address) => {
        await project.declare({ bank: { source: `${address}/x.csv`, path: 'data/bank.csv' } });
        await project.perform(collect, {});
        await rm(join(project.root, 'data/bank.csv'));
        await project.perform(collect, {});
        assert.equal(await text(project, 'data/bank.csv'), 'a\n1\n');
      });
    }));

  it('says and records that nobody knows whether an answer without a length is whole, and asks for it again', () =>
    withProject(async (project) => {
      const csv = 'a,b\n1,2\n3,4\n';
      const bodies = [csv.slice(0, -1), csv];
      const answer: RequestListener = ({ method, headers, socket }) => {
        const isKnown = headers['if-none-match'] !== undefined;
        if (method === 'HEAD') socket.end('HTTP/1.0 405 No\r\n\r\n');
        else if (isKnown) socket.end('HTTP/1.0 304 Same\r\n\r\n');
        else socket.end(`HTTP/1.0 200 OK\r\netag: "1"\r\n\r\n${bodies.shift() ?? csv}`);
      };
      await withServer(answer, async (address) => {
        await project.declare({ bank: { source: `${address}/x.csv`, path: 'data/bank.csv' } });
        const outcome = await project.perform(collect, {});
        assert.match(outcome.summary, /x\.csv was sent without its length: .* Look at its last rows\./);
        assert.equal((await current(project)).sources[0]?.mayBeCut, true);
        await project.perform(collect, {});
        assert.equal(await text(project, 'data/bank.csv'), csv);
      });
    }));

  it('refuses a web page that comes instead of the file', () =>
    withProject(async (project) => {
      await withServer(
        (_request, response) => response.writeHead(200).end('<!DOCTYPE html><title>Sign in</title>'),
        async (address) => {
          await project.declare({ bank: { source: `${address}/x.csv`, path: 'data/bank.csv' } });
          await assert.rejects(project.perform(collect, {}), /gave a web page instead of data\/bank\.csv/);
          assert.ok(!existsSync(join(project.root, 'data/bank.csv')));
        },
      );
    }));

  it('refuses an empty answer, and keeps what was collected before', () =>
    withProject(async (project) => {
      let body = 'a\n1\n';
      await withServer(
        (_request, response) => response.writeHead(200, { 'content-length': body.length }).end(body),
        async (address) => {
          await project.declare({ bank: { source: `${address}/x.csv`, path: 'data/bank.csv' } });
          await project.perform(collect, {});
          body = '';
          await assert.rejects(project.perform(collect, {}), /gave an empty file/);
          assert.equal(await text(project, 'data/bank.csv'), 'a\n1\n');
        },
      );
    }));

  it('leaves the old file when it is stopped, and nothing under a final name', () =>
    withProject(async (project) => {
      await project.declare({ bank: { source: 'in', path: 'data/bank' } });
      await project.write({ 'in/a.csv': 'a\n1\n' });
      await project.perform(collect, {});
      await project.write({ 'in/a.csv': 'a\n2\n', 'in/b.csv': 'x'.repeat(20 << 20) });
      const abort = new AbortController();
      const stopped = project.perform(collect, {}, { signal: abort.signal });
      setTimeout(() => abort.abort(), 10);
      await assert.rejects(stopped);
      assert.deepEqual(await readdir(join(project.root, 'data/bank')), ['a.csv']);
      assert.equal(await text(project, 'data/bank/a.csv'), 'a\n1\n');
    }));

  it('two collections at once do not mix', () =>
    withProject(async (project) => {
      await project.declare({ bank: { source: 'in', path: 'data/bank' } });
      await mkdir(join(project.root, 'in'));
      await project.write(
        Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`in/${n}.csv`, `a\n${n}\n`])),
      );
      const kinds = await Promise.all([1, 2, 3].map(async () => (await project.perform(collect, {})).kind));
      assert.deepEqual(kinds.sort(), ['done', 'skipped', 'skipped']);
      assert.equal((await current(project)).sources.length, 30);
    }));
});
