// What is guessed of tables and scripts, and where no guess is made.
import assert from 'node:assert/strict';
import {
  guessKey,
  guessPositive,
  guessTarget,
  guessTask,
  guessTime,
  type Head,
} from '../../../src/core/manifest/guess';
import { startingText } from '../../../src/core/manifest/edit';
import { proposeEntries } from '../../../src/core/manifest/propose';
import { applied, withEntries } from '../../../src/core/manifest/proposal';
import type { Manifest } from '../../../src/core/manifest/manifest';
import { modelEndings } from '../../../src/core/modelFormat';
import { readManifest } from '../../../src/core/manifest/read';

/** A table of `rows` rows whose columns hold these values in turn. */
function table(columns: Readonly<Record<string, readonly string[]>>, rows = 30): Head {
  const names = Object.keys(columns);
  return {
    columns: names,
    rows: Array.from({ length: rows }, (_, index) =>
      names.map((name) => {
        const values = columns[name] ?? [];
        return values[index % values.length] ?? '';
      }),
    ),
  };
}

const many = (prefix: string) => Array.from({ length: 30 }, (_, index) => `${prefix}${index}`);

describe('guessing the target', () => {
  const cases: readonly (readonly [string, Head, string | undefined])[] = [
    ['by a name that says it', table({ age: ['1'], y: ['a'], z: ['1', '2'] }), 'y'],
    ['whatever its case', table({ Target: ['a'], b: ['1', '2'] }), 'Target'],
    ['by the name that says it most clearly', table({ price: ['1'], label: ['a'] }), 'label'],
    ['by the end of a name', table({ churn_label: ['a'], b: many('') }), 'churn_label'],
    ['by place and few values', table({ a: many('x'), kind: ['red', 'green', 'blue'] }), 'kind'],
    ['not by place where values are many', table({ a: ['1'], text: many('t') }), undefined],
    ['not by place where there is one value', table({ a: ['1'], kind: ['same'] }), undefined],
    ['not by place in a handful of rows', table({ a: ['1'], kind: ['a', 'b'] }, 4), undefined],
    ['not a key, not a time', table({ a: ['1'], user_id: ['1', '2'] }), undefined],
    ['of nothing', { columns: [], rows: [] }, undefined],
  ];
  for (const [name, head, expected] of cases) it(name, () => assert.equal(guessTarget(head), expected));
});

describe('guessing what belongs to a target', () => {
  for (const [values, expected] of [
    [['yes', 'no'], 'yes'],
    [['N', 'Y'], 'Y'],
    [['0', '1'], 1],
    [['1.0', '0.0'], 1],
    [['True', 'False'], true],
    [['red', 'blue'], undefined],
    [['yes', 'no', 'maybe'], undefined],
    [['yes'], undefined],
  ] as const)
    it(`positive of ${values.join(', ')} is ${JSON.stringify(expected)}`, () => {
      assert.equal(guessPositive(table({ y: values }), 'y'), expected);
    });

  it('is a regression where numbers are many', () => {
    assert.equal(guessTask(table({ y: many('') }), 'y'), 'regression');
    assert.equal(guessTask(table({ y: ['1', '2', '3'] }), 'y'), 'classification');
    assert.equal(guessTask(table({ y: many('a') }), 'y'), 'classification');
  });

  it('takes for time what holds dates, but no birthday', () => {
    assert.equal(guessTime(table({ ts: ['2024-01-01', '2024-01-02T10:00:00Z'] })), 'ts');
    assert.equal(guessTime(table({ created_at: ['2024-01-01 10:00', '2024-01-02'] })), 'created_at');
    assert.equal(guessTime(table({ ts: ['01/02/2024 7:05', '31/02/2024 18:30'] })), 'ts');
    assert.equal(guessTime(table({ ts: ['01/02/2024', '2024-01-01'] })), undefined);
    assert.equal(guessTime(table({ birthday: ['2024-01-01', '2024-01-02'] })), undefined);
  });

  it('proposes the step that reads a time which is not written year first, and says what no value tells', () => {
    const data = (values: string[]) => ({
      path: 'd.csv',
      head: table({ ts: values, x: many(''), y: many('').map((_, row) => (row % 2 ? 'yes' : 'no')) }),
    });
    const proposed = (values: string[]) =>
      proposeEntries({ data: [data(values)], scripts: [], models: [] }, {} as Manifest, {
        datasets: [],
        models: [],
      }).entries[0];
    const days = many('').map((_, row) => `${String(row + 1)}/02/2024 18:30`);
    const { entry, remarks = [] } = proposed(days) ?? {};
    assert.deepEqual((entry as { prepare: unknown }).prepare, [
      { cast: { ts: { type: 'timestamp', format: '%d/%m/%Y %H:%M' } } },
    ]);
    assert.deepEqual(remarks, []);
    const unsure = proposed(days.map((_, row) => `0${String((row % 9) + 1)}/02/2024`));
    assert.match(unsure?.remarks?.join(' ') ?? '', /ts is written %d\/%m\/%Y\. No value tells/);
  });

  it('takes for a key only what is named like one and differs in every row', () => {
    assert.equal(guessKey(table({ customer_id: many('') })), 'customer_id');
    assert.equal(guessKey(table({ customer_id: ['1', '2'] })), undefined);
    assert.equal(guessKey(table({ name: many('n') })), undefined);
  });
});

