// A file of a prepared version that something else changed: who reads it says so, with what mends it, and preparing does.
import assert from 'node:assert/strict';
import { copyFile, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PreparedVersion } from '../../../src/core/dataset/version';
import { remedy } from '../../../src/core/remedy';
import type { StageName } from '../../../src/core/stageName';
import { currentPrepared, versionFolder } from '../../../src/node/dataset/versions';
import { openProject } from '../../../src/node/project';
import { openProven } from '../../../src/node/worker/proven';
import { openWorker } from '../../../src/node/worker/worker';
import { copyOf, drawPeople, peopleProject, type PeopleProject } from '../evaluate/peopleProject';

type Damage = readonly [told: string, (file: string, other: string) => Promise<void>];

const cut: Damage = ['was changed or torn', (file) => truncate(file, 100)];
/** By one of the same version, with as many rows. */
const swapped: Damage = ['was changed or torn', (file, other) => copyFile(other, file)];
const removed: Damage = ['is missing', (file) => rm(file)];

const again = { model: 'finder', params: { kind: 'complex' } };
const readers: readonly (readonly [verb: StageName, request: object, part: string, Damage])[] = [
  ['check', { names: ['people'] }, 'data', cut],
  ['check', { names: ['people'] }, 'train', swapped],
  ['train', again, 'train', cut],
  ['train', again, 'validation', swapped],
  ['tune', { model: 'finder' }, 'validation', removed],
  ['evaluate', { model: 'finder' }, 'train', swapped],
  ['evaluate', { model: 'finder' }, 'validation', removed],
  ['evaluate', { model: 'finder' }, 'test', cut],
  ['evaluate', { model: 'finder' }, 'test', swapped],
  ['evaluate', { model: 'finder' }, 'test', removed],
];

async function prepared({
  root,
}: PeopleProject): Promise<{ readonly version: PreparedVersion; readonly folder: string }> {
  const project = await openProject(root);
  const version = await currentPrepared(project, 'people');
  assert.ok(version);
  return { version, folder: versionFolder(project, version) };
}

async function addStep({ root }: PeopleProject): Promise<void> {
  const manifest = join(root, 'lifecycle.yaml');
  const steps = '    prepare: [{ filter: age > 20 }]\n';
  await writeFile(manifest, (await readFile(manifest, 'utf8')).replace(/^ {4}split:/m, `${steps}$&`));
}

