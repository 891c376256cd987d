// Edits by tools: what they change, and that everything a person wrote beside it stays as it was.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { z } from 'zod';
import { isLifecycleError } from '../../../src/core/errors';
import {
  addDataset,
  addModel,
  addStep,
  ignoreColumns,
  putEntry,
  type NewEntries,
} from '../../../src/core/manifest/edit';
import type { datasetSchema } from '../../../src/core/manifest/dataset';
import type { stepSchema } from '../../../src/core/manifest/step';
import { readManifest } from '../../../src/core/manifest/read';

const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`;

interface Case {
  readonly it: string;
  readonly before: string;
  readonly edit: (before: string) => string;
  readonly after: string;
}

const long = ['employment', 'education', 'marital_status', 'poutcome', 'default_credit'];

const cases: readonly Case[] = [
  {
    it: 'starts an empty file',
    before: '',
    edit: (before) => addDataset(before, 'bank', 'bank.csv'),
    after: text('datasets:', '  bank: bank.csv'),
  },
  {
    it: 'goes below the comments of a file without content',
    before: '# ours',
    edit: (before) => addDataset(before, 'bank', { path: 'bank.csv', target: 'y', positive: 'yes' }),
    after: text(
      '# ours',
      'datasets:',
      '  bank:',
      '    path: bank.csv',
      '    target: "y"',
      '    positive: "yes"',
    ),
  },
  {
    it: 'adds an entry behind the others and the comments that belong to them',
    before: text(
      'datasets:',
      '  a: a.csv # A',
      '  b:',
      '    path: b.csv',
      '    # more of b later',
      '',
      '# models',
      'models:',
      '  m: {train: t}',
    ),
    edit: (before) => addDataset(before, 'c', 'c.csv'),
    after: text(
      'datasets:',
      '  a: a.csv # A',
      '  b:',
      '    path: b.csv',
      '    # more of b later',
      '  c: c.csv',
      '',
      '# models',
      'models:',
      '  m: {train: t}',
    ),
  },
  {
    it: 'adds a section with a gap where the file has gaps',
    before: text('lifecycle: 1', '', 'datasets:', '  a: a.csv'),
    edit: (before) => addModel(before, 'm', { train: 'python train.py' }),
    after: text(
      'lifecycle: 1',
      '',
      'datasets:',
      '  a: a.csv',
      '',
      'models:',
      '  m:',
      '    train: python train.py',
    ),
  },
  {
    it: 'fills a section that has no entry yet',
    before: text('datasets: # soon', 'models:'),
    edit: (before) => addDataset(before, 'a', 'a.csv'),
    after: text('datasets: # soon', '  a: a.csv', 'models:'),
  },
  {
    it: 'stays within braces, padded as the file is',
    before: text('deployments: { one: { model: m@1 } } # all', 'models: {}'),
    edit: (before) =>
      addModel(putEntry(before, 'deployments', 'two', { model: 'm@champion', port: 80 }), 'm', {
        train: 't',
      }),
    after: text(
      'deployments: { one: { model: m@1 }, two: { model: m@champion, port: 80 } } # all',
      'models: { m: { train: t } }',
    ),
  },
  {
    it: 'takes over quotes, indentation and line ends',
    before: "datasets:\r\n    a: {path: 'a.csv', target: 'y'}\r\n",
    edit: (before) => addDataset(before, 'b', { path: 'b.csv', positive: 'no', target: 't' }),
    after:
      "datasets:\r\n    a: {path: 'a.csv', target: 'y'}\r\n    b:\r\n        path: b.csv\r\n        positive: 'no'\r\n        target: t\r\n",
  },
  {
    it: 'changes only the keys of an entry that differ',
    before: text(
      'models:',
      '  m:',
      '    # how',
      '    train: python a.py # slow',
      '    seed: 1',
      '  n: {train: b}',
    ),
    edit: (before) => addModel(before, 'm', { train: 'python b.py', seed: 1, timeout: '2h' }),
    after: text(
      'models:',
      '  m:',
      '    # how',
      '    train: python b.py # slow',
      '    seed: 1',
      '    timeout: 2h',
      '  n: {train: b}',
    ),
  },
  {
    it: 'changes nothing where nothing differs',
    before: text('goals: {g: {metric: f1,   target: ">= 1"}}'),
    edit: (before) => putEntry(before, 'goals', 'g', { metric: 'f1', target: '>= 1' }),
    after: text('goals: {g: {metric: f1,   target: ">= 1"}}'),
  },
  {
    it: 'leaves columns out of alarms beside what a monitor says of drift',
    before: text(
      'monitors:',
      '  m:',
      '    window: 1 month',
      "    drift: { false_alarms: '1 per 100 windows' } # few",
    ),
    edit: (before) => ignoreColumns(before, 'm', ['pdays', 'b c']),
    after: text(
      'monitors:',
      '  m:',
      '    window: 1 month',
      "    drift: { false_alarms: '1 per 100 windows', ignore: [pdays, b c] } # few",
    ),
  },
  {
    it: 'leaves columns out of alarms behind those that are',
    before: text('monitors:', '  m:', '    window: 1 month', '    drift:', '      ignore: [a]'),
    edit: (before) => ignoreColumns(before, 'm', ['b', 'a']),
    after: text('monitors:', '  m:', '    window: 1 month', '    drift:', '      ignore: [a, b]'),
  },
  {
    it: 'keeps the lines and comments of columns that are left out already',
    before: text(
      'monitors:',
      '  m:',
      '    drift:',
      '      ignore: # by design',
      '        - pdays # why',
      '        - age',
      '    window: 1 month',
    ),
    edit: (before) => ignoreColumns(before, 'm', ['age', 'job', 'b: c']),
    after: text(
      'monitors:',
      '  m:',
      '    drift:',
      '      ignore: # by design',
      '        - pdays # why',
      '        - age',
      '        - job',
      '        - "b: c"',
      '    window: 1 month',
    ),
  },
  {
    it: 'leaves columns out of alarms where nothing was said of drift',
    before: text('monitors:', '  m:', '    window: 1 month'),
    edit: (before) => ignoreColumns(before, 'm', ['a']),
    after: text('monitors:', '  m:', '    window: 1 month', '    drift: {ignore: [a]}'),
  },
  {
    it: 'adds a step behind the last one',
    before: text(
      'datasets:',
      '  a:',
      '    path: a.csv',
      '    prepare:',
      '      - drop: [x] # leaks',
      '      # end',
      '    target: y',
    ),
    edit: (before) => addStep(before, 'a', { replace: { column: 'job', unknown: null } }),
    after: text(
      'datasets:',
      '  a:',
      '    path: a.csv',
      '    prepare:',
      '      - drop: [x] # leaks',
      '      - replace: {column: job, unknown: null}',
      '      # end',
      '    target: y',
    ),
  },
  {
    it: 'adds the first step',
    before: text('datasets:', '  a:', '    path: a.csv # here', 'models:'),
    edit: (before) => addStep(before, 'a', { sql: 'SELECT *\nFROM data' }),
    after: text(
      'datasets:',
      '  a:',
      '    path: a.csv # here',
      '    prepare:',
      '      - sql: |-',
      '          SELECT *',
      '          FROM data',
      'models:',
    ),
  },
  {
    it: 'writes out the short form to add a step',
    before: text('datasets:', '  a: a.csv # here', '  b: b.csv'),
    edit: (before) => addStep(before, 'a', { trim: ['x'] }),
    after: text(
      'datasets:',
      '  a: # here',
      '    path: a.csv',
      '    prepare:',
      '      - trim: [x]',
      '  b: b.csv',
    ),
  },
  {
    it: 'fills the lines of a long list in brackets where other lists stand in brackets',
    before: text('datasets:', '  a:', '    path: a.csv', '    prepare:', '      - drop: [x]', '    split: s'),
    edit: (before) =>
      addStep(before, 'a', { replace: { columns: [...long, 'a, b'], unknown: null } } as never),
    after: text(
      'datasets:',
      '  a:',
      '    path: a.csv',
      '    prepare:',
      '      - drop: [x]',
      '      - replace:',
      '          columns: [employment, education, marital_status, poutcome,',
      '            default_credit, "a, b"]',
      '          unknown: null',
      '    split: s',
    ),
  },
  {
    it: 'writes a long list one value a line where other lists stand so',
    before: text(
      'datasets:',
      '  a:',
      '    path: a.csv',
      '    prepare:',
      '      - drop:',
      '          - x # leaks',
      '          - "y"',
    ),
    edit: (before) => addStep(before, 'a', { drop: long }),
    after: text(
      'datasets:',
      '  a:',
      '    path: a.csv',
      '    prepare:',
      '      - drop:',
      '          - x # leaks',
      '          - "y"',
      '      - drop:',
      ...long.map((name) => `          - ${name}`),
    ),
  },
  {
    it: 'adds a step within brackets',
    before: text('datasets: {a: {path: a.csv, prepare: [{trim: x},]}}'),
    edit: (before) => addStep(before, 'a', { filter: "b > 1, c = '}'" }),
    after: text('datasets: {a: {path: a.csv, prepare: [{trim: x}, {filter: "b > 1, c = \'}\'"}]}}'),
  },
];

describe('an edit of the manifest', () => {
  for (const { it: name, before, edit, after } of cases)
    it(name, () => {
      assert.equal(edit(before), after);
    });

  const refused = [
    ['a newer version', 'lifecycle: 2\n', /version 2/],
    ['wrong YAML', 'datasets:\n\ta: b\n', /not right YAML/],
    ['a list', '- a\n', /not a map/],
    ['an entry behind an alias', 'x-d: &d {a: a.csv}\ndatasets: *d\n', /by an alias/],
    ['a section that another place repeats', 'datasets: &d\n  a: a.csv\nx-d: *d\n', /by an alias/],
    ['a pit of brackets', '['.repeat(10_000), /nested deeper/],
  ] as const;
  for (const [what, before, message] of refused)
    it(`refuses ${what}`, () => {
      assert.throws(
        () => addDataset(before, 'b', 'b.csv'),
        (error: unknown) => isLifecycleError(error) && error.code === 'input' && message.test(error.message),
      );
    });

  it('refuses a step for a dataset that is not there', () => {
    assert.throws(
      () => addStep('datasets: {a: a.csv}\n', 'constructor', { trim: ['x'] }),
      /no dataset named/,
    );
  });

  it('keeps every character of the text when it adds, and means just what was asked', () => {
    fc.assert(
      fc.property(manifests, values, (before, value) => {
        const after = addDataset(before, 'added', value);
        assert.ok(isSubsequence(before, after), `${before}\n---\n${after}`);
        const was = (parse(before) ?? {}) as { datasets?: object };
        assert.deepEqual(parse(after), { ...was, datasets: { ...was.datasets, added: value } });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every comment and everything else when it adds a step', () => {
    fc.assert(
      fc.property(manifests, fc.constantFrom('S1', 'S1\nS2', 'x: {y}, # z', '"q"', "it's"), (before, sql) => {
        const was = (parse(before) ?? {}) as {
          datasets?: Record<string, { path: string; prepare?: unknown[] } | string>;
        };
        const [name, entry] = Object.entries(was.datasets ?? {})[0] ?? [];
        if (name === undefined || entry === undefined) return;
        const after = addStep(before, name, { sql });
        assert.deepEqual(after.match(/# c\d+/g), before.match(/# c\d+/g));
        const steps = typeof entry === 'string' ? [] : (entry.prepare ?? []);
        const wanted = {
          ...(typeof entry === 'string' ? { path: entry } : entry),
          prepare: [...steps, { sql }],
        };
        assert.deepEqual(parse(after), { ...was, datasets: { ...was.datasets, [name]: wanted } });
      }),
      { numRuns: 500 },
    );
  });

  it('gives entries that the reader takes', () => {
    const after = addStep(
      putEntry(
        addModel(addDataset('', 'bank', { path: 'b.csv', target: 'y' }), 'm', { train: 'python t.py' }),
        'deployments',
        'd',
        { model: 'm@champion' },
      ),
      'bank',
      { cast: { age: 'integer' } },
    );
    assert.deepEqual(readManifest(after, 'f').problems, []);
  });
});

/** Every character of `part` stands in `whole`, in this order. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (character === part[at]) at += 1;
  return at >= part.length;
}

const values: fc.Arbitrary<NewEntries['datasets']> = fc.oneof(
  fc.constantFrom('a.csv', 'dir/with space.csv', 'yes', '5', '# x', 'a: b', '{', '*.csv', "it's", '"', 'ü'),
  fc.record(
    {
      path: fc.constant('a.csv'),
      target: fc.constantFrom('y', 'no', '1', 'a: b'),
      sensitive: fc.array(fc.constantFrom('age', 'a, b', '~'), { minLength: 1, maxLength: 3 }),
      prepare: fc.array(
        fc.constantFrom<z.input<typeof stepSchema>>(
          { trim: ['a'] },
          { sql: 'SELECT\n\n  1' },
          { filter: 'x > 1' },
        ),
        {
          maxLength: 2,
        },
      ),
      expect: fc.constant<z.input<typeof datasetSchema>['expect']>({
        columns: { age: { between: [1, 2], in: ['a', 'b'] } },
      }),
    },
    { requiredKeys: ['path'], noNullPrototype: true },
  ),
);

/** Manifests as people write them: block and flow, comments anywhere, blank lines, either line end, with or without a last one. */
const manifests = fc
  .record({
    entries: fc.array(
      fc.record({
        form: fc.constantFrom('short', 'flow', 'block', 'steps', 'flowSteps'),
        comments: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        hasGap: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
    isFlow: fc.boolean(),
    indent: fc.constantFrom(2, 3, 4),
    comments: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    hasModels: fc.constantFrom('none', 'before', 'after'),
    newline: fc.constantFrom('\n', '\r\n'),
    hasEnd: fc.boolean(),
  })
  .map(({ entries, isFlow, indent, comments, hasModels, newline, hasEnd }) => {
    let number = 0;
    const comment = (is: boolean | undefined, column = 0) =>
      is ? [`${' '.repeat(column)}# c${number++}`] : [];
    const beside = (is: boolean | undefined) => (is ? ` # c${number++}` : '');
    const pad = ' '.repeat(indent);
    const flow = {
      short: 'a.csv',
      flow: '{path: "a.csv", key: id}',
      block: '{path: a.csv}',
      steps: '{path: a.csv, prepare: [{trim: x}]}',
      flowSteps: '{ path: a.csv, prepare: [ {trim: x}, ] }',
    };
    const block = () =>
      entries.flatMap(({ form, comments: own, hasGap }, index) => [
        ...comment(own[0], indent),
        ...(form === 'block' || form === 'steps'
          ? [
              `${pad}e${index}:${beside(own[1])}`,
              ...comment(own[2], 2 * indent),
              `${pad}${pad}path: 'a.csv'${beside(own[3])}`,
              ...(form === 'steps'
                ? [
                    `${pad}${pad}prepare:`,
                    `${pad}${pad}${pad}- trim: [x]${beside(own[2])}`,
                    `${pad}${pad}${pad}- sql: |`,
                    `${pad}${pad}${pad}    SELECT 1`,
                    '',
                  ]
                : []),
              ...comment(own[4], 2 * indent),
            ]
          : [`${pad}e${index}: ${flow[form]}${beside(own[1])}`]),
        ...(hasGap ? [''] : []),
      ]);
    const models = hasModels === 'none' ? [] : ['models:', `${pad}m: {train: t}${beside(comments[3])}`, ''];
    const datasets =
      entries.length === 0
        ? []
        : isFlow
          ? [
              `datasets: {${entries.map(({ form }, index) => `e${index}: ${flow[form]}`).join(', ')}}${beside(comments[1])}`,
            ]
          : [`datasets:${beside(comments[1])}`, ...block()];
    const all = [
      ...comment(comments[0]),
      'lifecycle: 1',
      ...(hasModels === 'before' ? models : []),
      ...datasets,
      ...comment(comments[2]),
      ...(hasModels === 'after' ? models : []),
      ...comment(comments[4]),
    ];
    return `${all.join(newline)}${hasEnd ? newline : ''}`;
  });
