// `lifecycle init` on real folders: what it proposes, that it asks, and that it never takes anything away.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { PassThrough } from 'node:stream';
import { runProgram } from '../../src/cli/program';
import { readManifest } from '../../src/core/manifest/read';
import { proposeManifest, writeProposal } from '../../src/node/manifest/init';
import { withDatabase } from '../../src/node/duckdb/engine';
import { literal } from '../../src/node/duckdb/quote';
import { parquetHeads } from '../../src/node/profile/parquetHeads';
import { openProject } from '../../src/node/project';

let root: string;

const put = async (path: string, text: string | Uint8Array): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};
/** A table of text as a Parquet file whose columns have types. */
const putParquet = async (path: string, csv: string): Promise<void> => {
  await put('table.csv', csv);
  const [from, to] = ['table.csv', path].map((name) => literal(join(root, name)));
  await mkdir(dirname(join(root, path)), { recursive: true });
  await withDatabase((database) =>
    database.run(
      `COPY (FROM read_csv(${from}, auto_type_candidates = ['BIGINT', 'DATE', 'VARCHAR'])) TO ${to} (FORMAT parquet)`,
    ),
  );
  await rm(join(root, 'table.csv'));
};
const manifest = () => readFile(join(root, 'lifecycle.yaml'), 'utf8');

async function lifecycle(
  args: readonly string[],
  answer?: string,
): Promise<{ readonly exitCode: number; readonly out: string; readonly err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  if (answer !== undefined) {
    Object.assign(stdin, { isTTY: true });
    stdin.write(`${answer}\n`);
  }
  const exitCode = await runProgram(
    ['--dir', root, ...args],
    { stdin, stdout, stderr },
    new AbortController().signal,
  );
  const text = (stream: PassThrough) => ((stream.read() as Buffer | null) ?? Buffer.alloc(0)).toString();
  return { exitCode, out: text(stdout), err: text(stderr) };
}

const churn = `customer_id;date;plan;churned\n${Array.from({ length: 40 }, (_, index) => `${index};2024-01-${String((index % 28) + 1).padStart(2, '0')};${'abc'[index % 3]};${index % 2 ? 'yes' : 'no'}`).join('\n')}\n`;

const patients = (name: string, answers: readonly string[]) =>
  `untersucht;größe;${name}\n${Array.from({ length: 40 }, (_, index) => `2024-02-${String((index % 28) + 1).padStart(2, '0')};${index};${answers[index % answers.length]}`).join('\n')}\n`;