describe('a file of a prepared version', () => {
  let trained: PeopleProject;
  before(async () => {
    trained = await peopleProject({
      people: drawPeople(400),
      dataset: { positive: 'yes' },
      model: { tune: { space: { kind: ['simple', 'complex'] } } },
    });
    await trained.perform('collect', {});
    await trained.perform('prepare', {});
    await trained.perform('train', { model: 'finder' });
  });

  for (const [verb, request, part, [damage, damaging]] of readers)
    it(`is read as it was prepared or not at all, and mended by what is printed: ${verb}, ${part}, which ${damage}`, async () => {
      const people = await copyOf(trained);
      const { folder } = await prepared(people);
      const file = join(folder, `${part}.parquet`);
      const before = await readFile(file);
      await damaging(file, join(folder, part === 'test' ? 'validation.parquet' : 'test.parquet'));
      const told = `${part}.parquet of people is not as prepared: it ${damage}`;
      await assert.rejects(people.perform(verb, request), {
        code: 'unavailable',
        message: `${told}.`,
        hint: 'Preparing it makes it again.',
        remedy: remedy('prepare', 'people'),
      });
      const { kind, summary } = await people.perform('prepare', { names: ['people'] });
      assert.equal(kind, 'done');
      assert.ok(summary.endsWith(`${told}, and is made again.`), summary);
      assert.ok((await readFile(file)).equals(before));
      assert.equal((await people.perform('prepare', {})).kind, 'skipped');
      await people.perform(verb, request);
    });

  for (const [damage, damaging] of [cut, swapped, removed])
    it(`is shown as it was prepared or not at all, once it ${damage}`, async () => {
      const people = await copyOf(trained);
      const worker = openWorker();
      const shown = () =>
        worker.answers.prepared({ root: people.root, name: 'people' }, new AbortController().signal);
      const file = join((await prepared(people)).folder, 'data.parquet');
      assert.equal(await shown(), file);
      assert.equal(await shown(), file);
      await damaging(file, join(dirname(file), 'test.parquet'));
      await assert.rejects(shown(), {
        code: 'unavailable',
        message: `data.parquet of people is not as prepared: it ${damage}.`,
        hint: 'Preparing it makes it again.',
        remedy: remedy('prepare', 'people'),
      });
      await people.perform('prepare', {});
      assert.equal(await shown(), file);
      await worker.close();
    });

  it('is read through once before it is shown, until its size or time changes', async () => {
    const people = await copyOf(trained);
    const file = join((await prepared(people)).folder, 'data.parquet');
    const content = await readFile(file);
    const write = async (bytes: Uint8Array, time: number) => {
      await writeFile(file, bytes);
      await utimes(file, time, time);
    };
    const changed = Uint8Array.from(content, (byte, at) => (at === 100 ? byte ^ 1 : byte));
    for (const [what, bytes, time, isShown] of [
      ['same size and time', changed, 1000, true],
      ['other time', changed, 2000, false],
      ['other size', content.subarray(1), 1000, false],
    ] as const) {
      const show = openProven();
      const shown = () => show({ root: people.root, name: 'people' }, new AbortController().signal);
      await write(content, 1000);
      await shown();
      await write(bytes, time);
      await (isShown ? shown() : assert.rejects(shown(), { code: 'unavailable' }, what));
    }
  });

  it('is no reading of the test split where it was refused', async () => {
    const people = await copyOf(trained);
    const { folder } = await prepared(people);
    await copyFile(join(folder, 'validation.parquet'), join(folder, 'test.parquet'));
    await assert.rejects(people.perform('evaluate', { model: 'finder' }));
    await people.perform('prepare', {});
    const { document } = await people.perform('evaluate', { model: 'finder' });
    assert.equal((document as { testReads: number }).testReads, 1);
  });

  const tornRecords: readonly Damage[] = [cut, removed];
  for (const [damage, damaging] of tornRecords)
    it(`is kept with the readings of its test split where the record of the version ${damage}`, async () => {
      const people = await copyOf(trained);
      await people.perform('evaluate', { model: 'finder' });
      const { version, folder } = await prepared(people);
      const reads = await readFile(join(folder, 'test-reads.jsonl'), 'utf8');
      await damaging(join(folder, 'version.json'), '');
      const { summary } = await people.perform('prepare', {});
      const told = `version.json of people is not as prepared: it ${damage}, and is made again.`;
      assert.ok(summary.endsWith(told), summary);
      assert.equal(await readFile(join(folder, 'test-reads.jsonl'), 'utf8'), reads);
      assert.deepEqual({ ...(await prepared(people)).version, at: version.at }, version);
      assert.equal((await people.perform('prepare', {})).kind, 'skipped');
    });

  it('is not said to be made again where another version is, as the steps have changed too', async () => {
    const people = await copyOf(trained);
    const { version, folder } = await prepared(people);
    await truncate(join(folder, 'version.json'), 100);
    await addStep(people);
    const { summary } = await people.perform('prepare', {});
    const told =
      'version.json of people is not as prepared: it was changed or torn. It stays so: what is prepared now is another version, as data or settings have changed since.';
    assert.ok(summary.endsWith(told), summary);
    assert.notEqual((await prepared(people)).version.fingerprint, version.fingerprint);
  });

  it('has the same fingerprint when it was made again', async () => {
    const people = await copyOf(trained);
    const before = await prepared(people);
    await rm(join(before.folder, 'data.parquet'));
    await people.perform('prepare', {});
    const { version } = await prepared(people);
    assert.deepEqual({ ...version, at: before.version.at }, before.version);
  });

  it('is not made again by preparing where what is prepared now is another version', async () => {
    const people = await copyOf(trained);
    const { folder } = await prepared(people);
    await truncate(join(folder, 'test.parquet'), 100);
    await addStep(people);
    await people.perform('prepare', {});
    await assert.rejects(people.perform('evaluate', { model: 'finder' }), {
      message: 'test.parquet of people is not as prepared: it was changed or torn.',
      hint: 'It is of an earlier preparation: prepare people again from the data and by the steps of then, or train on what is prepared now.',
      remedy: undefined,
    });
  });

  const olds: readonly (readonly [string, isSeen: boolean, (folder: string) => Promise<void>])[] = [
    ['whole', false, () => Promise.resolve()],
    ['torn', true, (folder) => truncate(join(folder, 'test.parquet'), 100)],
    ['another', true, (folder) => copyFile(join(folder, 'train.parquet'), join(folder, 'test.parquet'))],
  ];
  for (const [what, isSeen, damaging] of olds)
    it(`is held to its number of rows where it was prepared before digests were kept: ${what}`, async () => {
      const people = await copyOf(trained);
      const { folder } = await prepared(people);
      const file = join(folder, 'version.json');
      const version: unknown = JSON.parse(await readFile(file, 'utf8'), (member, value: unknown) =>
        member === 'digest' ? undefined : value,
      );
      await writeFile(file, JSON.stringify(version));
      await damaging(folder);
      if (isSeen) await assert.rejects(people.perform('evaluate', { model: 'finder' }), /changed or torn/);
      assert.equal((await people.perform('prepare', {})).kind, isSeen ? 'done' : 'skipped');
      await people.perform('evaluate', { model: 'finder' });
    });
});
