import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shapes } from '../../../src/core/shapes';
import { appendLine, lastLine, readLines } from '../../../src/node/files/lines';

describe('a log of lines', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lines-'));
    file = join(folder, 'log.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives its documents, whatever else stands between them', async () => {
    await writeFile(file, 'null\n5\n"a"\n[1]\n{"n":1}\n\n{"n":');
    await appendLine(file, { n: 2 });
    assert.deepEqual(await readLines(file), [{ n: 1 }, { n: 2 }]);
  });

  it('gives its last whole line, however long it or what stands before it is', async () => {
    assert.equal(await lastLine(file), undefined);
    assert.equal(await lastLine(folder), undefined, 'a folder is no log');
    for (const last of ['b', 'b'.repeat(200_000)]) {
      await writeFile(file, `{"n":"${'a'.repeat(100_000)}"}\n{"n":"${last}"}\n{"n":`);
      assert.deepEqual(await lastLine(file), { n: last });
    }
    await writeFile(file, '{"n":');
    assert.equal(await lastLine(file), undefined);
  });

  it('is not written through a link', async () => {
    await writeFile(join(folder, 'elsewhere'), '');
    await symlink('elsewhere', file);
    await assert.rejects(appendLine(file, { n: 1 }), { code: 'ELOOP' });
    assert.equal(await readFile(join(folder, 'elsewhere'), 'utf8'), '');
  });

  it('gives those of a shape only', async () => {
    const resolved = { schema: 1, kind: 'resolved', alert: 'a', at: '2009-07-01', message: 'well again' };
    for (const value of [{}, { kind: 'opened' }, resolved]) await appendLine(file, value);
    assert.deepEqual(await readLines(file, shapes.alert), [resolved]);
  });
});
