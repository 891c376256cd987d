// Numbers with a decimal comma in files of commas are text there: their shift is a shift of numbers all the same.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { driftFiles } from '../../../src/node/drift/driftFiles';

describe('drift of numbers that are kept as text', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'texts-'));
  });
  after(() => rm(folder, { recursive: true }));

  const fileOf = async (name: string, cell: (at: number) => string) => {
    const file = join(folder, `${name}.csv`);
    await writeFile(
      file,
      ['price', ...Array.from({ length: 600 }, (_, at) => `"${cell(at)}"`), ''].join('\n'),
    );
    return file;
  };
  const comma = (at: number, from: number) => `${from + ((at * 37) % 50)},${10 + ((at * 13) % 90)}`;

  it('is found where all are written by one convention', async () => {
    const reference = await fileOf('before', (at) => comma(at, 40));
    const current = await fileOf('after', (at) => comma(at, 64));
    const [price] = (await driftFiles({ reference, current })).columns;
    assert.deepEqual([price?.kind, price?.drifted], ['numeric', true]);
    assert.ok((price?.median?.reference ?? 0) > 60 && (price?.median?.current ?? 0) > 84);
  });

  it('is said not to be judged where they are not', async () => {
    const odd = (at: number, from: number) =>
      at % 3 === 0 ? `${from},50` : at % 3 === 1 ? `${from}.25` : `1.${100 + at},5`;
    const reference = await fileOf('before', (at) => odd(at, 40));
    const current = await fileOf('after', (at) => odd(at, 64));
    const [price] = (await driftFiles({ reference, current })).columns;
    assert.deepEqual(
      [price?.drifted, price?.excluded],
      [false, 'it holds numbers as text, written in no one way'],
    );
  });

  it('is looked for among categories where texts are no numbers', async () => {
    const reference = await fileOf('before', (at) => `c${at % 3}`);
    const current = await fileOf('after', (at) => `c${at % 2}`);
    const [price] = (await driftFiles({ reference, current })).columns;
    assert.deepEqual([price?.kind, price?.drifted, price?.excluded], ['categorical', true, undefined]);
  });
});