describe('proposing entries', () => {
  const none = { datasets: [], models: [] };

  it('says what it takes for key', () => {
    const head = table({ customer_id: many(''), y: ['no', 'yes'] });
    const { entries } = proposeEntries(
      { data: [{ path: 'd.csv', head }], scripts: [], models: [] },
      {} as never,
      none,
    );
    assert.equal(entries[0]?.why, 'd.csv; target "y", positive "yes", key "customer_id".');
  });

  it('names datasets for their files, each once, as folders allow', () => {
    const { entries } = proposeEntries(
      {
        data: ['a/Bank full.csv', 'b/bank full.csv', 'ü.parquet', '...csv'].map((path) => ({ path })),
        scripts: [],
        models: [],
      },
      {} as never,
      { datasets: ['bank-full'], models: [] },
    );
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['Bank-full-2', 'bank-full-3', 'u', 'data'],
    );
    assert.deepEqual(readManifest(withEntries(undefined, entries), 'f').problems, []);
  });

  it('names a model for its script, else for its data, else for its folder', () => {
    const names = (path: string, data: readonly string[]) =>
      proposeEntries(
        { data: data.map((one) => ({ path: one })), scripts: [{ path, text: '' }], models: [] },
        {} as never,
        none,
      )
        .entries.filter(({ section }) => section === 'models')
        .map(({ name }) => name);
    assert.deepEqual(names('train_churn.py', []), ['churn']);
    assert.deepEqual(names('churn_train.py', []), ['churn']);
    assert.deepEqual(names('train.py', ['bank.csv']), ['bank']);
    assert.deepEqual(names('uptake/train.py', []), ['uptake']);
    assert.deepEqual(names('train.py', []), ['model']);
  });

  it('reads of a script which data it means and what it writes', () => {
    const { entries, notes } = proposeEntries(
      {
        data: [{ path: 'a.csv' }, { path: 'data/b.csv' }],
        scripts: [{ path: 'my train.py', text: "read_csv('data/b.csv'); dump(model, 'out/b.joblib')" }],
        models: [],
      },
      {} as never,
      none,
    );
    assert.deepEqual(entries.at(-1)?.entry, {
      dataset: 'b',
      train: 'python "my train.py"',
      output: 'b.joblib',
    });
    assert.equal(notes.length, 2);
    assert.deepEqual(
      readManifest(withEntries(undefined, entries), 'f').problems.filter(
        ({ severity }) => severity === 'error',
      ),
      [],
    );
  });

  it('takes for what a script writes whatever is found as a model', () => {
    for (const ending of modelEndings) {
      const script = { path: 'train.py', text: `save("out/b.${ending}")` };
      const { entries } = proposeEntries({ data: [], scripts: [script], models: [] }, {} as never, none);
      const entry = entries[0]?.entry as { output?: string };
      assert.equal(entry.output, `b.${ending}`);
    }
  });

  for (const [what, before] of [
    ['no file', undefined],
    ['an empty file', ''],
    ['a file of blank lines', '\n  \n'],
    ['a file with text', 'roles: {owner: ana}\n'],
  ] as const)
    it(`is written over ${what}, and over nothing else`, () => {
      const { entries } = proposeEntries(
        { data: [{ path: 'a.csv' }], scripts: [], models: [] },
        { lifecycle: 1 },
        none,
      );
      const after = withEntries(before, entries);
      const whole = readManifest(after, 'f');
      assert.deepEqual([whole.problems, Object.keys(whole.manifest.datasets ?? {})], [[], ['a']]);
      if (before?.trim() === '') assert.equal(after, withEntries(undefined, entries));
      assert.equal(applied(startingText(before), { before, after }), after);
      assert.throws(() => applied('roles: {owner: ben}\n', { before, after }), /changed meanwhile/);
    });

  for (const [how, before] of [
    ['with a comment', 'datasets: # ours\n  a: a.csv\n'],
    ['in quotes', '"datasets":\n  a: a.csv\n'],
    ['in four spaces', 'datasets:\n    a: a.csv\n\nmodels:\n    churn: {train: python train.py}\n'],
    [
      'with an entry of that name elsewhere',
      'models:\n  churn:\n    train: python train.py\ndatasets:\n  a: a.csv\n',
    ],
    ['in braces', 'datasets: {a: a.csv}\n'],
    ['with ends of lines as Windows has them', 'datasets:\r\n  a: a.csv\r\n'],
    ['not at all', ''],
  ] as const)
    it(`says below the target what a person has to decide, where datasets is written ${how}`, () => {
      const head = table({ age: many(''), churned: ['stayed', 'gone'] });
      const found = { data: [{ path: 'churn.csv', head }], scripts: [], models: [] };
      const { entries } = proposeEntries(found, {} as Manifest, none);
      const text = withEntries(before, entries);
      assert.match(
        text,
        /target: churned.*(?<end>\r?)\n *# positive: "gone" or "stayed"\? Write the one that is looked for\.\k<end>\n/,
      );
      assert.equal(readManifest(text, 'f').manifest.datasets?.['churn']?.target, 'churned');
    });

  it('stops at twenty datasets and says so', () => {
    const data = Array.from({ length: 25 }, (_, index) => ({ path: `${index}.csv` }));
    const { entries, notes } = proposeEntries({ data, scripts: [], models: [] }, {} as never, none);
    assert.equal(entries.length, 20);
    assert.deepEqual(notes, ['5 more data files are left out: name them one by one, "lifecycle init FILE".']);
  });
});
