import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  symlink,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PredictionLine } from '../../../src/core/deploy/deployment';
import { openPredictionLog, readPredictions } from '../../../src/node/server/predictionLog';

const line = (id: string, at = '2009-07-01T10:00:00.000Z'): PredictionLine => ({
  id,
  at,
  version: 1,
  inputs: { age: 3, job: null },
  output: { score: 0.5, label: 'no' },
});

describe('the prediction log', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'predictions-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps every line in order, a file a day', async () => {
    const log = await openPredictionLog(folder);
    await Promise.all([log.append([line('a'), line('b')]), log.append([line('c')]), log.append([])]);
    await log.append([line('d', '2009-07-02T00:00:00.000Z')]);
    await log.close();
    assert.deepEqual((await readPredictions(folder)).map(({ id }) => id), ['a', 'b', 'c', 'd']); // prettier-ignore
    assert.deepEqual(await readdir(folder), ['2009-07-01.jsonl', '2009-07-02.jsonl']);
  });

  it('drops a line torn by a kill and nothing else', async () => {
    const first = await openPredictionLog(folder);
    await first.append([line('a')]);
    await first.close();
    await appendFile(join(folder, '2009-07-01.jsonl'), '{"id":"torn","at":"2009-07-');
    const second = await openPredictionLog(folder);
    await second.append([line('b')]);
    await second.close();
    assert.deepEqual((await readPredictions(folder)).map(({ id }) => id), ['a', 'b']); // prettier-ignore
    assert.equal((await readFile(join(folder, '2009-07-01.jsonl'), 'utf8')).split('\n').length, 3);
  });

  it('keeps a last line that only lost its end, however long it is', async () => {
    const file = join(folder, '2009-07-01.jsonl');
    const long = { ...line('b'), inputs: { text: 'x'.repeat(200_000) } };
    await writeFile(file, [line('a'), long].map((one) => JSON.stringify(one)).join('\n'));
    const log = await openPredictionLog(folder);
    await log.append([line('c')]);
    await log.close();
    await appendFile(file, JSON.stringify(long).slice(0, -1));
    const next = await openPredictionLog(folder);
    await next.append([line('d')]);
    await next.close();
    const noted: unknown[] = [];
    const found = await readPredictions(folder, { noted: (lines) => noted.push(lines) });
    assert.deepEqual(
      found.map(({ id }) => id),
      ['a', 'b', 'c', 'd'],
    );
    assert.deepEqual(noted, []);
  });

  it('tells of lines that have an end and are none, not of empty ones', async () => {
    const file = join(folder, '2009-07-01.jsonl');
    const whole = JSON.stringify(line('a'));
    await writeFile(file, `${whole}\n\n{"id":"b"}\n${whole}\nnull\n{"id":"to`);
    const noted: unknown[] = [];
    const found = await readPredictions(folder, { noted: (lines) => noted.push(lines) });
    assert.equal(found.length, 2);
    assert.deepEqual(noted, [{ file, count: 2, first: 3 }]);
  });

  if (process.platform === 'linux')
    describe('on a disk that is full for a while', () => {
      const sizes = (soft: string) =>
        execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${soft}:unlimited`]);
      const ignore = () => undefined;
      before(() => process.on('SIGXFSZ', ignore)); // else the limit would end this process
      after(() => process.off('SIGXFSZ', ignore));
      const whileFull = async (act: () => Promise<void>) => {
        sizes('400');
        try {
          await act();
        } finally {
          sizes('unlimited');
        }
      };
      const many = ['b', 'c', 'd', 'e'].map((id) => line(id));

      it('keeps what was acknowledged, and nothing else, when the disk took a part and has room again', async () => {
        const log = await openPredictionLog(folder);
        await log.append([line('a')]);
        await whileFull(async () => {
          await assert.rejects(log.append(many), { code: 'EFBIG' });
          assert.match(String(await log.refusal()), /EFBIG/);
        });
        await log.append([line('f')]);
        await log.close();
        assert.deepEqual((await readPredictions(folder)).map(({ id }) => id), ['a', 'f']); // prettier-ignore
      });

      it('keeps what was acknowledged after a try whose lines could not be taken away', async () => {
        const log = await openPredictionLog(folder);
        await log.append([line('a')]);
        await whileFull(() => assert.rejects(log.append(many), { code: 'EFBIG' }));
        const one = await open(folder);
        const handles = Object.getPrototypeOf(one) as FileHandle;
        const own = Object.getOwnPropertyDescriptor(handles, 'truncate') ?? {};
        handles.truncate = () => Promise.reject(new Error('EIO: no truncation'));
        try {
          assert.match(String(await log.refusal()), /EIO/);
        } finally {
          Object.defineProperty(handles, 'truncate', own);
          await one.close();
        }
        await log.append([line('f')]);
        await whileFull(() => assert.rejects(log.append(many), { code: 'EFBIG' }));
        await log.close();
        assert.deepEqual((await readPredictions(folder)).map(({ id }) => id), ['a', 'f']); // prettier-ignore
      });
    });

  if (process.platform !== 'win32')
    it('is not written through a link that leads elsewhere', async () => {
      const elsewhere = join(folder, 'elsewhere.txt');
      await symlink(elsewhere, join(folder, '2009-07-01.jsonl'));
      const log = await openPredictionLog(folder);
      await assert.rejects(log.append([line('a')]), { code: 'ELOOP' });
      await log.close();
      assert.ok(!(await readdir(folder)).includes('elsewhere.txt'));
    });

  const file = () => join(folder, '2009-07-01.jsonl');
  const takenAway: [string, () => Promise<unknown>][] = [
    ['its file was removed', () => rm(file())],
    ['another file stands in its place', () => rm(file()).then(() => writeFile(file(), ''))],
    ['its folder was removed', () => rm(folder, { recursive: true })],
    ['its folder was moved', () => rename(folder, `${folder}-moved`)],
    ['its folder was made anew', () => rm(folder, { recursive: true }).then(() => mkdir(folder))],
  ];
  for (const [what, take] of takenAway)
    it(`acknowledges nothing more once ${what}, and says so`, async () => {
      const [log, watched] = [await openPredictionLog(folder), await openPredictionLog(folder)];
      await log.append([line('a')]);
      await watched.append([line('b')]);
      await watched.look();
      assert.equal(watched.lost.aborted, false);
      await take();
      await watched.look();
      assert.equal(watched.lost.aborted, true);
      const refused = { code: 'unavailable', message: /was moved or removed/, hint: /Deploy it again/ };
      await assert.rejects(log.append([line('c')]), refused);
      await assert.rejects(log.append([line('d', '2009-07-02T00:00:00.000Z')]), refused);
      assert.deepEqual([(log.lost.reason as Error).message, await readPredictions(folder)], [(watched.lost.reason as Error).message, []]); // prettier-ignore
      await log.close();
      await watched.close();
      await rm(`${folder}-moved`, { recursive: true, force: true });
    });

  it('that has no file yet makes none in a folder of another', async () => {
    const log = await openPredictionLog(folder);
    await rm(folder, { recursive: true });
    await mkdir(folder);
    await assert.rejects(log.append([line('a')]), { code: 'unavailable' });
    await log.close();
    assert.deepEqual(await readdir(folder), []);
  });

  it('drops lines that are no predictions', async () => {
    const log = await openPredictionLog(folder);
    await log.append([line('a')]);
    await log.close();
    await appendFile(join(folder, '2009-07-01.jsonl'), 'null\n5\n{}\n{"id":"b","at":"2009","version":1}\n');
    assert.deepEqual((await readPredictions(folder)).map(({ id }) => id), ['a']); // prettier-ignore
  });

  it('tells whoever appends that a line could not be written, and writes the next ones', async () => {
    await mkdir(join(folder, '2009-07-01.jsonl'));
    const log = await openPredictionLog(folder);
    assert.equal(await log.refusal(), undefined);
    await assert.rejects(log.append([line('a')]));
    await assert.rejects(
      log.append([line('b')]),
      'a day that cannot be opened is tried again, not forgotten',
    );
    assert.match(String(await log.refusal()), /EISDIR/);
    await rmdir(join(folder, '2009-07-01.jsonl'));
    assert.equal(await log.refusal(), undefined, 'as soon as a line could be written');
    assert.equal(await readFile(join(folder, '2009-07-01.jsonl'), 'utf8'), '');
    await log.append([line('c')]);
    await log.close();
    assert.deepEqual((await readPredictions(folder)).map(({ id }) => id), ['c']); // prettier-ignore
  });

  it('is empty where nothing was predicted', async () => {
    assert.deepEqual(await readPredictions(join(folder, 'never')), []);
  });
});
