// What the terminal is never made to do by a name or a value.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presenter } from '../../src/cli/present';
import { visible } from '../../src/cli/visible';
import { lifecycle } from './commandLine';

describe('text on a terminal', () => {
  const table: readonly (readonly [what: string, text: string, shown: string])[] = [
    ['plain text', 'a — ü 名前\t✓\n', 'a — ü 名前\t✓\n'],
    ['an escape that clears the screen', '\u001b[2Jgone', '\\u001b[2Jgone'],
    ['hidden text', '\u001b[8mhidden', '\\u001b[8mhidden'],
    ['a return that overwrites the line', 'bad\rgood', 'bad\\u000dgood'],
    ['a bell and a link', '\u0007\u001b]8;;x\u0007', '\\u0007\\u001b]8;;x\\u0007'],
    ['a turned direction', 'exe\u202efdp', 'exe\\u202efdp'],
    ['a colour that is left on', 'a\u001b[31mred.csv\nb', 'a\\u001b[31mred.csv\nb'],
    ['one that is left on in our own', '\u001b[1ma\u001b[31mb\u001b[22m', '\u001b[1ma\\u001b[31mb\u001b[22m'],
    ['half an escape in our own', '\u001b[1m\u001b[1\u001b[22m', '\u001b[1m\\u001b[1\u001b[22m'],
    [
      'an end of ours that is not ours',
      '\u001b[2ma\u001b[22mb\u001b[22m',
      '\u001b[2ma\u001b[22mb\\u001b[22m',
    ],
    ['a C1 control', '\u009b2J', '\\u009b2J'],
  ];
  for (const [what, text, shown] of table)
    it(`shows ${what}`, () => {
      assert.equal(visible(text), shown);
    });

  it('keeps our own colours', () => {
    const present = presenter(true);
    for (const text of [present.dim('a'), present.bold('a'), present.mark('error'), present.mark('running')])
      assert.equal(visible(text), text);
  });

  it('shows a hostile column and value of a file, and of a path that is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'visible-'));
    try {
      const file = join(folder, 'a.csv');
      await writeFile(file, 'na\u001b[2Jme,x\n\u001b]0;t\u0007,1\n\u001b]0;t\u0007,1\n');
      const { exitCode, stdout } = await lifecycle('profile', file);
      assert.equal(exitCode, 0);
      assert.match(stdout, /na\\u001b\[2Jme/);
      const gone = await lifecycle('profile', join(folder, '\u001b[2J.csv'));
      assert.equal(gone.exitCode, 2);
      const all = `${stdout}${gone.stdout}${gone.stderr}`;
      assert.deepEqual([all.includes('\u0007'), all.includes('\u001b')], [false, false]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('shows the name of a hostile file on one line of a proposal', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'visible-'));
    try {
      await writeFile(join(folder, '\u001b[31mred\nrows.csv'), 'a,b\n1,2\n');
      const { stdout } = await lifecycle('--dir', folder, '--yes', 'init');
      assert.match(stdout, / \\u001b\[31mred\\u000arows\.csv, 2 columns/);
      const status = await lifecycle('--dir', folder, 'status');
      assert.deepEqual([stdout.includes('\u001b'), status.stdout.includes('\u001b')], [false, false]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says the same in a JSON document', () => {
    const document = { name: 'a\u202eb\u009bc' };
    assert.deepEqual(JSON.parse(visible(JSON.stringify(document))), document);
  });
});
