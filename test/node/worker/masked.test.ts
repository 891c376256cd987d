// What the worker answers of data with personal data in it: masked, unless the manifest allows it.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorker, type DataWorker } from '../../../src/node/worker/worker';

const signal = new AbortController().signal;
const page = { offset: 0, limit: 10 };

describe('what the worker answers of personal data', () => {
  let folder: string;
  let file: string;
  let worker: DataWorker;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'masked-'));
    file = join(folder, 'people.csv');
    const rows = Array.from(
      { length: 40 },
      (_, at) =>
        `${at},ana${at % 4}@example.org,${at === 7 ? 'ask ben@example.org soon' : 'fine'},${['red', 'blue'][at % 2] ?? ''}`,
    );
    await writeFile(file, ['id,mail,note,colour', ...rows].join('\n'));
    worker = openWorker();
  });
  after(async () => {
    await worker.close();
    await rm(folder, { recursive: true });
  });

  it('rows are masked before any check was made', async () => {
    const { rows } = await worker.answers.rows({ files: [file], ...page }, signal);
    assert.deepEqual(rows[7], [7, 'a•••@•••.org', 'ask b•••@•••.org soon', 'blue']);
    assert.deepEqual(rows[0], [0, 'a•••@•••.org', 'fine', 'red']);
  });

  it('profiles show no value, and no figure that is one', async () => {
    const profile = await worker.answers.profile({ files: [file] }, signal);
    assert.ok(!JSON.stringify(profile).includes('@example'));
    const [, mail, , colour] = profile.columns;
    assert.equal(mail?.distinct, 4);
    assert.deepEqual(
      mail.top.map(({ value }) => value),
      Array(4).fill('a•••@•••.org'),
    );
    assert.deepEqual(colour?.top.map(({ value }) => value).sort(), ['blue', 'red']);
  });

  it('what the manifest allows is shown', async () => {
    const { rows } = await worker.answers.rows(
      { files: [file], personal: { allow: ['email'] }, ...page },
      signal,
    );
    assert.deepEqual(rows[0], [0, 'ana0@example.org', 'fine', 'red']);
    const other = await worker.answers.rows(
      { files: [file], personal: { columns: ['mail'] }, ...page },
      signal,
    );
    assert.deepEqual(other.rows[7], [7, 'ana3@example.org', 'ask b•••@•••.org soon', 'blue']);
  });

  it('what a check found is masked, wherever in the table it was', async () => {
    const masks = { colour: { kinds: ['name' as const], isWhole: true } };
    const { rows } = await worker.answers.rows({ files: [file], masks, ...page }, signal);
    assert.deepEqual(rows[0], [0, 'a•••@•••.org', 'fine', '•••']);
  });
});
