// What the terminal is never made to do by a name or a value.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
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

  it('keeps a colour that is ended on its line and within the one it began in, and shows every other', () => {
    const pieces = ['1', '2', '22', '31', '36', '39', '0', '37'].map((code) => `\u001b[${code}m`);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces, '\n', '\r', '\u001b', '\u001b[1', 'm', 'a'), { maxLength: 16 }),
        (parts) => {
          assert.equal(visible(parts.join('')), bySearching(parts.join('')));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('is done with a megabyte of colours that nobody ended', () => {
    for (const colours of ['\u001b[32m', '\u001b[32m\u001b[0m', '\u001b[1m\u001b[32m\u001b[22m']) {
      const text = colours.repeat(1_000_000 / colours.length);
      assert.equal(visible(text).includes('\u001b[32m'), false);
    }
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

/** What is kept, said as a pattern: the plainest form, which looks for each end along the whole line. */
function bySearching(text: string): string {
  return text.replace(
    /\u001b\[(?:[12]m([^\n]*?)\u001b\[22m|3[1-6]m([^\n]*?)\u001b\[39m)|[\r\u001b]/g, // eslint-disable-line no-control-regex
    (found: string, bold?: string, colour?: string) => {
      const inside = bold ?? colour;
      if (inside === undefined) return found === '\r' ? '\\u000d' : '\\u001b';
      const from = found.indexOf('m') + 1;
      return `${found.slice(0, from)}${bySearching(inside)}${found.slice(from + inside.length)}`;
    },
  );
}
