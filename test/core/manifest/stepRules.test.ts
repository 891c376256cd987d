// What steps demand of each other, told at the step's own line.
import assert from 'node:assert/strict';
import { readManifest } from '../../../src/core/manifest/read';

const told = (steps: readonly string[], more = '') => {
  const text = [
    'datasets:',
    '  other: {path: other.csv}',
    '  bank:',
    '    path: bank.csv',
    ...more.split('\n').map((line) => `    ${line}`),
    '    prepare:',
    ...steps.map((step) => `      - ${step}`),
  ].join('\n');
  const first = text.split('\n').indexOf('    prepare:') + 2;
  return readManifest(text, 'f').problems.map(
    ({ line = 0, message, hint }) => `${line - first + 1}: ${message} | ${hint}`,
  );
};

const fill = 'fill: {column: age, with: mean}';

describe('the order of steps', () => {
  for (const rows of [
    'filter: age > 5',
    'deduplicate: all',
    'sql: SELECT * FROM data',
    'sample: {share: 10%, by: id}',
    'sort: [id]',
    'join: {with: other, on: id}',
    'join_asof: {with: other, time: ts}',
    'union: other',
    'run: python clean.py',
  ])
    it(`has ${rows} before the first step that learns`, () => {
      assert.deepEqual(told([rows, 'trim: [job]', fill]), []);
      assert.deepEqual(told(['trim: [job]', fill, rows]), [
        '3: This step says which rows there are, but step 2 (fill) has learnt from the rows by then. | Move it above step 2 (fill).',
      ]);
    });

  for (const [what, step] of [
    ['a value', 'fill: {column: age, with: 5}'],
    ['edges', 'bin: {column: age, edges: [5]}'],
    ['bounds', 'clip: {column: age, min: 5}'],
  ] as const)
    it(`is free behind a step that is given ${what}`, () => {
      assert.deepEqual(told([step, 'filter: age > 5']), []);
    });

  it('has what the split goes by as it is once something is learnt', () => {
    const byTime = 'time: ts\nsplit: {by: time, train: 0.8, validation: 0.1, test: 0.1}';
    assert.deepEqual(told([fill, 'cast: {ts: timestamp}'], byTime), [
      '2: This step changes "ts", by which the rows are split, but step 1 (fill) has learnt from the training rows by then. | Move it above step 1 (fill).',
    ]);
    const byKey = 'key: age\nsplit: {by: key, train: 0.8, validation: 0.1, test: 0.1}';
    assert.deepEqual(told(['trim: [job]', fill], byKey), [
      '2: This step learns from the training rows and changes "age", which says which rows these are. | Leave "age" out of it, or split another way.',
    ]);
    assert.deepEqual(told(['cast: {ts: timestamp}', fill], byTime), []);
    const byOrder = 'time: ts\nsplit: {by: order, train: 0.8, validation: 0.1, test: 0.1}';
    assert.deepEqual(told([fill, 'cast: {ts: timestamp}'], byOrder), []);
  });
});

describe('a column that the dataset names', () => {
  for (const [step, problem] of [
    [
      'select: [id, job]',
      'This step leaves out "y", which is the dataset\'s target. | Add it to the step, or leave "target:" out.',
    ],
    [
      'encode: {column: y, by: one_hot}',
      'This step puts other columns in the place of "y", which is the dataset\'s target. | Take it out of the step, or leave "target:" out.',
    ],
    [
      'drop: [y]',
      'This step drops "y", which is the dataset\'s target. | Take it out of the step, or leave "target:" out.',
    ],
  ] as const)
    it(`is not taken away: ${step}`, () => {
      assert.deepEqual(told([step], 'target: y'), [`1: ${problem}`]);
    });

  it('may be made again by a step that follows', () => {
    assert.deepEqual(told(['drop: [y]', 'extract: {column: ts, pattern: "(?P<y>.+)"}'], 'target: y'), []);
    assert.deepEqual(
      told(['drop: [y]', 'split_column: {column: a, by: "-", into: [x, y]}'], 'target: y'),
      [],
    );
  });
});

describe('another dataset that a step reads', () => {
  it('has to be there', () => {
    const text =
      'datasets:\n  a:\n    path: a.csv\n    prepare:\n      - join: {with: bb, on: id}\n  b: b.csv\n';
    const [problem] = readManifest(text, 'f').problems;
    assert.deepEqual(
      [problem?.message, problem?.hint, problem?.line],
      ['There is no dataset named "bb".', 'There are a, b.', 5],
    );
  });

  const circle = (steps: Readonly<Record<string, string>>) =>
    readManifest(
      `datasets:\n${Object.entries(steps)
        .map(
          ([name, step]) =>
            `  ${name}:\n    path: ${name}.csv\n    prepare:\n      - trim: [x]\n      - ${step}\n`,
        )
        .join('')}`,
      'f',
    ).problems.map(({ line, message }) => `${line}: ${message}`);

  it('is not prepared with it in turn', () => {
    assert.deepEqual(
      circle({
        a: 'join: {with: b, on: id}',
        b: 'union: [c]',
        c: 'join_asof: {with: a, time: ts}',
        d: 'union: a',
      }),
      ['6: These datasets are prepared with each other in a circle: a <- b <- c <- a.'],
    );
  });

  it('is not itself', () => {
    assert.deepEqual(circle({ a: 'join: {with: a, on: id}' }), [
      '6: This step reads "a", which it prepares.',
    ]);
  });

  it('may be read by several', () => {
    assert.deepEqual(circle({ a: 'union: c', b: 'union: [a, c]', c: 'drop: [y]' }), []);
  });
});

describe('a step that says too little or too much', () => {
  for (const [step, message] of [
    ['fill: {with: 5}', /Name the column, or columns, to fill\./],
    ['clip: {column: a}', /Write "min", "max" or both/],
    ['clip: {column: a, min: 1, low: 1%}', /Write "min" or "low", one of them\./],
    ['clip: {column: a, min: 5, max: 1}', /The first number is the lower end/],
    ['bin: {column: a}', /Write "edges" or "quantile", one of them\./],
    ['bin: {column: a, edges: [3, 1]}', /cannot be|rising order/],
    ['bin: {column: a, edges: [1], labels: [x]}', /1 edges make 2 bins, but there are 1 labels\./],
    ['sample: {by: id}', /Write "rows" or "share", one of them\./],
    ['extract: {column: a}', /Write "pattern" for text, or "parts" for a date or time\./],
    ['join_asof: {with: other, time: {a: b, c: d}}', /A row has one time/],
    ['case: {column: a, to: Title}', /must be|cannot be/],
  ] as const)
    it(`is refused at its line: ${step}`, () => {
      const problems = told([step]);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', message);
      assert.match(problems[0] ?? '', /^1: /);
    });
});
