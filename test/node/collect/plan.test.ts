// What a dry run tells: what is new, changed, the same and gone at the source, and that nothing is brought or written.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { planCollect } from '../../../src/node/collect/plan';
import { openProject } from '../../../src/node/project';
import { collect } from '../../../src/node/stages/collect';
import { withProject, type TemporaryProject } from '../stages/temporaryProject';

async function planned({ root }: TemporaryProject) {
  const project = await openProject(root);
  const dataset = project.manifest.datasets?.['bank'];
  assert.ok(dataset);
  const { signal } = new AbortController();
  const { files, bytes } = await planCollect({
    project,
    name: 'bank',
    dataset,
    report: () => undefined,
    signal,
  });
  return { files: files.map(({ uri, change, bytes: size }) => [change, uri, size]), bytes };
}

describe('a dry run of collect', () => {
  it('tells of a folder what is new, changed, unchanged and gone, and what it weighs', () =>
    withProject(async (project) => {
      await project.declare({ bank: { source: 'in', path: 'data/bank' } });
      await project.write({ 'in/a.csv': 'a\n1\n', 'in/b.csv': 'a\n2\n', 'in/c.csv': 'a\n3\n' });
      assert.deepEqual(await planned(project), {
        files: [
          ['new', 'in/a.csv', 4],
          ['new', 'in/b.csv', 4],
          ['new', 'in/c.csv', 4],
        ],
        bytes: 12,
      });
      await project.perform(collect, {});
      await project.write({ 'in/b.csv': 'a\n20\n', 'in/d.csv': 'a\n4\n' });
      await rm(join(project.root, 'in/c.csv'));
      assert.deepEqual(await planned(project), {
        files: [
          ['unchanged', 'in/a.csv', 4],
          ['changed', 'in/b.csv', 5],
          ['new', 'in/d.csv', 4],
          ['gone', 'in/c.csv', 4],
        ],
        bytes: 9,
      });
    }));

  it('tells of data at its own path whether it changed since it was recorded', () =>
    withProject(async (project) => {
      await project.declare({ bank: 'data/bank.csv' });
      await project.write({ 'data/bank.csv': 'a\n1\n' });
      await project.perform(collect, {});
      assert.deepEqual((await planned(project)).files, [['unchanged', 'data/bank.csv', 4]]);
      await project.write({ 'data/bank.csv': 'a\n2\n' });
      assert.deepEqual((await planned(project)).files, [['changed', 'data/bank.csv', 4]]);
    }));

  it('asks a server for none of the bytes, and refuses what collecting would', () =>
    withProject(async (project) => {
      let etag = '"one"';
      const size = 50_000_000;
      let sent = 0;
      const server = createServer(({ headers }, response) => {
        if (headers['if-none-match'] === etag) return response.writeHead(304).end();
        const body = etag === '"one"' ? Buffer.from('a\n1\n') : Buffer.alloc(size, 'x');
        response.writeHead(200, { etag, 'content-length': body.length });
        response.end(body);
        response.once('close', () => (sent = response.socket?.bytesWritten ?? 0));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      try {
        const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.csv`;
        await project.declare({ bank: { source: uri, path: 'data/bank.csv' } });
        assert.deepEqual((await planned(project)).files, [['new', uri, 4]]);
        await project.perform(collect, {});
        assert.deepEqual((await planned(project)).files, [['unchanged', uri, 4]]);
        etag = '"two"';
        assert.deepEqual(await planned(project), { files: [['changed', uri, size]], bytes: size });
        assert.ok(sent < size / 2, `${sent} bytes were sent`);
        await project.write({ 'data/bank.csv': 'a\nmine\n' });
        await assert.rejects(planned(project), /is there already/);
      } finally {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    }));
});
