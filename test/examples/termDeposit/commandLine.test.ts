// How the story's verbs are told while they run: a quick one by its name only, a long one by the last that it said too.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface CommandLine {
  readonly openCommandLine: (options: {
    readonly root: string;
    readonly cli: string;
    readonly log: (line: string) => void;
    readonly each: number;
  }) => Promise<{ readonly verb: (words: readonly string[], when: object) => Promise<{ passed: boolean }> }>;
}
const file = fileURLToPath(new URL('../../../examples/term-deposit/commandLine.mjs', import.meta.url));

describe("a verb of the story's", () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'verbs-'));
  });
  after(() => rm(root, { recursive: true }));

  for (const [what, lasts, each, again] of [
    ['quick is told once', 0, 10_000, undefined],
    [
      'that takes long is told again with the last that it said',
      1_500,
      100,
      'tune: c=1 1 of 2 trials: still at it',
    ],
  ] as const)
    it(what, async () => {
      const { openCommandLine } = (await import(pathToFileURL(file).href)) as CommandLine;
      const cli = join(root, 'cli.mjs');
      await writeFile(
        cli,
        `const isTune = process.argv[2] === 'tune';
if (isTune) console.error('tune: begun\\ntune: c=1 1 of 2 trials');
setTimeout(() => console.log('{}'), isTune ? ${lasts} : 0);`,
      );
      const told: string[] = [];
      const log = (line: string) => void told.push(line);
      const { verb } = await openCommandLine({ root, cli, log, each });
      assert.ok((await verb(['tune', 'uptake'], { asOf: '2009-07-01' })).passed);
      const [first, ...more] = told;
      assert.equal(first, '2009-07-01 lifecycle tune uptake');
      assert.equal(more.at(-1), again);
    });
});
