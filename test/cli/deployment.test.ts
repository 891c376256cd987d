// `deploy` and `predict` with a real server: the request that is shown works, and answers carry the rows' own key.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { deploymentFiles } from '../../src/node/deploy/folder';
import { predictFile } from '../../src/node/deploy/predictFile';
import { projectPaths } from '../../src/node/paths';
import { openProject } from '../../src/node/project';
import { readPredictions } from '../../src/node/server/predictionLog';
import { writeVersion } from '../../src/node/registry/write';
import { builtProgram } from '../builtProgram';
import { storedVersion } from '../node/deploy/storedVersion';
import { lifecycle } from './commandLine';

const manifest = `
datasets: {bank: {path: bank.csv, target: y, key: client, time: ts, prepare: [{rename: {client_no: client}}]}}
models: {uptake: {dataset: bank, train: python train.py}}
deployments: {live: {model: uptake@1, target: local, port: 0}}
`;

describe('a deployment on the command line', () => {
  let root: string;
  const inFolder = (...argv: string[]) => lifecycle('--dir', root, ...argv);
  const typed = (file: string) => relative('', join(root, file));
  const answered = async (...argv: string[]) => {
    const { exitCode, stdout, stderr } = await inFolder(...argv);
    assert.equal(exitCode, 0, stderr);
    return stdout;
  };

  before(async function () {
    this.timeout(120_000);
    await builtProgram();
    root = await mkdtemp(join(tmpdir(), 'deployment-'));
    const paths = projectPaths(root);
    await writeFile(paths.manifest, manifest);
    await writeVersion(paths, await storedVersion(paths), '');
    const rows = Array.from({ length: 12 }, (_, row) => `C${row},${20 + row},admin`);
    await writeFile(join(root, 'rows.csv'), `client_no,age,job\n${rows.join('\n')}\n`);
    await writeFile(join(root, 'keyless.csv'), 'age,job\n30,admin\n');
  });
  after(async () => {
    await inFolder('stop', 'live');
    await rm(root, { recursive: true, force: true });
  });

  it('ends with a request that the server answers when it is pasted', async () => {
    const line = (await answered('deploy', 'live')).trimEnd().split('\n').at(-1) ?? '';
    assert.match(line, /^curl -s http:\/\/127\.0\.0\.1:\d+\/predict /);
    const said = JSON.parse(execFileSync('sh', ['-c', line], { encoding: 'utf8' })) as {
      predictions: object[];
    };
    assert.equal(said.predictions.length, 1);
  });

  it('shows the first answers by the key of the rows, and how many there are', async () => {
    const lines = (await answered('predict', 'live', '--input', typed('rows.csv'))).split('\n');
    assert.match(lines[0] ?? '', /^client_no +probability of \w+ +label$/);
    assert.match(lines[2] ?? '', /^C0 +0\.\d{3} +\w+$/);
    assert.equal(lines[12], '... and 2 more');
    assert.match(lines[14] ?? '', /^✓ 12 rows of \.\.\S+rows\.csv answered by uptake@1: (\d+ \w+(, )?)+\.$/);
  });

  it('writes each answer with the key of its row', async () => {
    const output = join(root, 'answers.jsonl');
    await answered('predict', 'live', '--input', typed('rows.csv'), '--output', output);
    const lines = (await readFile(output, 'utf8')).trimEnd().split('\n');
    const keys = lines.map((line) => (JSON.parse(line) as { key: string }).key);
    assert.deepEqual(
      keys,
      Array.from({ length: 12 }, (_, row) => `C${row}`),
    );
  });

  for (const [name, separator] of [
    ['answers.csv', ','],
    ['answers.tsv', '\t'],
  ] as const)
    it(`writes a table where it is named ${name}`, async () => {
      await writeFile(join(root, 'odd.csv'), 'client_no,age,job\n"a, ""b""",30,admin\nc,31,\n');
      const output = join(root, name);
      await answered('predict', 'live', '--input', typed('odd.csv'), '--output', output);
      const [head, first = '', second = '', end] = (await readFile(output, 'utf8')).split('\n');
      assert.deepEqual([head, end], [['key', 'id', 'score', 'label'].join(separator), '']);
      assert.ok(first.startsWith(`"a, ""b"""${separator}`), first);
      assert.match(second.split(separator).join(' '), /^c \S+ 0\.\d+ \w+$/);
    });

  it('writes the header alone where there is no row', async () => {
    await writeFile(join(root, 'empty.csv'), 'client_no,age,job\n');
    const output = join(root, 'none.csv');
    await answered('predict', 'live', '--input', typed('empty.csv'), '--output', output);
    assert.equal(await readFile(output, 'utf8'), 'id,score,label\n');
  });

  it('names the row of a file whose time is none, and sends nothing', async () => {
    const rows = Array.from(
      { length: 1500 },
      (_, row) => `C${row},30,admin,${row === 1200 ? 'soon' : '2010-11-30'}`,
    );
    await writeFile(join(root, 'timed.csv'), `client,age,job,ts\n${rows.join('\n')}\n`);
    const { exitCode, stdout, stderr } = await inFolder('predict', 'live', '--input', typed('timed.csv'));
    assert.deepEqual([exitCode, stdout], [2, '']);
    assert.match(stderr, /Row 1201: column "ts" is "soon", but a time is expected, as 2010-11-30/);
    const state = JSON.parse(
      await readFile(join(root, '.lifecycle/deployments/live/state.json'), 'utf8'),
    ) as { timeColumn: string };
    assert.equal(state.timeColumn, 'ts');
  });

  it('sends times of a file with a zone where they have one, and only there', async () => {
    const { paths } = await openProject(root);
    for (const [written, sent] of [
      ['2010-11-30 07:00:00', '2010-11-30T07:00:00'],
      ['2010-11-30 07:00:00+01:00', '2010-11-30T06:00:00Z'],
    ]) {
      await writeFile(join(root, 'times.csv'), `client_no,age,job,seen\nC1,30,admin,${written}\n`);
      await answered('predict', 'live', '--input', typed('times.csv'));
      const lines = await readPredictions(deploymentFiles(paths, 'live').predictions);
      assert.equal(lines.at(-1)?.inputs['seen'], sent);
    }
  });

  for (const [what, wrong, length] of [
    ['of a file', 1, 2],
    ['beyond the first part', 1201, 1500],
  ] as const)
    it(`names the row ${what} that holds no number, and none beside it`, async () => {
      const rows = Array.from({ length }, (_, row) =>
        JSON.stringify({ client_no: `C${row}`, age: row === wrong ? 'minus 3' : 40, job: 'admin' }),
      );
      await writeFile(join(root, 'mixed.jsonl'), `${rows.join('\n')}\n`);
      const { exitCode, stderr } = await inFolder('predict', 'live', '--input', typed('mixed.jsonl'));
      assert.equal(exitCode, 2);
      const says = new RegExp(
        `✗ Row ${wrong + 1}: column "age" is "minus 3", but a (whole )?number is expected`,
      );
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /Row 1:|quotation/);
    });

  it('says how many rows were answered and logged where it is ended midway', async () => {
    const rows = Array.from({ length: 2500 }, (_, row) => `C${row},30,admin`);
    await writeFile(join(root, 'long.csv'), `client_no,age,job\n${rows.join('\n')}\n`);
    const ending = new AbortController();
    const project = await openProject(root);
    const onProgress = () => ending.abort();
    const output = join(root, 'long.jsonl');
    const sending = (signal: AbortSignal) =>
      predictFile({ project, deployment: 'live', input: join(root, 'long.csv'), output, onProgress }, signal);
    await assert.rejects(sending(ending.signal), {
      code: 'cancelled',
      message: 'Cancelled after 1,000 rows of 2,500: these were answered and logged.',
      hint: /^The answers of the first 1,000 rows are in .*long\.jsonl\.part\. .* send those from 1,001 on\. Rows 1,001 to 2,000 were on their way/,
    });
    assert.equal((await readFile(`${output}.part`, 'utf8')).split('\n').length, 1001);
    await assert.rejects(readFile(output), { code: 'ENOENT' });
    await assert.rejects(sending(new AbortController().signal), {
      code: 'input',
      message: /long\.jsonl\.part is there already/,
    });
  });

  it('sends nothing where the answers cannot be written down', async () => {
    const { paths } = await openProject(root);
    const logged = () => readPredictions(deploymentFiles(paths, 'live').predictions);
    const { length } = await logged();
    const rows = await readFile(join(root, 'rows.csv'), 'utf8');
    await mkdir(join(root, 'answers'));
    await symlink('rows.csv', join(root, 'linked.csv'));
    await link(join(root, 'rows.csv'), join(root, 'twice.csv'));
    const isRows =
      / is the file of the rows: the answers would replace it\.\n {2}Write them to another file\. Nothing was sent\./;
    const table: readonly (readonly [output: string, says: RegExp])[] = [
      [
        'nowhere/answers.jsonl',
        /There is no folder .*nowhere\.\n {2}Make it first, or write elsewhere\. Nothing was sent\./,
      ],
      ['answers', /answers is a folder\.\n {2}Name a file in it for the answers\. Nothing was sent\./],
      ['rows.csv', isRows],
      ['answers/../rows.csv', isRows],
      ['linked.csv', isRows],
      ['twice.csv', isRows],
      [
        'answers.parquet',
        /answers\.parquet cannot be written: a file of its kind can be read only once it is whole, .*\n {2}End its name with \.csv .* Nothing was sent\./,
      ],
      ['answers.jsonl.gz', /answers\.jsonl\.gz cannot be written: answers are not packed\./],
    ];
    for (const [output, says] of table) {
      const typedOutput = `${root}/${output}`;
      const { exitCode, stderr } = await inFolder(
        ...['predict', 'live', '--input', typed('rows.csv'), '--output', typedOutput],
      );
      assert.equal(exitCode, 2, output);
      assert.match(stderr, says);
    }
    assert.equal((await logged()).length, length);
    assert.equal(await readFile(join(root, 'rows.csv'), 'utf8'), rows);
  });

  it('counts rows that have no key', async () => {
    const lines = (await answered('predict', 'live', '--input', typed('keyless.csv'))).split('\n');
    assert.match(lines[0] ?? '', /^row +probability/);
    assert.match(lines[2] ?? '', /^ +1 +0\.\d{3}/);
    assert.match(lines[4] ?? '', /^✓ 1 row of \.\.\S+keyless\.csv/);
  });
});
