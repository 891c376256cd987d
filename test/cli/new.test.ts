// `lifecycle new` on real folders: what it writes, what it asks for, and that it never takes anything away.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { readManifest } from '../../src/core/manifest/read';
import { lifecycle } from './commandLine';

let root: string;
const put = (path: string, text: string) => writeFile(join(root, path), text);
const get = (path: string) => readFile(join(root, path), 'utf8');
const make = (...args: string[]) => lifecycle('--dir', root, 'new', ...args);
const typed = (path: string) => relative('', join(root, path));
const manifest = async () => readManifest(await get('lifecycle.yaml'), 'lifecycle.yaml');

const table = (target: string, answers: readonly unknown[]) =>
  `customer_id,minutes,${target}\n${Array.from({ length: 60 }, (_, row) => `C${row},${row % 13},${String(answers[row % answers.length])}`).join('\n')}\n`;

describe('lifecycle new', () => {
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'new-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('makes script, requirements and entries from a data file alone', async () => {
    await put('calls.csv', table('answer', ['no', 'yes', 'no']));
    const { exitCode, stdout, stderr } = await make('uptake', '--target', 'answer', '--json');
    assert.equal(exitCode, 0, stderr);
    const { diff, ...told } = JSON.parse(stdout) as { diff: string };
    assert.match(diff, /^--- \/dev\/null\n\+\+\+ lifecycle\.yaml\n[\s\S]*^\+models:\n\+ {2}uptake:/m);
    assert.deepEqual(told, {
      model: 'uptake',
      dataset: 'calls',
      target: 'answer',
      task: 'classification',
      positive: 'yes',
      script: 'train.py',
      written: ['lifecycle.yaml', 'train.py', 'requirements.txt'],
    });
    const { manifest: read, problems } = await manifest();
    assert.deepEqual(problems, []);
    assert.deepEqual(Object.keys(read.datasets ?? {}), ['calls']);
    assert.equal(read.datasets?.['calls']?.positive, 'yes');
    assert.equal(read.models?.['uptake']?.dataset, 'calls');
    assert.equal(read.models?.['uptake']?.train, 'python train.py');
    assert.deepEqual(read.models['uptake'].gates, { checks: 'pass', better_than: 'champion' });
    assert.equal(read.python?.requirements, 'requirements.txt');
    const script = await get('train.py');
    assert.match(script, /^TARGET = "answer"$/m);
    assert.match(script, /^NOT_INPUTS = \["customer_id"\]$/m);
  });

  describe('in a manifest with goals', () => {
    const find = 'find: {metric: roc_auc, target: ">= 0.7"}';
    const price = 'price: {metric: rmse, target: "<= 10"}';
    const withGoals = async (...goals: readonly string[]) => {
      await put('calls.csv', table('answer', ['no', 'yes', 'no']));
      await put('lifecycle.yaml', `lifecycle: 1\ngoals:\n${goals.map((goal) => `  ${goal}\n`).join('')}`);
      const { exitCode, stdout, stderr } = await make(
        'uptake',
        '--target',
        'answer',
        '--dataset',
        typed('calls.csv'),
      );
      assert.equal(exitCode, 0, stderr);
      const { models = {} } = (await manifest()).manifest;
      return { stdout, model: models['uptake'] ?? assert.fail() };
    };

    it('serves the only one that its kind of problem can have, and has to meet it', async () => {
      const { model, stdout } = await withGoals(price, find);
      assert.equal(model.goal, 'find');
      assert.deepEqual(model.gates, { checks: 'pass', goal: 'met', better_than: 'champion' });
      assert.match(stdout, /It serves the goal find,/);
    });

    it('says which it could serve where there are several', async () => {
      const { model, stdout } = await withGoals(find, find.replace('find', 'call'), price);
      assert.equal(model.goal, undefined);
      assert.equal(model.gates?.goal, undefined);
      assert.match(stdout, /Which goal it serves is not said\. find, call could be: write goal: NAME/);
    });

    it('leaves one alone that models of other data serve', async () => {
      const other = `models:\n  m: {goal: find, dataset: visits, task: classification, train: python t.py}`;
      const data = 'datasets:\n  visits: {path: visits.csv, target: answer}';
      const { model } = await withGoals(`${find}\n${data}\n${other}`);
      assert.equal(model.goal, undefined);
    });
  });

  it('takes the question which answer is looked for out again, of the dataset that it answers', async () => {
    for (const name of ['calls', 'visits']) await put(`${name}.csv`, table('answer', ['B', 'M']));
    await lifecycle('--dir', root, 'init', '--yes');
    const asked = /# positive: "B" or "M"\?/;
    const [calls, visits] = (await get('lifecycle.yaml')).split('visits:');
    assert.match(calls ?? '', asked);
    assert.match(visits ?? '', asked);
    const { exitCode, stderr } = await make('uptake', '--dataset', 'calls', '--positive', 'M');
    assert.equal(exitCode, 0, stderr);
    const [answered, open] = (await get('lifecycle.yaml')).split('visits:');
    assert.match(answered ?? '', /positive: M/);
    assert.doesNotMatch(answered ?? '', asked);
    assert.match(open ?? '', asked);
  });

  describe('of data that steps prepare', () => {
    const prepareBy = async (...steps: readonly object[]) => {
      await put('flora.csv', table('species', ['rose', 'iris', 'oak']));
      await lifecycle('--dir', root, 'init', '--yes');
      const text = await get('lifecycle.yaml');
      assert.match(text, /# No target is named: .*\n.*# Derive one of two/);
      await put('lifecycle.yaml', text.replace(/( +)path: .*\n/, `$&$1prepare: ${JSON.stringify(steps)}\n`));
    };
    const prepare = async () => {
      for (const verb of ['collect', 'prepare']) await lifecycle('--dir', root, verb, 'flora');
    };
    const kind = {
      derive: { kind: "CASE WHEN species = 'rose' THEN 'valuable' ELSE 'common' END" },
    };
    const drop = { drop: ['species'] };

    it('learns a column that a step makes, once it is prepared', async () => {
      await prepareBy(kind, drop);
      const asked = ['uptake', '--target', 'kind', '--positive', 'valuable'];
      const early = await make(...asked);
      assert.equal(early.exitCode, 2);
      assert.match(early.stderr, /not known until flora is prepared\.[^]*lifecycle prepare flora/);
      await prepare();
      assert.match((await make('uptake')).stderr, /one of: minutes, kind\./);
      assert.match(
        (await make('uptake', '--target', 'kind')).stderr,
        /--positive valuable or --positive common/,
      );
      const { exitCode, stderr } = await make(...asked);
      assert.equal(exitCode, 0, stderr);
      const { datasets } = (await manifest()).manifest;
      assert.deepEqual([datasets?.['flora']?.target, datasets?.['flora']?.positive], ['kind', 'valuable']);
      assert.doesNotMatch(await get('lifecycle.yaml'), /No target is named|# Derive/, 'one is named now');
      assert.match(await get('train.py'), /^NOT_INPUTS = \["customer_id"\]$/m);
    });

    for (const isPrepared of [false, true])
      it(`refuses a column that a step takes away${isPrepared ? ', prepared' : ''}`, async () => {
        await prepareBy({ rename: { minutes: 'spent' } }, { rename: { spent: 'duration' } }, drop);
        if (isPrepared) await prepare();
        const before = await get('lifecycle.yaml');
        for (const [target, told] of [
          ['minutes', /Step 1 \(rename\) of dataset "flora" takes minutes away\.\s.*--target duration/],
          ['species', /Step 3 \(drop\) of dataset "flora" takes species away\.\s.*Name another target/],
        ] as const) {
          const { exitCode, stderr } = await make('uptake', '--target', target);
          assert.equal(exitCode, 2);
          assert.match(stderr, told);
        }
        assert.equal(await get('lifecycle.yaml'), before);
      });

    it('asks nothing back about the answers of a target that is still to be made', async () => {
      await prepareBy(kind, drop);
      const text = await get('lifecycle.yaml');
      await put('lifecycle.yaml', text.replace(/( +)path: .*\n/, '$&$1target: kind\n'));
      const { exitCode, stderr } = await make('uptake', '--positive', 'valuable');
      assert.equal(exitCode, 2);
      assert.match(stderr, /What kind holds is not known until flora is prepared/);
      await prepare();
      assert.equal((await make('uptake', '--positive', 'valuable')).exitCode, 0);
    });

    for (const isPrepared of [false, true])
      it(`refuses three classes that no step changes${isPrepared ? ', prepared' : ''}`, async () => {
        await prepareBy({ cast: { minutes: 'number' } });
        if (isPrepared) await prepare();
        const { exitCode, stderr } = await make('uptake', '--target', 'species');
        assert.equal(exitCode, 2);
        assert.match(stderr, /species has 3 classes/);
      });

    it('refuses three classes that a step left', async () => {
      await prepareBy({ filter: 'minutes > 1' });
      await prepare();
      const { exitCode, stderr } = await make('uptake', '--target', 'species');
      assert.equal(exitCode, 2);
      assert.match(stderr, /species has 3 classes/);
    });
  });

  it('lists of many columns the first and the last, as which a target often stands', async () => {
    const names = Array.from({ length: 10 }, (_, column) => `s${column}`);
    const rows = Array.from({ length: 40 }, (_, row) => [...names, 0].map(() => row % 20).join(','));
    await put('cases.csv', [[...names, 'progression'].join(','), ...rows].join('\n'));
    const { exitCode, stderr } = await make('progress');
    assert.equal(exitCode, 2);
    assert.match(stderr, /Write --target and one of: s0, s1,.* s8, \.\.\., progression \(11 in all\)\./);
  });

  for (const [where, source, path] of [
    ['a folder', undefined, 'data'],
    ['a glob', undefined, 'data/calls-*.csv'],
    ['a folder that a source is to fill', 'data/calls-*.csv', 'kept/calls'],
    ['an empty folder that a source is to fill', 'data/calls-*.csv', 'empty'],
  ] as const)
    it(`learns from a dataset of several files: ${where}`, async () => {
      await mkdir(join(root, 'data'));
      await mkdir(join(root, 'empty'));
      const months = ['no', 'yes'].map((answer) => table('answer', [answer]));
      for (const [month, text] of months.entries()) await put(`data/calls-0${month + 1}.csv`, text);
      const origin = source === undefined ? '' : `, source: "${source}"`;
      await put('lifecycle.yaml', `datasets:\n  calls: {path: "${path}"${origin}, target: answer}\n`);
      const { exitCode, stdout, stderr } = await make('uptake', '--dataset', 'calls', '--json');
      assert.equal(exitCode, 0, stderr);
      const { positive, dataset } = JSON.parse(stdout) as { positive: string; dataset: string };
      assert.deepEqual([dataset, positive], ['calls', 'yes'], 'each file has one of the two answers');
    });

  it('learns from files that differ in numbers, which no dataset names yet', async () => {
    await mkdir(join(root, '2024'));
    for (let month = 10; month < 22; month++)
      await put(`2024/calls-${month}.csv`, table('answer', ['no', 'yes']));
    const { exitCode, stderr } = await make(
      'uptake',
      '--dataset',
      typed('2024/calls-*.csv'),
      '--target',
      'answer',
    );
    assert.equal(exitCode, 0, stderr);
    const { path, key, target } = (await manifest()).manifest.datasets?.['calls'] ?? {};
    assert.deepEqual(
      { path, key, target },
      { path: '2024/calls-*.csv', key: 'customer_id', target: 'answer' },
    );
  });

  for (const [path, called] of [
    ['2024', '2024'],
    ['2024/calls-1?.csv', 'calls-1'],
    ['2024/calls-{10,11}.csv', 'calls-10-11'],
    ['2024/calls-12.csv', 'calls-12'],
  ] as const)
    it(`learns from ${path}, which was typed and is not proposed`, async () => {
      await mkdir(join(root, '2024'));
      for (let month = 10; month < 22; month++)
        await put(`2024/calls-${month}.csv`, table('answer', ['no', 'yes']));
      const { exitCode, stderr } = await make('uptake', '--dataset', typed(path), '--target', 'answer');
      assert.equal(exitCode, 0, stderr);
      assert.equal((await manifest()).manifest.datasets?.[called]?.path, path);
    });

  it('sees a time that is not written year first: splits by it, with the step that reads it, and learns nothing from it', async () => {
    const lines = Array.from(
      { length: 60 },
      (_, row) => `${1 + (row % 28)}/02/2024 18:${10 + (row % 50)},${row % 7},${row % 3 ? 'no' : 'yes'}`,
    );
    await put('calls.csv', `called_at,minutes,answer\n${lines.join('\n')}\n`);
    const { exitCode, stderr } = await make('uptake', '--target', 'answer');
    assert.equal(exitCode, 0, stderr);
    const { manifest: read, problems } = await manifest();
    assert.deepEqual(problems, []);
    const { time, split, prepare } = read.datasets?.['calls'] ?? {};
    assert.deepEqual([time?.column, split?.by], ['called_at', 'time']);
    assert.deepEqual(prepare, [{ cast: { called_at: { type: 'timestamp', format: '%d/%m/%Y %H:%M' } } }]);
    assert.match(await get('train.py'), /^NOT_INPUTS = \["called_at"\]$/m);
    const prepared = await lifecycle('--dir', root, 'prepare', 'calls');
    assert.equal(prepared.exitCode, 0, prepared.stderr);
  });

  it('takes what the dataset says, and keeps every line and file that is there', async () => {
    const before = '# ours\ndatasets: # all of them\n  calls: {path: calls.csv, target: minutes} # mine\n';
    await put('lifecycle.yaml', before);
    await put('calls.csv', table('answer', ['no', 'yes']));
    await put('train.py', 'mine');
    await put('requirements.txt', 'mine too');
    const { exitCode, stdout, stderr } = await make('length', '--dataset', 'calls');
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /length learns minutes from calls .*train_2\.py/);
    assert.deepEqual([await get('train.py'), await get('requirements.txt')], ['mine', 'mine too']);
    for (const part of ['# ours', 'datasets: # all of them', '# mine'])
      assert.ok((await get('lifecycle.yaml')).includes(part), part);
  });

  it('makes a regression of numbers that the dataset reads from text, and of few numbers where that is asked', async () => {
    const derive = `(replace("answer", ',', '.'))::DOUBLE`;
    const read = JSON.stringify([{ derive: { answer: derive } }]);
    await put('lifecycle.yaml', `datasets:\n  calls: {path: calls.csv, target: answer, prepare: ${read}}\n`);
    await put(
      'calls.csv',
      table(
        'answer',
        Array.from({ length: 30 }, (_, row) => `"${row},5"`),
      ),
    );
    const tasks = async (...args: string[]) => {
      const { exitCode, stderr } = await make(...args);
      assert.equal(exitCode, 0, stderr);
      return Object.values((await manifest()).manifest.models ?? {}).map(({ task }) => task);
    };
    assert.deepEqual(await tasks('price'), ['regression']);
    await put('calls.csv', table('answer', [1, 2, 3]));
    assert.deepEqual(await tasks('stars', '--task', 'regression'), ['regression', 'regression']);
  });

  it('says of a target that holds numbers as text just that, with the step that reads them all', async () => {
    const rows = (price: (row: number) => string) =>
      `rooms;Preis €\n${Array.from({ length: 200 }, (_, row) => `${row % 7};${price(row)}`).join('\n')}\n`;
    for (const price of [
      (row: number) => `${100 + row}.${String((row * 37) % 1000).padStart(3, '0')},00 €`,
      (row: number) => `${100 + row}.${String((row * 37) % 1000).padStart(3, '0')},50`,
    ]) {
      await put('haus preise.csv', rows(price));
      const { exitCode, stderr } = await make('haus', '--target', 'Preis €');
      assert.equal(exitCode, 2);
      assert.match(stderr, /Preis € holds numbers as text, e\.g\. "\d{3}\.\d{3}.*".*\n.*derive.*::DOUBLE/);
    }
  });

  it('never gives a dataset the path of another file of its name', async () => {
    await put('lifecycle.yaml', 'datasets:\n  calls: {path: old/calls.csv, target: answer}\n');
    await put('calls.csv', table('answer', ['no', 'yes']));
    const { exitCode, stderr } = await make('uptake', '--dataset', typed('calls.csv'), '--target', 'answer');
    assert.equal(exitCode, 0, stderr);
    const { datasets, models } = (await manifest()).manifest;
    assert.equal(datasets?.['calls']?.path, 'old/calls.csv');
    assert.equal(datasets?.['calls-2']?.path, 'calls.csv');
    assert.equal(models?.['uptake']?.dataset, 'calls-2');
  });

  for (const [what, answers, args, says] of [
    ['no target', ['no', 'yes'], [], /--target and one of: minutes, answer\./],
    [
      'a target that is not there',
      ['no', 'yes'],
      ['--target', 'x'],
      /x cannot be predicted from calls\.csv: it has no such column/,
    ],
    [
      'two answers of which none says yes',
      ['A', 'B'],
      ['--target', 'answer'],
      /--positive B or --positive A/,
    ],
    ['an answer that never is', ['A', 'B'], ['--target', 'answer', '--positive', 'C'], /answer never is C/],
    [
      'three answers',
      ['a', 'b', 'c'],
      ['--target', 'answer'],
      /answer has 3 classes: a, b, c\.[\s\S]*Derive a target of two/,
    ],
    [
      'three answers of which one is named',
      ['a', 'b', 'c'],
      ['--target', 'answer', '--positive', 'a'],
      /answer has 3 classes/,
    ],
    [
      'a positive value of a quantity',
      ['no', 'yes'],
      ['--target', 'minutes', '--positive', '3'],
      /Leave --positive out/,
    ],
    [
      'numbers that are text',
      Array.from({ length: 30 }, (_, row) => `"${row},5"`),
      ['--target', 'answer'],
      /answer holds numbers as text, e\.g\. "\d+,5"\.\s+Read them as numbers first: add prepare:/,
    ],
    ['an unknown dataset', ['no', 'yes'], ['--dataset', 'x'], /one of: \.\.\S+new-\w+.calls\.csv\./],
    ['an unknown template', ['no', 'yes'], ['--target', 'answer', '--template', 'x'], /Take scikit-learn/],
  ] as const)
    it(`asks for what is lacking with ${what}, and writes nothing`, async () => {
      await put('calls.csv', table('answer', answers));
      const { exitCode, stderr } = await make('uptake', ...args);
      assert.equal(exitCode, 2);
      assert.match(stderr, says);
      assert.deepEqual(await readdir(root), ['calls.csv']);
    });

  for (const [name, says] of [
    ['Uptake', /a model named uptake already/],
    ['../x', /cannot name a model/],
  ] as const)
    it(`refuses the name ${name}, and leaves the folder as it was`, async () => {
      await put('calls.csv', table('answer', ['no', 'yes']));
      await put('lifecycle.yaml', 'models:\n  uptake: {train: python mine.py}\n');
      const { exitCode, stderr } = await make(name, '--target', 'answer');
      assert.equal(exitCode, 2);
      assert.match(stderr, says);
      assert.deepEqual((await readdir(root)).sort(), ['calls.csv', 'lifecycle.yaml']);
      assert.equal(await get('lifecycle.yaml'), 'models:\n  uptake: {train: python mine.py}\n');
    });

  it('says what to do in a folder without data', async () => {
    const { exitCode, stderr } = await make('uptake');
    assert.equal(exitCode, 2);
    assert.match(stderr, /There is no data to learn from\.\n {2}Put a CSV/);
  });
});
