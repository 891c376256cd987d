// Telling a Parquet file that was cut short before its reader stumbles over it.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireWholeParquet } from '../../../src/node/files/wholeParquet';

describe('a Parquet file', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-parquet-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [what, content, isWhole] of [
    ['with both marks', `PAR1${'x'.repeat(40)}PAR1`, true],
    ['that was cut short', `PAR1${'x'.repeat(40)}`, false],
    ['of a few bytes', 'PAR1', false],
    ['that is empty', '', false],
    ['that is a CSV', 'id,answer\n1,yes\n2,no\n3,no\n', false],
  ] as const)
    it(`${what} is ${isWhole ? 'whole' : 'refused, by the name that the person knows'}`, async () => {
      const file = join(folder, 'a.parquet');
      await writeFile(file, content);
      const asked = requireWholeParquet(file, 'data/a.parquet');
      if (isWhole) await asked;
      else
        await assert.rejects(asked, {
          code: 'input',
          message: 'data/a.parquet is no whole Parquet file.',
          hint: 'Write or download it again.',
        });
    });
});
