// `lifecycle status` and `lifecycle next` on the example and on folders that are broken, empty or strange.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runProgram } from '../../src/cli/program';
import type { CatalogNode } from '../../src/core/catalog/node';

let root: string;

async function lifecycle(...args: readonly string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const exitCode = await runProgram(
    ['--dir', root, ...args],
    { stdin, stdout, stderr },
    new AbortController().signal,
  );
  const text = (stream: PassThrough) => ((stream.read() as Buffer | null) ?? Buffer.alloc(0)).toString();
  return { exitCode, out: text(stdout), err: text(stderr) };
}

describe('lifecycle status', () => {
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'status-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('shows the four views, and what to do in those that are empty', async () => {
    await writeFile(join(root, 'lifecycle.yaml'), 'datasets: {bank: bank.csv}\n');
    await writeFile(join(root, 'bank.csv'), 'a,y\n1,2\n');
    const { exitCode, out } = await lifecycle('status');
    assert.equal(exitCode, 0);
    assert.deepEqual(
      out.split('\n').filter((line) => /^\S/.test(line)),
      ['Process', 'Datasets', 'Models', 'Deployments'],
    );
    assert.match(out, /Next: Collect bank +It was never collected\./);
    assert.match(out, /No deployment yet/);
  });

  it('gives the same as one JSON document, with the time it was judged at', async () => {
    await writeFile(join(root, 'lifecycle.yaml'), 'datasets: {bank: bank.csv}\n');
    const { out } = await lifecycle('status', '--json', '--as-of', '2009-12-31');
    const document = JSON.parse(out) as { asOf: string; datasets: CatalogNode[]; next: { title: string }[] };
    assert.equal(document.asOf, '2009-12-31T00:00:00.000Z');
    assert.deepEqual(
      document.datasets.map(({ label }) => label),
      ['bank'],
    );
    assert.deepEqual(
      document.next.map(({ title }) => title),
      ['Collect bank'],
    );
  });

  it('tells mistakes of the manifest at their line and shows the rest of the tree', async () => {
    await writeFile(join(root, 'lifecycle.yaml'), 'datasets:\n  bank: {pth: bank.csv}\n  other: other.csv\n');
    const { exitCode, out } = await lifecycle('status', '--json');
    assert.equal(exitCode, 2);
    const document = JSON.parse(out) as {
      problems: { line: number }[];
      datasets: CatalogNode[];
      status: { text: string };
    };
    assert.deepEqual(
      document.problems.map(({ line }) => line),
      [2],
    );
    assert.deepEqual(
      document.datasets.map(({ label, state }) => [label, state]),
      [
        ['bank', 'error'],
        ['other', 'unknown'],
      ],
    );
    assert.equal(document.status.text, 'lifecycle.yaml has 1 mistake');
  });

  it('says that there is nothing where there is nothing', async () => {
    await mkdir(join(root, 'src'));
    const { out } = await lifecycle('status');
    assert.equal(out, 'Nothing of a model’s life was found in this folder.\n');
  });

  it('refuses a folder that is not there', async () => {
    root = join(root, 'nowhere');
    const { exitCode, err } = await lifecycle('status');
    assert.equal(exitCode, 2);
    assert.match(err, /There is no folder/);
  });
});

describe('lifecycle next', () => {
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'next-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('says what to do, why, and what to type', async () => {
    await writeFile(join(root, 'a.csv'), 'a\n1\n');
    assert.equal(
      (await lifecycle('next')).out,
      '1. Create lifecycle.yaml\n   1 data file was found, but nothing says what for.\n   lifecycle init\n',
    );
    await lifecycle('init', '--yes');
    assert.equal(
      (await lifecycle('next')).out,
      '1. Collect a\n   It was never collected.\n   lifecycle collect a\n',
    );
  });

  it('names no stage that would be refused for what is wrong in the manifest', async () => {
    await writeFile(
      join(root, 'lifecycle.yaml'),
      'datasets: {bank: {path: a.csv}, other: {pth: a.csv}}\nmodels: {m: {dataset: other, train: python t.py}}\n',
    );
    await writeFile(join(root, 'a.csv'), 'a\n1\n');
    const { out } = await lifecycle('next', '--json');
    assert.deepEqual(
      (JSON.parse(out) as { steps: { title: string }[] }).steps.map(({ title }) => title),
      ['Mend lifecycle.yaml', 'Collect bank'],
    );
  });

  it('says why a stage failed and what to do about it, before it names the stage again', async () => {
    await writeFile(
      join(root, 'lifecycle.yaml'),
      'datasets: {a: {path: a.csv, prepare: [{derive: {t: now()}}]}}\n',
    );
    await writeFile(join(root, 'a.csv'), 'a\n1\n');
    await lifecycle('collect');
    assert.equal((await lifecycle('prepare')).exitCode, 2);
    const [title, why, change, command] = (await lifecycle('next')).out.split('\n');
    assert.equal(title, '1. Prepare a again');
    assert.match(why ?? '', /The last time it failed: .*now\(\) gives another answer each time/);
    assert.match(change ?? '', /Preparation must give the same result again/);
    assert.equal(command, '   Then: lifecycle prepare a');
  });
});
