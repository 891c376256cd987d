// Collecting from the stores of clouds: real servers, real clients, cut and killed on the way. What one file over HTTP may go through is tested beside download.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollectedVersion } from '../../src/core/dataset/version';
import { isLifecycleError } from '../../src/core/errors';
import { currentCollected } from '../../src/node/dataset/versions';
import { openProject } from '../../src/node/project';
import type { StageReport } from '../../src/node/stage';
import { collect } from '../../src/node/stages/collect';
import { builtProgram } from '../builtProgram';
import { withProject, type TemporaryProject } from '../node/stages/temporaryProject';
import { countingProxy, type CountingProxy } from './servers/countingProxy';
import type { Server } from './servers/server';
import { stores, type Owner } from './servers/stores';

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const current = async ({ root }: TemporaryProject): Promise<CollectedVersion> => {
  const version = await currentCollected(await openProject(root), 'bank');
  assert.ok(version);
  return version;
};

/** None of the machine's own credentials and settings. */
const bare = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_PROFILE: '',
  AWS_REGION: '',
};

const isRetry = (event: StageReport) => event.kind === 'progress' && event.message.startsWith('Trying again');

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const many = 200;
const each = 20_000;
const big = 8_000_000;

for (const store of stores)
  describe(`collecting from ${store.name}`, function () {
    this.timeout(600_000);
    let server: Server | undefined;
    let proxy: CountingProxy;
    let owner: Owner;
    const earlier = { ...process.env };
    const contents = new Map<string, Buffer>();
    const { scheme, secret } = store;
    const address = (key: string) => `${scheme}://bank/${key}`;
    let missing: string | undefined;
    /** Listed with the reason where the server could not be made ready, which says nothing of us. */
    const whenThere = (title: string, work: () => Promise<void>) =>
      it(title, async function () {
        if (missing === undefined) return work();
        if (this.test) this.test.title += ` (skipped: ${missing})`;
      });

    before(async () => {
      const made = await store.ready();
      if (made.kind === 'missing') {
        missing = made.why;
        return;
      }
      server = await store.start(made.folder);
      proxy = await countingProxy(server.port);
      owner = store.owner(server.port); // before the environment says otherwise
      Object.assign(process.env, bare, store.environment(proxy.port));
      await owner.make('bank');
      for (let n = 0; n < many; n++) {
        const key = `many/${n % 2 === 0 ? 'even' : 'odd'}/${String(n).padStart(3, '0')}.csv`;
        contents.set(key, randomBytes(each));
        await owner.put('bank', key, contents.get(key) ?? Buffer.alloc(0));
      }
      await owner.put('bank', 'manyother/x.csv', Buffer.from('a\n1\n'));
      await owner.put('bank', 'many/notes.md', Buffer.from('no data'));
      await owner.put('bank', 'one file+ä.csv', Buffer.from('a\n1\n'));
    });
    beforeEach(() => {
      if (missing !== undefined) return;
      proxy.cutAfter(undefined);
      proxy.throttle(undefined);
      proxy.served();
    });
    after(async () => {
      for (const key of Object.keys(process.env)) if (!(key in earlier)) delete process.env[key];
      Object.assign(process.env, earlier);
      if (server) await proxy.close();
      await server?.stop();
    });

    whenThere(`brings a folder of ${many} objects, next time nothing, then only the one that changed`, () =>
      withProject(async (project) => {
        await project.declare({ bank: { source: address('many'), path: 'data/bank' } });
        assert.equal((await project.perform(collect, {})).kind, 'done');
        const first = await current(project);
        assert.deepEqual(
          first.sources.map(({ uri, path, digest, bytes }) => ({ uri, path, digest, bytes })),
          [...contents.keys()].sort().map((key) => ({
            uri: address(key),
            path: `data/bank/${key.slice('many/'.length)}`,
            digest: digestOf(contents.get(key) ?? Buffer.alloc(0)),
            bytes: each,
          })),
        );
        assert.ok(proxy.served() > many * each);
        assert.equal((await project.perform(collect, {})).kind, 'skipped');
        const listing = proxy.served();
        assert.ok(listing < (many * each) / 4, `${listing} bytes`);
        const key = 'many/odd/101.csv';
        contents.set(key, randomBytes(each));
        await owner.put('bank', key, contents.get(key) ?? Buffer.alloc(0));
        proxy.served();
        assert.equal((await project.perform(collect, {})).kind, 'done');
        const served = proxy.served();
        assert.ok(served >= each && served < listing + 2 * each, `${served} bytes, ${listing} for the list`);
        const second = await current(project);
        const isOther = ({ digest }: { digest: string }, at: number) => digest !== first.sources[at]?.digest;
        assert.deepEqual(
          second.sources.filter(isOther).map(({ uri }) => uri),
          [address(key)],
        );
        assert.deepEqual(
          await readdir(join(project.root, '.lifecycle/datasets/bank')).then((all) =>
            all.filter((one) => one.includes('partial')),
          ),
          [],
        );
      }),
    );

    whenThere('brings what a glob finds, takes away what is gone, and brings one object by its key', () =>
      withProject(async (project) => {
        await owner.put('bank', 'year/2009-01.csv', Buffer.from('a\n1\n'));
        await owner.put('bank', 'year/2009-02.csv', Buffer.from('a\n2\n'));
        await owner.put('bank', 'year/2010-01.csv', Buffer.from('a\n3\n'));
        await project.declare({ bank: { source: address('year/2009-*.csv'), path: 'data/bank' } });
        await project.perform(collect, {});
        const brought = () => readdir(join(project.root, 'data/bank'));
        assert.deepEqual((await brought()).sort(), ['2009-01.csv', '2009-02.csv']);
        await owner.remove('bank', 'year/2009-01.csv');
        await project.perform(collect, {});
        assert.deepEqual(await brought(), ['2009-02.csv']);
        await project.declare({ bank: { source: address('one file+ä.csv'), path: 'data/one.csv' } });
        await project.perform(collect, {});
        assert.equal(await readFile(join(project.root, 'data/one.csv'), 'utf8'), 'a\n1\n');
      }),
    );

    whenThere('goes on where a connection was dropped', () =>
      withProject(async (project) => {
        const bytes = randomBytes(big);
        await owner.put('bank', 'big.csv', bytes);
        await project.declare({ bank: { source: address('big.csv'), path: 'data/big.csv' } });
        proxy.cutAfter(big / 2);
        let drops = 0;
        const report = (event: StageReport) => {
          if (!isRetry(event)) return;
          drops += 1;
          proxy.cutAfter(undefined);
        };
        await project.perform(collect, {}, { report });
        assert.ok(drops > 0);
        assert.equal((await current(project)).sources[0]?.digest, digestOf(bytes));
        const served = proxy.served();
        assert.ok(served < big * 1.2, `${served} bytes for ${big}`);
      }),
    );

    whenThere('goes on after its process was killed, and asks only for the rest', () =>
      withProject(async (project) => {
        const bytes = randomBytes(big);
        await owner.put('bank', 'killed.csv', bytes);
        await project.declare({ bank: { source: address('killed.csv'), path: 'data/killed.csv' } });
        const args = [await builtProgram(), 'collect', 'bank', '--json', '--dir', project.root];
        proxy.throttle(big / 3);
        const first = spawn(process.execPath, args, { stdio: 'ignore' });
        const ended = once(first, 'exit');
        const partials = join(project.root, '.lifecycle/datasets/bank/objects.partial');
        let arrived = 0;
        while (arrived < big / 2) {
          assert.equal(first.exitCode, null);
          await new Promise((resolve) => setTimeout(resolve, 50));
          const files = await readdir(partials).catch(() => []);
          const [file] = files.filter((one) => !/\.(json|tmp)$/.test(one));
          arrived = file === undefined ? 0 : (await stat(join(partials, file))).size;
        }
        first.kill('SIGKILL');
        await ended;
        proxy.throttle(undefined);
        await new Promise((resolve) => setTimeout(resolve, 200));
        proxy.served();
        const second = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
        let output = '';
        second.stdout.on('data', (chunk) => (output += chunk));
        assert.deepEqual(await once(second, 'close'), [0, null]);
        const served = proxy.served();
        assert.ok(served <= big - arrived + 200_000, `${served} bytes, ${arrived} were there`);
        assert.equal((await current(project)).sources[0]?.digest, digestOf(bytes));
        assert.match(output, /"isNew": true/);
      }),
    );

    whenThere('takes the new state of an object that changes while it is read', () =>
      withProject(async (project) => {
        const [old, young] = [randomBytes(big), randomBytes(big)];
        await owner.put('bank', 'moving.csv', old);
        await project.declare({ bank: { source: address('moving.csv'), path: 'data/moving.csv' } });
        proxy.cutAfter(big / 2);
        let changing: Promise<void> | undefined;
        const change = async () => {
          await owner.put('bank', 'moving.csv', young);
          proxy.cutAfter(undefined);
        };
        await project.perform(
          collect,
          {},
          { report: (event) => void (isRetry(event) && (changing ??= change())) },
        );
        await changing;
        assert.equal((await current(project)).sources[0]?.digest, digestOf(young));
      }),
    );

    whenThere('keeps the old version where an object vanishes while it is read', () =>
      withProject(async (project) => {
        await owner.put('bank', 'leaving/a.csv', Buffer.from('a\n1\n'));
        await project.declare({ bank: { source: address('leaving/a.csv'), path: 'data/a.csv' } });
        await project.perform(collect, {});
        const before = await current(project);
        await owner.put('bank', 'leaving/a.csv', randomBytes(big));
        proxy.cutAfter(big / 2);
        let leaving: Promise<void> | undefined;
        const leave = async () => {
          await owner.remove('bank', 'leaving/a.csv');
          proxy.cutAfter(undefined);
        };
        const collected = project.perform(
          collect,
          {},
          { report: (event) => void (isRetry(event) && (leaving ??= leave())) },
        );
        await assert.rejects(collected, { code: 'input', message: /holds no data file/ });
        await leaving;
        assert.deepEqual(await current(project), before);
        assert.equal(await readFile(join(project.root, 'data/a.csv'), 'utf8'), 'a\n1\n');
      }),
    );

    whenThere('tells a bucket that does not exist, and a folder without data', () =>
      withProject(async (project) => {
        await project.declare({ bank: { source: `${scheme}://nowhere-at-all/x.csv`, path: 'data/x.csv' } });
        await assert.rejects(project.perform(collect, {}), (error) => {
          assert.ok(isLifecycleError(error), String(error));
          assert.equal(error.code, 'input');
          assert.match(error.message, new RegExp(`^${scheme}://nowhere-at-all does not exist \\(404`));
          return true;
        });
        await project.declare({ bank: { source: address('none/*.csv'), path: 'data/x' } });
        await assert.rejects(project.perform(collect, {}), /holds no data file/);
      }),
    );

    whenThere('says where nobody answers, and that it may be tried again', () =>
      withProject(async (project) => {
        await project.declare({ bank: { source: address('big.csv'), path: 'data/big.csv' } });
        proxy.cutAfter(1);
        await assert.rejects(project.perform(collect, {}), { code: 'unavailable' });
      }),
    );

    if (store.wrongSecret)
      whenThere('refuses a wrong secret at once, and tells no secret anywhere', () =>
        withProject(async (project) => {
          Object.assign(process.env, store.wrongSecret?.(proxy.port));
          try {
            await project.declare({ bank: { source: address('many'), path: 'data/bank' } });
            await assert.rejects(project.perform(collect, {}), (error) => {
              assert.ok(isLifecycleError(error), String(error));
              assert.equal(error.code, 'input');
              assert.match(error.message, /refused the credentials that were found \(403/);
              return true;
            });
          } finally {
            Object.assign(process.env, store.environment(proxy.port));
          }
        }),
      );

    whenThere('writes no secret into the project, the output or the list of processes', () =>
      withProject(async (project) => {
        await project.declare({ bank: { source: address('many'), path: 'data/bank' } });
        const args = [await builtProgram(), 'collect', 'bank', '--dir', project.root];
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
        let output = '';
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
        const line = await readFile(`/proc/${child.pid ?? 0}/cmdline`, 'utf8').catch(() => '');
        assert.deepEqual(await once(child, 'close'), [0, null], output);
        const files = await readdir(project.root, { recursive: true, withFileTypes: true });
        const texts = await Promise.all(
          files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name))),
        );
        assert.ok(texts.length > many);
        for (const text of [Buffer.from(output), Buffer.from(line), ...texts])
          assert.ok(!text.includes(secret));
      }),
    );
  });
