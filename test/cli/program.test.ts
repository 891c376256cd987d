import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { openSession, readAsOf } from '../../src/cli/session';
import { productVersion } from '../../src/core/product';
import packageJson from '../../package.json';
import { trainingProject } from '../node/train/project';
import { lifecycle, lifecycleUntil } from './commandLine';

const folderWith = async (manifest: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'cli-'));
  await writeFile(join(folder, 'lifecycle.yaml'), manifest);
  return folder;
};

describe('the command line', () => {
  it('knows the version that package.json says', async () => {
    assert.equal(productVersion, packageJson.version);
    assert.equal((await lifecycle('--version')).stdout.trim(), packageJson.version);
  });

  it('lists every verb for people, and none that only processes use', async () => {
    const { stdout, exitCode } = await lifecycle('--help');
    assert.equal(exitCode, 0);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+)(?: |$)/gm)].map(([, verb]) => verb);
    for (const verb of ['collect', 'prepare', 'check', 'train', 'tune', 'evaluate', 'register', 'promote'])
      assert(listed.includes(verb), verb);
    for (const verb of ['deploy', 'monitor', 'retrain', 'run', 'status', 'next', 'stop', 'log'])
      assert(listed.includes(verb), verb);
    for (const verb of ['runner', 'endpoint', 'serve']) assert(!listed.includes(verb), verb);
  });

  const usage: readonly [string, readonly string[], RegExp][] = [
    ['a verb that does not exist', ['trian'], /unknown command 'trian'\n\(Did you mean train\?\)/],
    ['an option that does not exist', ['train', 'uptake', '--sed', '1'], /unknown option '--sed'/],
    ['a model that is left out', ['train'], /missing required argument 'model'/],
    ['a seed that is no number', ['train', 'uptake', '--seed', 'x'], /Not a whole number/],
    ['a time that is none', ['status', '--as-of', 'yesterday'], /--as-of yesterday is not a time/],
    ['a day that no month has', ['status', '--as-of', '2023-02-29'], /--as-of 2023-02-29 is not a time/],
    ['a folder that is not there', ['train', 'uptake', '--dir', '/nowhere'], /There is no folder \/nowhere/],
  ];
  for (const [what, argv, message] of usage)
    it(`answers ${what} with exit code 2 and says how it is right`, async () => {
      const { exitCode, stdout, stderr } = await lifecycle(...argv);
      assert.equal(exitCode, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
    });

  it('takes the global options before and after the verb', async () => {
    const folder = await folderWith('lifecycle: 1\n');
    for (const argv of [
      ['--dir', folder, '--json', 'log'],
      ['log', '--dir', folder, '--json'],
    ])
      assert.deepEqual(JSON.parse((await lifecycle(...argv)).stdout), []);
  });

  it('refuses to act on a manifest with errors, each at its line', async () => {
    const folder = await folderWith('lifecycle: 1\nmodels:\n  uptake: {trian: python train.py}\n');
    const { exitCode, stderr } = await lifecycle('train', 'uptake', '--dir', folder);
    assert.equal(exitCode, 2);
    assert.match(stderr, /lifecycle\.yaml has to be mended first\.\n {2}lifecycle\.yaml:3:/);
  });

  const mistakes: readonly [string, readonly string[], number][] = [
    ['another dataset is wrong', ['collect', 'bank'], 0],
    ['the dataset itself is wrong', ['collect', 'other'], 2],
    ['it is about all datasets, and one is wrong', ['collect'], 2],
  ];
  for (const [what, argv, expected] of mistakes)
    it(`exits with ${expected} where ${what}, and tells the mistake at its line`, async () => {
      const folder = await folderWith('datasets:\n  bank: bank.csv\n  other: {pth: bank.csv}\n');
      await writeFile(join(folder, 'bank.csv'), 'a\n1\n');
      const { exitCode, stderr } = await lifecycle(...argv, '--dir', folder);
      assert.equal(exitCode, expected);
      assert.match(stderr, /^([!] |✗ .+\n {2})lifecycle\.yaml:3:11: Unknown key "pth"/m);
    });

  it('says where a name is written that no entry has', async () => {
    const folder = await folderWith('lifecycle: 1\n');
    const { stderr } = await lifecycle('deploy', 'here', '--dir', folder);
    assert.match(
      stderr,
      /no deployment named "here"\.\n {2}Add it under "deployments:" in lifecycle\.yaml\./,
    );
  });

  it('prints one JSON document for an error too, without a stack', async () => {
    const project = await trainingProject({ script: 'raise SystemExit(1)' });
    const { exitCode, stdout, stderr } = await lifecycle('train', 'nomodel', '--dir', project.root, '--json');
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    assert.equal(exitCode, 2);
    assert.equal(error.code, 'input');
    assert.match(error.message, /no model named "nomodel"/);
    assert.doesNotMatch(stdout + stderr, /\n\s+at /);
  });

  for (const [what, argv] of Object.entries({
    'an unknown verb': ['nosuch'],
    'an unknown option': ['status', '--nosuch'],
    'a missing argument': ['train'],
    'a wrong value': ['evaluate', 'm', '--run'],
  }))
    it(`answers ${what} with one JSON document where JSON is asked for`, async () => {
      const { stdout, stderr, exitCode } = await lifecycle(...argv, '--json');
      const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
      assert.deepEqual([exitCode, error.code], [2, 'input']);
      assert.doesNotMatch(error.message, /^error|--help/);
      assert.match(stderr, /^error: /);
    });

  it('exits with 130 once it was interrupted, whatever failed by that', async () => {
    const argv = ['status', '--as-of', 'yesterday', '--json'];
    const { exitCode, stdout } = await lifecycleUntil(AbortSignal.abort(), ...argv);
    const { error } = JSON.parse(stdout) as { error: { code: string } };
    assert.deepEqual([exitCode, error.code], [130, 'cancelled']);
  });

  it('says with exit code 1 that nothing is running', async () => {
    const folder = await folderWith('lifecycle: 1\n');
    const { stdout, exitCode } = await lifecycle('stop', '--dir', folder, '--json');
    assert.equal(exitCode, 1);
    assert.match(stdout, /No run is under way/);
  });

  it('takes --yes for the answer, and asks for it where nobody can be asked', async () => {
    const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
    const session = (yes: boolean) =>
      openSession({ dir: '.', json: false, yes }, streams, new AbortController().signal);
    assert.equal(await session(true).confirm('Really?'), true);
    await assert.rejects(session(false).confirm('Really?'), { code: 'input', hint: /--yes/ });
  });
});

describe('--as-of', () => {
  const times: readonly [string, string][] = [
    ['2009-12-31', '2009-12-31T00:00:00.000Z'],
    ['2009-12-31T10:30', '2009-12-31T10:30:00.000Z'],
    ['2009-12-31 10:30:05', '2009-12-31T10:30:05.000Z'],
    ['2009-12-31T10:30Z', '2009-12-31T10:30:00.000Z'],
    ['2009-12-31T10:30+02:00', '2009-12-31T08:30:00.000Z'],
  ];
  for (const [text, expected] of times)
    it(`reads ${text} as ${expected}, wherever it is run`, () => assert.equal(readAsOf(text), expected));
  for (const text of ['2009', '31.12.2009', '2009-13-01', '2009-12-32', 'now', ''])
    it(`refuses "${text}"`, () => assert.throws(() => readAsOf(text), { code: 'input' }));
  it('refuses a time that has not come', () =>
    assert.throws(() => readAsOf('2999-01-01'), { code: 'input', message: /has not come yet/ }));
});