describe('lifecycle init', () => {
  it('reads names in the encoding of the file, takes a time by its values, and marks what it guessed', async () => {
    await put('studie.csv', Buffer.from(patients('überweisung', ['M', 'B']), 'latin1'));
    const { exitCode, out, err } = await lifecycle(['init', '--yes']);
    assert.equal(exitCode, 0, err);
    const text = await manifest();
    const { manifest: read, problems } = readManifest(text, 'lifecycle.yaml');
    assert.deepEqual(problems, []);
    assert.equal(read.datasets?.['studie']?.target, 'überweisung');
    assert.equal(read.datasets?.['studie']?.time?.column, 'untersucht');
    assert.match(text, /target: überweisung\n +# A guess: the last column\./);
    assert.match(text, /# positive: "B" or "M"\? Write the one that is looked for\./);
    assert.match(out, /A guess: the last column/);
  });

  it('takes the columns for those that every other stage reads', async () => {
    // Cut by commas as well as by semicolons, up to a late row.
    const rows = Array.from({ length: 40 }, (_, at) => `${at < 20 ? '1,5' : '2'};${at % 2 ? 'yes' : 'no'}`);
    await put('late.csv', ['share, total;target', ...rows, ''].join('\n'));
    assert.equal((await lifecycle(['init', '--yes'])).exitCode, 0);
    const { datasets = {} } = readManifest(await manifest(), 'lifecycle.yaml').manifest;
    assert.equal(datasets['late']?.target, 'target');
  });

  it('asks for time and key where the rows seen do not tell them', async () => {
    const row = (index: number) => `${index % 150},30/06/2025,${index % 7},${index % 2 ? 'yes' : 'no'}`;
    const rows = Array.from({ length: 300 }, (_, index) => row(index));
    await put('months.csv', `customer_id,snapshot,calls,churned\n${rows.join('\n')}\n`);
    await lifecycle(['init', '--yes']);
    const text = await manifest();
    assert.match(text, /# time: snapshot\? Where it says when a row was, name it, and split by: time/);
    assert.match(text, /# key: customer_id\? /);
    assert.deepEqual(readManifest(text, 'lifecycle.yaml').problems, []);
  });

  it('proposes a few monthly files of equal columns as one dataset each folder, and others by themselves', async () => {
    for (let month = 1; month <= 6; month++) {
      await put(`incoming/2025-0${month}.csv`, churn);
      await put(`outcomes/2025-0${month}.csv`, churn.replace('plan', 'way'));
      await put(`notes/part-${month}.csv`, `a${month},b\n1,2\n`);
    }
    await lifecycle(['init', '--yes']);
    const { datasets = {} } = readManifest(await manifest(), 'lifecycle.yaml').manifest;
    assert.deepEqual(
      [datasets['incoming']?.path, datasets['outcomes']?.path],
      ['incoming/2025-*.csv', 'outcomes/2025-*.csv'],
    );
    assert.equal(Object.keys(datasets).length, 2 + 6);
  });

  it('names no target of several classes, and says why', async () => {
    await put('wine.csv', patients('target', ['0', '1', '2']));
    const { out } = await lifecycle(['init', '--yes']);
    const text = await readFile(join(root, 'lifecycle.yaml'), 'utf8');
    assert.equal(readManifest(text, 'lifecycle.yaml').manifest.datasets?.['wine']?.target, undefined);
    assert.match(text, /path: wine\.csv\n +# No target is named: "target" has 3 classes/);
    assert.match(text, /# Derive one of two values under prepare/);
    assert.doesNotMatch(out, /A guess/);
  });

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'init-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('shows the manifest it would write and writes it with --yes', async () => {
    await put('data/churn.csv', churn);
    await put('train.py', "os.environ['LIFECYCLE_TRAIN']; save('model.onnx')");
    const { exitCode, out } = await lifecycle(['init', '--yes']);
    assert.equal(exitCode, 0);
    const text = await manifest();
    assert.equal(
      text,
      [
        'lifecycle: 1',
        '',
        'datasets:',
        '  churn:',
        '    path: data/churn.csv',
        '    target: churned',
        '    positive: "yes"',
        '    time: date',
        '    key: customer_id',
        '    split: {by: time, train: 0.8, validation: 0.1, test: 0.1}',
        '',
        'models:',
        '  churn:',
        '    train: python train.py',
        '',
      ].join('\n'),
    );
    for (const line of text.trimEnd().split('\n')) assert.ok(out.includes(`+${line}`), line);
    assert.ok(out.startsWith('--- /dev/null\n+++ lifecycle.yaml\n'));
    assert.deepEqual(readManifest(text, 'f').problems, []);
  });

  it('writes nothing where nobody says yes', async () => {
    await put('a.csv', churn);
    assert.equal((await lifecycle(['init'])).exitCode, 2);
    const no = await lifecycle(['init'], 'n');
    assert.equal(no.exitCode, 0);
    assert.match(no.out, /Nothing was written/);
    await assert.rejects(manifest(), { code: 'ENOENT' });
    assert.equal((await lifecycle(['init'], 'y')).exitCode, 0);
    assert.match(await manifest(), /path: a\.csv/);
  });

  it('adds only what is missing, and keeps every line that is there', async () => {
    const before = '# ours\ndatasets: # all of them\n  bank: bank.csv # mine\n\nroles: {owner: ana}\n';
    await put('lifecycle.yaml', before);
    await put('bank.csv', churn);
    await put('churn.csv', churn);
    const { out } = await lifecycle(['init', '--yes', '--json']);
    const document = JSON.parse(out) as { added: { name: string }[]; written: boolean };
    assert.deepEqual([document.added.map(({ name }) => name), document.written], [['churn'], true]);
    const after = await manifest();
    for (const line of before.split('\n')) assert.ok(after.split('\n').includes(line), line);
    assert.match((await lifecycle(['init', '--yes'])).out, /names everything that was found/);
    assert.equal(await manifest(), after);
  });

  it('adds only the files named, from the current folder', async () => {
    await put('a.csv', churn);
    await put('b.csv', churn);
    const typed = (path: string) => `./${relative('', join(root, path))}`;
    await lifecycle(['init', typed('b.csv'), '--yes']);
    assert.deepEqual(Object.keys(readManifest(await manifest(), 'f').manifest.datasets ?? {}), ['b']);
    const unknown = await lifecycle(['init', typed('c.csv'), '--yes']);
    assert.equal(unknown.exitCode, 2);
    assert.match(unknown.err, /^✗ c\.csv is not among/);
  });

  it('takes a name that a file has for that file, whatever it would stand for as a glob', async () => {
    await put('calls[1].csv', churn);
    await put('calls1.csv', churn);
    const typed = relative('', join(root, 'calls[1].csv'));
    const { exitCode, err } = await lifecycle(['init', typed, '--yes']);
    assert.equal(exitCode, 0, err);
    const datasets = Object.values(readManifest(await manifest(), 'f').manifest.datasets ?? {});
    assert.deepEqual(
      datasets.map(({ path }) => path),
      ['calls[1].csv'],
    );
  });

  for (const named of [
    undefined,
    '',
    'raw/calls-2024-*.csv',
    'raw/calls-*.csv',
    'raw',
    'raw/calls-2024-03.csv',
  ])
    it(`proposes files that differ in numbers as one dataset, ${named === undefined ? 'unasked' : `named ${named}`}`, async () => {
      for (let month = 1; month <= 12; month++)
        await put(`raw/calls-2024-${String(month).padStart(2, '0')}.csv`, churn);
      const only = named === undefined ? [] : [relative('', join(root, named))];
      const { exitCode, out, err } = await lifecycle(['init', ...only, '--yes']);
      assert.equal(exitCode, 0, err);
      assert.match(out, /calls-2024 is the rows of all 12 files raw\/calls-2024-\*\.csv\. Take it out/);
      assert.doesNotMatch(out, /not compared/);
      const { manifest: read, problems } = readManifest(await manifest(), 'lifecycle.yaml');
      assert.deepEqual(problems, []);
      assert.deepEqual(Object.keys(read.datasets ?? {}), ['calls-2024']);
      assert.equal(read.datasets?.['calls-2024']?.target, 'churned');
      const collected = await lifecycle(['collect', '--json']);
      assert.equal(collected.exitCode, 0, collected.err);
      assert.equal(collected.out.match(/"uri"/g)?.length, 12);
    });

  for (const [what, name, text, named] of [
    ['another has such a name too', 'raw/calls-2024-total.csv', churn, false],
    ['another that is a dataset already has such a name', 'raw/calls-2024-total.csv', churn, true],
    ['one has other columns', 'raw/calls-2024-13.csv', 'a,b\n1,2\n', false],
    ['one has no header', 'raw/calls-2024-13.csv', '1,2\n3,4\n', false],
  ] as const)
    it(`proposes no dataset of files that differ in numbers where ${what}, and says so`, async () => {
      for (let month = 1; month <= 12; month++)
        await put(`raw/calls-2024-${String(month).padStart(2, '0')}.csv`, churn);
      await put(name, text);
      if (named) await put('lifecycle.yaml', `datasets:\n  total: {path: ${name}}\n`);
      const { out } = await lifecycle(['init', '--yes']);
      assert.match(out, /The 1[23] files raw\/calls-2024-\*\.csv are not proposed/);
      const written = await manifest().catch(() => '');
      assert.doesNotMatch(written, /calls-2024-\*/);
    });

  for (const [what, odd, told] of [
    ['as one dataset where their columns agree', churn, /calls-2024 is the rows of all 10 files/],
    ['as none where they differ', 'a,b\n1,2\n', /The 10 files raw\/calls-2024-\*\.parquet are not proposed/],
  ] as const)
    it(`proposes Parquet files that differ in numbers ${what}`, async () => {
      await putParquet('raw/calls-2024-10.parquet', odd);
      for (let month = 11; month < 20; month++) await putParquet(`raw/calls-2024-${month}.parquet`, churn);
      assert.match((await lifecycle(['init', '--yes'])).out, told);
    });

  const ab = 'a,b\n1,2\n';
  const cz = 'c,z\n3,4\n';
  const noHeader =
    /no header that names each column once can be read in raw\/calls-10\.\S+ Give each file such a header/;
  for (const [what, ending, one, other, told] of [
    [
      'with other columns',
      'csv',
      ab,
      cz,
      /raw\/calls-16\.csv has other columns than raw\/calls-10\.csv\. Write/,
    ],
    ['of Parquet with other columns', 'parquet', ab, cz, /raw\/calls-16\.parquet has other columns than raw/],
    ['without a header', 'csv', '1,2\n3,4\n', '1,2\n3,4\n', noHeader],
    ['with a name that comes twice', 'csv', 'id,id,y\n1,2,3\n', 'id,id,y\n1,2,3\n', noHeader],
    ['that are torn', 'csv.gz', 'a', 'a', noHeader],
  ] as const)
    it(`proposes none of files ${what}, says just that, and never that no file was found`, async () => {
      for (let number = 10; number < 22; number++)
        await (ending === 'parquet' ? putParquet : put)(
          `raw/calls-${number}.${ending}`,
          number < 16 ? one : other,
        );
      for (const before of [undefined, 'roles: {owner: ana}\n']) {
        if (before !== undefined) await put('lifecycle.yaml', before);
        const { exitCode, out } = await lifecycle(['init', '--yes']);
        assert.equal(exitCode, 0);
        assert.match(out, /^\S Nothing is proposed of the data files found\.\n/);
        assert.ok(out.includes(`The 12 files raw/calls-*.${ending} are not proposed: `), out);
        assert.match(out, told);
      }
    });

  for (const [what, ending, options] of [
    ['of CSV', 'csv.zst', 'FORMAT csv, HEADER, COMPRESSION zstd'],
    ['of JSON lines', 'jsonl.zst', 'FORMAT json, COMPRESSION zstd'],
  ] as const)
    it(`proposes files ${what} packed as .zst as one dataset, and says that their columns were not compared`, async () => {
      await mkdir(join(root, 'raw'));
      await withDatabase(async (database) => {
        for (let number = 10; number < 22; number++)
          await database.run(
            `COPY (SELECT ${number} AS a, 'x' AS b) TO ${literal(join(root, `raw/calls-${number}.${ending}`))} (${options})`,
          );
      });
      const { exitCode, out, err } = await lifecycle(['init', '--yes']);
      assert.equal(exitCode, 0, err);
      assert.match(
        out,
        /rows that were answered\. Their columns were not compared: see what the check tells/,
      );
      const collected = await lifecycle(['collect', '--json']);
      assert.equal(collected.exitCode, 0, collected.err);
      assert.equal(collected.out.match(/"uri"/g)?.length, 12);
    });

  it('guesses of Parquet what it guesses of the same rows as text', async () => {
    const proposed = async () => {
      assert.equal((await lifecycle(['init', '--yes'])).exitCode, 0);
      const { customers } = readManifest(await manifest(), 'f').manifest.datasets ?? {};
      await rm(join(root, 'lifecycle.yaml'));
      return { ...customers, path: '' };
    };
    await put('customers.csv', churn);
    const ofText = await proposed();
    await rm(join(root, 'customers.csv'));
    await putParquet('customers.parquet', churn);
    assert.deepEqual(await proposed(), ofText);
    assert.deepEqual([ofText.target, ofText.time?.column, ofText.key], ['churned', 'date', 'customer_id']);
  });

  for (const [what, file, bytes] of [
    ['a torn Parquet file', 'torn.parquet', 'PAR1'],
    ['a table without a header', 'plain.csv', '1,2,3\n4,5,6\n'],
    ['a table that has no likely target', 'body.csv', 'weight,size\n1,2\n3,4\n'],
  ] as const)
    it(`says of ${what} that its target could not be guessed`, async () => {
      await put(file, bytes);
      const { exitCode, out } = await lifecycle(['init', '--yes']);
      assert.equal(exitCode, 0);
      assert.match(out, /which column is the target could not be guessed\./);
    });

  it('knows a file named from the folder itself where --dir reaches it through a link', async () => {
    await put('real/b.csv', churn);
    const real = join(root, 'real');
    root = join(root, 'link');
    await symlink(real, root);
    const { exitCode, err } = await lifecycle(['init', join(real, 'b.csv'), '--yes']);
    assert.equal(exitCode, 0, err);
    assert.deepEqual(Object.keys(readManifest(await manifest(), 'f').manifest.datasets ?? {}), ['b']);
    await rm(dirname(real), { recursive: true });
  });

  it('leaves a manifest alone that has to be mended first', async () => {
    await put('lifecycle.yaml', 'datasets:\n\tx: y\n');
    await put('a.csv', churn);
    const { exitCode, err } = await lifecycle(['init', '--yes']);
    assert.equal(exitCode, 2);
    assert.match(err, /not right YAML/);
    assert.equal(await manifest(), 'datasets:\n\tx: y\n');
  });

  it('does not write over a manifest that appeared or changed meanwhile', async () => {
    await put('a.csv', churn);
    const project = await openProject(root);
    const proposal = await proposeManifest(project, { readParquet: parquetHeads });
    await put('lifecycle.yaml', 'roles: {owner: ben}\n');
    await assert.rejects(writeProposal(project, proposal), /changed meanwhile/);
    assert.equal(await manifest(), 'roles: {owner: ben}\n');
  });

  for (const [what, text] of [
    ['an empty file', ''],
    ['a header only', 'a,b,y\n'],
    ['no header', '1,2,3\n4,5,6\n'],
    ['ragged rows', 'a,b,y\n1,2\n1,2,3,4\n'],
    ['Latin-1 bytes', Buffer.from('a,b\n\xe9,\xfc\n', 'latin1')],
    ['a single line without end', 'x'.repeat(200_000)],
    ['an open quote', 'a,y\n"1,2\n'],
  ] as const)
    it(`proposes a file with ${what} without guessing wildly`, async () => {
      await put('odd.csv', text);
      const { exitCode } = await lifecycle(['init', '--yes']);
      assert.equal(exitCode, 0);
      assert.equal(readManifest(await manifest(), 'f').manifest.datasets?.['odd']?.path, 'odd.csv');
    });

  it('says what to do where nothing was found', async () => {
    const { exitCode, out } = await lifecycle(['init', '--yes']);
    assert.equal(exitCode, 0);
    assert.match(out, /put one into the folder first/);
  });

  describe('asked for something that a script made', () => {
    beforeEach(async () => {
      await put('fit.py', 'import os, mlflow\n# LIFECYCLE_TRAIN LIFECYCLE_OUT\nopen("churn.onnx", "wb")\n');
      await put('train_svm.py', 'from sklearn.svm import SVC\nSVC().fit([[1]], [1])\n');
      await put('churn.onnx', 'x');
      await put('mlruns/0/meta.yaml', 'name: Default\n');
      await put('dvc.yaml', 'stages:\n  train:\n    cmd: python train_svm.py\n');
    });

    for (const [named, script] of [
      ['churn.onnx', 'fit.py'],
      ['mlruns', 'fit.py'],
      ['dvc.yaml', 'train_svm.py'],
    ] as const)
      it(`proposes the script behind it: ${named}`, async () => {
        const { exitCode } = await lifecycle(['init', join(root, named), '--yes']);
        assert.equal(exitCode, 0);
        assert.match(await manifest(), new RegExp(`train: python ${script}\\n`));
        assert.equal((await manifest()).match(/train:/g)?.length, 1);
      });

    it('takes the script beside a model file where several write one of that name', async () => {
      for (const folder of ['a', 'b', 'c']) await put(`${folder}/train.py`, 'save("out/model.onnx")\n');
      await put('b/model.onnx', 'x');
      await put('model.onnx', 'x');
      await lifecycle(['init', join(root, 'b/model.onnx'), '--yes']);
      assert.deepEqual((await manifest()).match(/train: .*/g), ['train: python b/train.py']);
      const { out } = await lifecycle(['init', join(root, 'model.onnx'), '--yes']);
      assert.match(out, /none or several name this file/);
    });

    it('reads what a pipeline runs from where it stands', async () => {
      await put('pipe/train.py', 'x\n');
      await put('train.py', 'x\n');
      await put('pipe/dvc.yaml', 'stages:\n  a:\n    cmd: python train.py\n');
      await lifecycle(['init', join(root, 'pipe/dvc.yaml'), '--yes']);
      assert.deepEqual((await manifest()).match(/train: .*/g), ['train: python pipe/train.py']);
    });

    it('says why a model file that no script names makes no entry', async () => {
      await put('lost.onnx', 'x');
      const { out, err } = await lifecycle(['init', join(root, 'lost.onnx'), '--yes']);
      assert.match(out + err, /lost\.onnx makes no entry[\s\S]*none or several name this file/);
    });
  });
});
