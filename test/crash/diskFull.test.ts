// A disk that fills up, or a limit on the size of files, while a script prints: it is told, and nothing that was finished is lost.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FoundRun } from '../../src/node/run/find';
import { keepRuntime } from '../../src/node/run/runtime';
import { builtProgram } from '../builtProgram';
import { useOwnDataHome } from '../ownDataHome';
import { trainingProject, writesModel } from '../node/train/project';

/** Prints as many megabytes as the file `size` says, then writes the model. */
const script = `import sys
for _ in range(int(open("size").read())): sys.stdout.write("x" * 999_999 + "\\n")
${writesModel}`;

interface Way {
  readonly name: string;
  readonly message: RegExp;
  /** Shell lines that stand before the commands; $1 is the program, $2 the project's folder, $3 an empty one. */
  readonly limit: string;
  readonly unlimit: string;
}

const ways: readonly Way[] = [
  {
    name: 'a file reaches the limit of its size',
    message: /log\.txt reached the largest size .* \(EFBIG\)/,
    limit: 'ulimit -S -f 8192',
    unlimit: 'ulimit -S -f unlimited',
  },
  // A private file system needs namespaces, which Linux has where its administrator allows them.
  ...(spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0
    ? [
        {
          name: 'the disk is full',
          message: /The disk is full/,
          limit: 'mount -t tmpfs -o size=8m tmpfs "$3" && cp -R "$2/." "$3" && set -- "$1" "$3"',
          unlimit: 'rm "$2"/.lifecycle/runs/*/log.txt',
        },
      ]
    : []),
];

describe('a training', () => {
  useOwnDataHome();
  before(async () => {
    await builtProgram();
    await keepRuntime(); // the program is larger than the limits
  });

  for (const { name, message, limit, unlimit } of ways)
    it(`says so when ${name}, and goes on when there is room again`, async () => {
      const cli = await builtProgram();
      const project = await trainingProject({ script, files: { size: '1' } });
      const empty = await mkdtemp(join(tmpdir(), 'small-disk-'));
      const commands = `
${limit}
run() { "$NODE" "$1" train uptake --dir "$2" --json > /dev/null; }
run "$1" "$2"; echo "first $?"
echo 30 > "$2/size"; echo >> "$2/train.py"
run "$1" "$2" 2> /dev/null; echo "second $?"
"$NODE" "$1" log --dir "$2" --json | tr -d '\\n'; echo
${unlimit}
echo 1 > "$2/size"
run "$1" "$2"; echo "third $?"
`;
      const isMounted = limit.startsWith('mount');
      const shell = ['sh', '-c', commands, 'sh', cli, project.root, empty];
      const [command = '', ...args] = isMounted ? ['unshare', '-rm', ...shell] : shell;
      const child = spawn(command, args, {
        env: { ...process.env, NODE: process.execPath },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
      await once(child, 'exit');
      const lines = text.trim().split('\n');
      assert.deepEqual([lines[0], lines[1], lines[3]], ['first 0', 'second 3', 'third 0'], text);
      const runs = JSON.parse(lines[2] ?? '') as (FoundRun['record'] & FoundRun['state'])[];
      // Both may be of one second, which is all that the order of ids tells.
      const [first, second] = runs.sort((a, b) => a.at.localeCompare(b.at));
      assert.equal(first?.status, 'done');
      assert.equal(second?.status, 'failed');
      assert.match(second.error?.message ?? '', message);
      assert.match(second.error?.hint ?? '', /space/);
      await rm(empty, { recursive: true, force: true });
    });
});
