// A file of answers: its cells.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAnswers } from '../../../src/node/deploy/answersFile';

describe('a table of answers', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'answers-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('holds a key that is a list or an object as JSON', async () => {
    const [rows, output] = [join(folder, 'rows.jsonl'), join(folder, 'answers.tsv')];
    await writeFile(rows, '');
    const answers = await openAnswers(output, { rows, columns: ['key', 'score'] });
    await answers.append([{ key: { a: 1 }, score: 0.5 }, { key: [1, 2] }, { key: null }, { key: 'C1' }]);
    await answers.finish();
    await answers.close();
    assert.equal(await readFile(output, 'utf8'), 'key\tscore\n"{""a"":1}"\t0.5\n[1,2]\t\n\t\nC1\t\n');
  });
});
