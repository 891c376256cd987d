// A disk that takes nothing from the beginning: full, nearly full, read-only; and an output that takes nothing.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepRuntime } from '../../src/node/run/runtime';
import { builtProgram } from '../builtProgram';
import { useOwnDataHome } from '../ownDataHome';
import { trainingProject } from '../node/train/project';

const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;
const copied = 'mount -t tmpfs -o size=2m tmpfs "$3" && cp -R "$2/." "$3"';
const filled = `${copied} && { dd if=/dev/zero of="$3/fill" bs=1k 2> /dev/null; true; }`;

/** Shell lines before the verbs; $2 is a project's folder, $3 where its copy is to lie. */
const ways: readonly [string, string, RegExp][] = canMount
  ? [
      ['is full', filled, /The disk is full\.\n\s*Free some space/],
      ['has 40 KB left', `${filled}; truncate -s -40K "$3/fill"`, /The disk is full\.\n\s*Free some space/],
      [
        'is read-only',
        `${copied} && mount -o remount,bind,ro "$3"`,
        /may not be (read or )?written\.\n\s*Check/,
      ],
    ]
  : [];

describe('a disk that', () => {
  useOwnDataHome();
  before(async () => {
    await builtProgram();
    await keepRuntime();
  });

  for (const [state, limit, message] of ways)
    it(`${state} is told by each verb with exit code 3 and what to do`, async () => {
      const project = await trainingProject();
      const place = await mkdtemp(join(tmpdir(), 'small-disk-'));
      const verbs = ['check', 'train uptake', 'evaluate uptake', 'run'];
      const commands = `${limit}
for verb in ${verbs.map((verb) => `"${verb}"`).join(' ')}; do "$NODE" "$1" $verb --dir "$3" 2>&1; echo "exit $?"; done`;
      const text = await output('unshare', [
        '-rm',
        ...['sh', '-c', commands, 'sh', await builtProgram(), project.root, place],
      ]);
      const answers = text.split(/exit (\d+)\n/).slice(0, -1);
      assert.equal(answers.length, 2 * verbs.length, text);
      for (const [index, answer] of answers.entries())
        if (index % 2 === 0) assert.match(answer, message);
        else assert.equal(answer, '3', text);
      await rm(place, { recursive: true, force: true });
    });

  if (existsSync('/dev/full'))
    it('takes no output is told with exit code 3, without a stack', async () => {
      const project = await trainingProject();
      const commands = '"$NODE" "$1" status --dir "$2" 2>&1 > /dev/full; echo "exit $?"';
      const text = await output('sh', ['-c', commands, 'sh', await builtProgram(), project.root]);
      assert.equal(text, 'The disk is full. Free some space and try again.\nexit 3\n');
    });
});

async function output(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, [...args], {
    env: { ...process.env, NODE: process.execPath },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'exit');
  return text;
}
